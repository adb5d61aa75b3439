import GraphStore
import PropertyGraph

/// A value of a query: of a parameter, an expression, or a column of the result.
///
///     let value: QueryValue = ["name": "Ada", "born": 1815]
///
/// Strings compare by their UTF-8 bytes throughout, as they do in the store. There are three notions of sameness:
/// ``QueryValue/equals(_:)`` is the operator `=` with three-valued logic, ``QueryValue/isEquivalent(to:)`` is that of
/// DISTINCT and grouping, where null equals null, and ``QueryValue/precedes(_:)`` is the order of ORDER BY.
public enum QueryValue: Sendable {
    /// No value.
    case null
    /// A truth value.
    case boolean(Bool)
    /// A whole number.
    case integer(Int64)
    /// A floating-point number.
    case float(Double)
    /// Text.
    case string(String)
    /// Values in order, of any types.
    case list([QueryValue])
    /// Values by key.
    case map(QueryMap)
    /// A node.
    case node(Node)
    /// A relationship.
    case relationship(Relationship)
    /// Nodes and the relationships between them.
    indirect case path(Path)
    /// A calendar date.
    case date(CalendarDate)
    /// A time of day without an offset.
    case localTime(LocalTime)
    /// A time of day with an offset from UTC.
    case zonedTime(ZonedTime)
    /// A date and time without an offset.
    indirect case localDateTime(LocalDateTime)
    /// A date and time with an offset from UTC, perhaps of a named zone.
    indirect case zonedDateTime(ZonedDateTime)
    /// A span of calendar and clock time.
    indirect case duration(CalendarDuration)
    /// A stored value of a type that openCypher has no literals for: a decimal, bytes, a vector, a large whole number.
    indirect case stored(PropertyGraph.Value)
}

/// A node as a query sees it.
///
/// Within a query it is only its id; a result that leaves the store has its labels and properties with it.
public struct Node: Sendable {
    /// The node.
    public let id: NodeID
    /// Labels and properties, in values that have left the store.
    public let content: NodeContent?

    /// A node.
    public init(_ id: NodeID, content: NodeContent? = nil) {
        self.id = id
        self.content = content
    }
}

/// What a node says of itself.
public final class NodeContent: Sendable {
    /// The labels, ordered by their bytes.
    public let labels: [String]
    /// The properties.
    public let properties: QueryMap

    /// Labels and properties.
    public init(labels: [String], properties: QueryMap) {
        self.labels = labels
        self.properties = properties
    }
}

/// A relationship as a query sees it; like ``Node``.
public struct Relationship: Sendable {
    /// The relationship.
    public let id: EdgeID
    /// Type, ends and properties, in values that have left the store.
    public let content: RelationshipContent?

    /// A relationship.
    public init(_ id: EdgeID, content: RelationshipContent? = nil) {
        self.id = id
        self.content = content
    }
}

/// What a relationship says of itself.
public final class RelationshipContent: Sendable {
    /// The type: the first of the edge's labels, or the empty text without any.
    public let type: String
    /// Where it starts.
    public let start: NodeID
    /// Where it ends.
    public let end: NodeID
    /// The properties.
    public let properties: QueryMap

    /// A relationship's content.
    public init(type: String, start: NodeID, end: NodeID, properties: QueryMap) {
        self.type = type
        self.start = start
        self.end = end
        self.properties = properties
    }
}

/// Nodes and the relationships between them, in the order in which they are walked.
public struct Path: Sendable {
    /// The nodes, one more than relationships.
    public let nodes: [Node]
    /// The relationships; one may be walked against its direction.
    public let relationships: [Relationship]

    /// A path.
    public init(nodes: [Node], relationships: [Relationship]) {
        precondition(nodes.count == relationships.count + 1, "a path has one node more than relationships")
        self.nodes = nodes
        self.relationships = relationships
    }
}

/// Values by key, ordered by the bytes of the keys, each key once.
public struct QueryMap: Sendable {
    /// The entries, ordered by the bytes of the keys.
    public private(set) var entries: [(key: String, value: QueryValue)]

    /// An empty map.
    public init() { entries = [] }

    /// A map of some entries; of equal keys the last one counts.
    public init(_ entries: some Sequence<(key: String, value: QueryValue)>) {
        self.init()
        for (key, value) in entries { self[key] = value }
    }

    /// The value of a key, nil where it has none; null is a value.
    ///
    /// - Complexity: O(log count) to read, O(count) to write.
    public subscript(key: String) -> QueryValue? {
        get {
            let position = position(of: key)
            guard position < entries.count, entries[position].key.utf8.elementsEqual(key.utf8) else {
                return nil
            }
            return entries[position].value
        }
        set {
            let position = position(of: key)
            let isThere = position < entries.count && entries[position].key.utf8.elementsEqual(key.utf8)
            switch (newValue, isThere) {
            case (let value?, true): entries[position].value = value
            case (let value?, false): entries.insert((key, value), at: position)
            case (nil, true): entries.remove(at: position)
            case (nil, false): break
            }
        }
    }

    /// How many entries there are.
    public var count: Int { entries.count }
    /// The keys, ordered by their bytes.
    public var keys: [String] { entries.map(\.key) }

    private func position(of key: String) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key.utf8.lexicographicallyPrecedes(key.utf8) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}

extension QueryValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByNilLiteral
{
    /// Text.
    public init(stringLiteral text: String) { self = .string(text) }
    /// A whole number.
    public init(integerLiteral number: Int64) { self = .integer(number) }
    /// A floating-point number.
    public init(floatLiteral number: Double) { self = .float(number) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// A list.
    public init(arrayLiteral elements: QueryValue...) { self = .list(elements) }
    /// A map.
    public init(dictionaryLiteral entries: (String, QueryValue)...) {
        self = .map(QueryMap(entries.lazy.map { (key: $0.0, value: $0.1) }))
    }
    /// No value.
    public init(nilLiteral: ()) { self = .null }
}
