import Cypher

extension Operators {
    /// IN: null where it is unknown because of null whether the list has the value.
    public static func isIn(_ value: QueryValue, _ list: QueryValue) throws(QueryError) -> QueryValue {
        if list.isNull { return .null }
        guard case .list(let elements) = list else { throw .notAList(list, for: "IN") }
        var isKnown = true
        for element in elements {
            switch value.equals(element) {
            case true?: return true
            case nil: isKnown = false
            case false?: break
            }
        }
        return isKnown ? false : .null
    }

    /// `list[index]` and `map[key]`; nil for nodes and relationships, whose properties are in the store.
    ///
    /// A negative index counts from the end; what is not there is null.
    public static func element(
        of value: QueryValue, at index: QueryValue
    ) throws(QueryError) -> QueryValue? {
        switch (value, index) {
        case (.null, _): return .null
        case (.node, _), (.relationship, _): return nil
        case (.list, .null), (.map, .null): return .null
        case (.list(let elements), .integer(let index)):
            guard let position = position(index, in: elements) else { return .null }
            return elements[position]
        case (.list, _): throw .listElement(at: index)
        case (.map(let map), .string(let key)): return map[key] ?? .null
        case (.map, _): throw .mapElement(at: index)
        default: throw .noElements(in: value)
        }
    }

    /// `list[from..to]`, without the last index; a bound that is left out is nil, and null is null.
    public static func slice(
        of value: QueryValue, from start: QueryValue?, to end: QueryValue?
    ) throws(QueryError) -> QueryValue {
        if value.isNull { return .null }
        guard case .list(let elements) = value else { throw .noElements(in: value) }
        guard let start = try bound(start ?? 0, in: elements),
            let end = try bound(end ?? .integer(Int64(elements.count)), in: elements)
        else { return .null }
        return .list(start < end ? Array(elements[start..<end]) : [])
    }

    /// `value.key` of a map or a temporal value; nil for nodes and relationships, whose properties are in the store.
    public static func property(_ key: String, of value: QueryValue) throws(QueryError) -> QueryValue? {
        switch value {
        case .null: return .null
        case .map(let map): return map[key] ?? .null
        case .node, .relationship: return nil
        default:
            if let component = try TemporalAccess.component(key, of: value) { return component }
            throw .noProperty(key, in: value)
        }
    }

    private static func position(_ index: Int64, in elements: [QueryValue]) -> Int? {
        let position = index < 0 ? index + Int64(elements.count) : index
        return (0..<Int64(elements.count)).contains(position) ? Int(position) : nil
    }

    /// A bound of a slice, brought into the list.
    private static func bound(_ value: QueryValue, in elements: [QueryValue]) throws(QueryError) -> Int? {
        switch value {
        case .null: return nil
        case .integer(let index):
            let position = index < 0 ? index + Int64(elements.count) : index
            return Int(min(max(position, 0), Int64(elements.count)))
        default: throw .listElement(at: value)
        }
    }
}
