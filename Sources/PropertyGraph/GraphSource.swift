/// Something that can be read as a graph: files, a store, a graph in memory.
///
/// Nodes and edges are asked for separately, nodes first, because an edge is judged with its endpoints at hand.
/// Where a file mixes both, the source keeps what was not asked for yet.
public protocol GraphSource: Sendable {
    /// The names of what is read, as reports show them; ``BatchOrigin/file`` counts in this order.
    var files: [String] { get }

    /// Streams all elements of one kind.
    ///
    /// - Parameters:
    ///   - kind: Nodes or edges.
    ///   - symbols: Where labels, keys and identifier spaces are interned.
    ///   - workers: How many threads to use.
    ///   - prepare: Called for each batch, several at a time, in any order.
    ///   - absorb: Called with each result in the order of the files, one at a time; it may run on any thread.
    /// - Throws: What the source cannot read, or what `prepare` or `absorb` throw; the rest is then not read.
    func stream<Prepared: Sendable>(
        _ kind: ElementKind, symbols: SymbolTable, workers: Int,
        prepare: @Sendable (ElementBatch) throws -> Prepared,
        absorb: @Sendable (Prepared) throws -> Void) throws
}
