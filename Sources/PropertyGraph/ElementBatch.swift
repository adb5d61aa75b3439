/// Some elements of one kind with one label set, property by property: the unit in which graphs travel.
///
/// All columns have ``count`` rows; row `i` of each belongs to element `i`.
public struct ElementBatch: Sendable {
    /// Nodes or edges.
    public var kind: ElementKind
    /// The labels that every element of the batch carries.
    public var labels: LabelSet
    /// How many elements there are.
    public var count: Int
    /// The elements' own identifiers; nil when the file gives none, which only edges may do.
    public var identifiers: IdentifierColumn?
    /// Where each edge starts; nil for nodes.
    public var sources: IdentifierColumn?
    /// Where each edge ends; nil for nodes.
    public var targets: IdentifierColumn?
    /// The properties, one column a key, no key twice.
    public var columns: [Column]
    /// Where the elements were read.
    public var origin: BatchOrigin

    /// Assembles a batch; the columns must agree on the number of rows.
    public init(
        kind: ElementKind, labels: LabelSet, count: Int, identifiers: IdentifierColumn? = nil,
        sources: IdentifierColumn? = nil, targets: IdentifierColumn? = nil, columns: [Column],
        origin: BatchOrigin
    ) {
        self.kind = kind
        self.labels = labels
        self.count = count
        self.identifiers = identifiers
        self.sources = sources
        self.targets = targets
        self.columns = columns
        self.origin = origin
    }
}

/// The file and lines a batch was read from.
public struct BatchOrigin: Sendable {
    /// An index into the source's ``GraphSource/files``.
    public var file: Int
    /// The line of the first element, from 1.
    public var firstLine: Int
    /// Lines after the first, per element; nil when element `i` stands `i` lines below the first.
    public var lineOffsets: [UInt32]?

    /// Places a batch in a file.
    public init(file: Int, firstLine: Int, lineOffsets: [UInt32]? = nil) {
        self.file = file
        self.firstLine = firstLine
        self.lineOffsets = lineOffsets
    }

    /// The line of one element, from 1.
    @inlinable public func line(ofRow row: Int) -> Int {
        firstLine + (lineOffsets.map { Int($0[row]) } ?? row)
    }
}
