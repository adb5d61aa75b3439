import PropertyGraph
import QueryValues

extension WrittenValue {
    /// What a query returned, as a scenario would write it.
    public init(_ value: QueryValue) {
        switch value {
        case .null: self = .null
        case .boolean(let value): self = .boolean(value)
        case .integer(let number): self = .integer(number)
        case .float(let number): self = .float(number)
        case .string(let text): self = .string(text)
        case .list(let elements): self = .list(elements.map(WrittenValue.init))
        case .map(let map): self = .map(Self.entries(map))
        case .node(let node): self = .node(Node(node))
        case .relationship(let relationship): self = .relationship(Relationship(relationship))
        case .path(let path): self = Self.path(path)
        case .date, .localTime, .zonedTime, .localDateTime, .zonedDateTime, .duration:
            // Their literals are their texts in quotes.
            self = .string(String(value.description.dropFirst().dropLast()))
        case .stored(let value): self = .string(value.literal)
        }
    }

    fileprivate static func entries(_ map: QueryMap) -> [Entry] {
        map.entries.map { Entry($0.key, WrittenValue($0.value)) }
    }

    private static func path(_ path: Path) -> WrittenValue {
        let links = zip(path.relationships.indices, path.relationships).map { index, relationship in
            // A loop is walked forward.
            let isForward = relationship.content.map { $0.start == path.nodes[index].id } ?? true
            return Link(
                Relationship(relationship), isForward: isForward, to: Node(path.nodes[index + 1]))
        }
        return .path(start: Node(path.nodes[0]), links)
    }

    /// The value for a parameter; nil for nodes, relationships and paths, which none can have.
    public var queryValue: QueryValue? {
        switch self {
        case .null: return .null
        case .boolean(let value): return .boolean(value)
        case .integer(let number): return .integer(number)
        case .float(let number): return .float(number)
        case .string(let text): return .string(text)
        case .list(let elements):
            let values = elements.compactMap(\.queryValue)
            return values.count == elements.count ? .list(values) : nil
        case .map(let entries):
            var map = QueryMap()
            for entry in entries {
                guard let value = entry.value.queryValue else { return nil }
                map[entry.key] = value
            }
            return .map(map)
        case .node, .relationship, .path: return nil
        }
    }
}

extension WrittenValue.Node {
    fileprivate init(_ node: QueryValues.Node) {
        self.init(
            labels: node.content?.labels ?? ["no content"],
            properties: node.content.map { WrittenValue.entries($0.properties) } ?? [])
    }
}

extension WrittenValue.Relationship {
    fileprivate init(_ relationship: QueryValues.Relationship) {
        self.init(
            type: relationship.content?.type ?? "no content",
            properties: relationship.content.map { WrittenValue.entries($0.properties) } ?? [])
    }
}
