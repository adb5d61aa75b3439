import PropertyGraph

/// A graph in memory, column by column, ready to become a segment.
///
/// Nodes are numbered by their position over all parts, from 0, those that are left out included; edges say
/// with these numbers where they start and end. Edges are numbered likewise.
public struct SegmentInput: Sendable {
    /// Some nodes with one label set.
    public struct NodePart: Sendable {
        /// The labels, in any order.
        public var labels: [String]
        /// How many nodes there are.
        public var count: Int
        /// What the nodes are called, if anything.
        public var identifiers: IdentifierColumn?
        /// The properties, no key twice, each with ``count`` rows.
        public var columns: [Column]
        /// Which rows are stored; nil when all are.
        public var kept: RowMask?

        /// Nodes with labels and properties.
        public init(
            labels: [String], count: Int, identifiers: IdentifierColumn? = nil, columns: [Column] = [],
            kept: RowMask? = nil
        ) {
            self.labels = labels
            self.count = count
            self.identifiers = identifiers
            self.columns = columns
            self.kept = kept
        }
    }

    /// Some edges with one label set.
    public struct EdgePart: Sendable {
        /// The labels, in any order.
        public var labels: [String]
        /// The number of the node that each edge starts at.
        public var sources: [UInt32]
        /// The number of the node that each edge ends at.
        public var targets: [UInt32]
        /// What the edges are called, if anything.
        public var identifiers: IdentifierColumn?
        /// The properties, no key twice, each with a row an edge.
        public var columns: [Column]
        /// Which rows are stored; nil when all are.
        public var kept: RowMask?

        /// Edges with labels and properties.
        public init(
            labels: [String], sources: [UInt32], targets: [UInt32], identifiers: IdentifierColumn? = nil,
            columns: [Column] = [], kept: RowMask? = nil
        ) {
            precondition(sources.count == targets.count, "every edge has a source and a target")
            self.labels = labels
            self.sources = sources
            self.targets = targets
            self.identifiers = identifiers
            self.columns = columns
            self.kept = kept
        }
    }

    /// Candidates for a key: elements by the hash of what the key says of them.
    ///
    /// An index only narrows the search down: whoever looks something up compares the values.
    public struct Index: Sendable {
        /// An element under a hash.
        public struct Entry: Sendable {
            /// The hash, well mixed in its upper bits.
            public var hash: UInt64
            /// The element's number in the input.
            public var element: UInt32

            /// Puts an element under a hash.
            public init(hash: UInt64, element: UInt32) {
                self.hash = hash
                self.element = element
            }
        }
        /// What the index is looked up by.
        public var name: String
        /// Whether it is about nodes or about edges.
        public var kind: ElementKind
        /// The entries in any order; those of elements that are left out are left out too.
        public var entries: [Entry]

        /// An index of nodes or edges.
        public init(name: String, kind: ElementKind, entries: [Entry]) {
            self.name = name
            self.kind = kind
            self.entries = entries
        }
    }

    /// Where keys and identifier spaces of the parts are interned.
    public var symbols: SymbolTable
    /// The nodes.
    public var nodes: [NodePart]
    /// The edges.
    public var edges: [EdgePart]
    /// Indexes to store beside them.
    public var indexes: [Index]

    /// A graph of these parts.
    public init(
        symbols: SymbolTable, nodes: [NodePart] = [], edges: [EdgePart] = [], indexes: [Index] = []
    ) {
        self.symbols = symbols
        self.nodes = nodes
        self.edges = edges
        self.indexes = indexes
    }
}
