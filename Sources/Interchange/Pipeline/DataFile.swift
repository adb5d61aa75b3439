import PropertyGraph

/// A file whose format is known: how it falls into records, and what reads them.
protocol DataFile: Sendable {
    /// The path as the caller gave it.
    var path: String { get }
    /// How its records end.
    var framing: RecordFraming { get }

    /// Prepares reading the elements of one kind.
    ///
    /// - Parameters:
    ///   - kind: Nodes or edges.
    ///   - number: The file's position among the files of the source.
    ///   - symbols: Where labels and keys are interned.
    /// - Returns: What reads the chunks, or nil when the file holds no elements of the kind.
    func parser(of kind: ElementKind, number: Int, symbols: SymbolTable) -> (any ChunkParser)?
}

/// Makes batches of the chunks of one file; several threads ask at once, each with a chunk of its own.
protocol ChunkParser: Sendable {
    /// The elements of a chunk in the order of the file, apart from being grouped by labels.
    func batches(of chunk: inout Chunk) throws(InterchangeError) -> [ElementBatch]
}
