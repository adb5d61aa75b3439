import Cypher
import PropertyGraph

extension QueryValue {
    /// A stored value as a query sees it.
    ///
    /// Only decimals, bytes, vectors, opaque values and whole numbers above `Int64.max` stay ``stored(_:)``.
    public init(_ value: PropertyGraph.Value) {
        switch value {
        case .boolean(let value): self = .boolean(value)
        case .integer(let number): self = .integer(number)
        case .unsigned(let number):
            self = Int64(exactly: number).map(QueryValue.integer) ?? .stored(value)
        case .float(let number): self = .float(number)
        case .string(let text): self = .string(text)
        case .date(let date): self = .date(date)
        case .localTime(let time): self = .localTime(time)
        case .zonedTime(let time): self = .zonedTime(time)
        case .localDateTime(let moment): self = .localDateTime(moment)
        case .zonedDateTime(let moment): self = .zonedDateTime(moment)
        case .duration(let duration): self = .duration(duration)
        case .list(let elements): self = .list(elements.map { QueryValue($0) })
        case .decimal, .bytes, .vector, .opaque: self = .stored(value)
        }
    }

    /// The value as a property holds it; nil for null, which removes the property.
    ///
    /// - Throws: `TypeError: InvalidPropertyType` for maps, graph elements, paths, and lists of lists, of nulls or of these.
    public func storable() throws(QueryError) -> PropertyGraph.Value? {
        switch self {
        case .null: return nil
        case .list(let elements):
            var values: [PropertyGraph.Value] = []
            values.reserveCapacity(elements.count)
            for element in elements {
                guard let value = element.storableScalar else { throw .notStorable(element, inList: true) }
                values.append(value)
            }
            return .list(values)
        default:
            guard let value = storableScalar else { throw .notStorable(self, inList: false) }
            return value
        }
    }

    /// The value as a property or an element of one holds it; nil where neither can.
    private var storableScalar: PropertyGraph.Value? {
        switch self {
        case .boolean(let value): .boolean(value)
        case .integer(let number): .integer(number)
        case .float(let number): .float(number)
        case .string(let text): .string(text)
        case .date(let date): .date(date)
        case .localTime(let time): .localTime(time)
        case .zonedTime(let time): .zonedTime(time)
        case .localDateTime(let moment): .localDateTime(moment)
        case .zonedDateTime(let moment): .zonedDateTime(moment)
        case .duration(let duration): .duration(duration)
        case .stored(let value): value
        case .null, .list, .map, .node, .relationship, .path: nil
        }
    }
}

extension QueryError {
    /// A value that no property can hold.
    static func notStorable(_ value: QueryValue, inList: Bool) -> QueryError {
        let type = "\(value.typeName) \(value.excerpt)"
        return QueryError(
            .type, "InvalidPropertyType", phase: .runtime,
            inList
                ? "A list that is a property cannot hold \(type)."
                : "A property cannot hold \(type).",
            suggestion: "Store numbers, text, truth values, temporal values or flat lists of these.")
    }
}
