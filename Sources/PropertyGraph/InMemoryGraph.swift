/// A graph that fits in memory, written down element by element.
///
///     let graph = InMemoryGraph(
///         nodes: [
///             .init(id: "ann", labels: ["Person"], properties: ["name": "Ann"]),
///             .init(id: 7, labels: ["City"]),
///         ],
///         edges: [.init(from: "ann", to: 7, labels: ["LivesIn"])])
///
/// As a ``GraphSource`` it is one file with an element a line: the nodes, then the edges.
public struct InMemoryGraph: Sendable {
    /// A node.
    public struct Node: Sendable {
        /// What the graph calls it.
        public var id: Identifier
        /// Its labels, in any order.
        public var labels: [String]
        /// Its properties.
        public var properties: [String: Value]

        /// A node with labels and properties.
        public init(id: Identifier, labels: [String] = [], properties: [String: Value] = [:]) {
            self.id = id
            self.labels = labels
            self.properties = properties
        }
    }

    /// A directed edge.
    public struct Edge: Sendable {
        /// What the graph calls it, if anything.
        public var id: Identifier?
        /// The node it starts at.
        public var from: Identifier
        /// The node it ends at.
        public var to: Identifier
        /// Its labels, in any order.
        public var labels: [String]
        /// Its properties.
        public var properties: [String: Value]

        /// An edge between two nodes.
        public init(
            id: Identifier? = nil, from: Identifier, to: Identifier, labels: [String] = [],
            properties: [String: Value] = [:]
        ) {
            self.id = id
            self.from = from
            self.to = to
            self.labels = labels
            self.properties = properties
        }
    }

    /// The nodes in the order of their lines.
    public var nodes: [Node]
    /// The edges in the order of their lines, which follow those of the nodes.
    public var edges: [Edge]
    /// The name under which reports show it.
    public var name: String

    /// A graph of these elements.
    public init(nodes: [Node] = [], edges: [Edge] = [], name: String = "graph") {
        self.nodes = nodes
        self.edges = edges
        self.name = name
    }
}
