/// A value as scenarios write it, in a table of rows or of parameters.
///
///     let value = try WrittenValue.parse("[(:Person {name: 'Ada'}), 1815, null]")
///
/// What a query returned is turned into one too, so that both can be compared and shown side by side. Values of temporal
/// types are strings here, as they are in the scenarios.
public indirect enum WrittenValue: Sendable {
    /// `null`.
    case null
    /// `true`, `false`.
    case boolean(Bool)
    /// `1`; not the same as `1.0`.
    case integer(Int64)
    /// `1.0`, `1e9`, `.5`, `NaN`, `Inf`.
    case float(Double)
    /// `'text'`.
    case string(String)
    /// `[1, 2]`.
    case list([WrittenValue])
    /// `{key: 'value'}`.
    case map([Entry])
    /// `(:A:B {key: 'value'})`.
    case node(Node)
    /// `[:KNOWS {since: 1815}]`.
    case relationship(Relationship)
    /// `<(:A)-[:KNOWS]->(:B)<-[:LIKES]-()>`.
    case path(start: Node, [Link])

    /// A key with its value.
    public struct Entry: Sendable {
        /// The key.
        public var key: String
        /// The value.
        public var value: WrittenValue

        /// A key with its value.
        public init(_ key: String, _ value: WrittenValue) {
            self.key = key
            self.value = value
        }
    }
    /// A node: it equals every node that looks the same.
    public struct Node: Sendable {
        /// The labels, in any order.
        public var labels: [String]
        /// The properties.
        public var properties: [Entry]

        /// A node.
        public init(labels: [String] = [], properties: [Entry] = []) {
            self.labels = labels
            self.properties = properties
        }
    }
    /// A relationship: it equals every relationship that looks the same.
    public struct Relationship: Sendable {
        /// The type.
        public var type: String
        /// The properties.
        public var properties: [Entry]

        /// A relationship.
        public init(type: String, properties: [Entry] = []) {
            self.type = type
            self.properties = properties
        }
    }
    /// A step of a path.
    public struct Link: Sendable {
        /// The relationship.
        public var relationship: Relationship
        /// Whether it is walked in its direction.
        public var isForward: Bool
        /// The node behind it.
        public var node: Node

        /// A step.
        public init(_ relationship: Relationship, isForward: Bool, to node: Node) {
            self.relationship = relationship
            self.isForward = isForward
            self.node = node
        }
    }
}
