import PropertyGraph

/// A file of records that end in newlines: it falls into chunks, each of which is read for itself.
protocol TextFile: DataFile {
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

extension TextFile {
    func portions(
        of kind: ElementKind, number: Int, symbols: SymbolTable, plan: ReadingPlan
    ) -> PortionSource? {
        guard let parser = parser(of: kind, number: number, symbols: symbols) else { return nil }
        let (path, framing) = (path, framing)
        return { () throws(InterchangeError) in
            TextPortionReader(
                chunks: try ChunkReader(path: path, framing: framing, sizes: plan.sizes), parser: parser)
        }
    }
}

/// Hands out the chunks of a file with what reads them.
private struct TextPortionReader: PortionReader {
    var chunks: ChunkReader
    let parser: any ChunkParser

    var position: Int { chunks.position }

    mutating func next() throws(InterchangeError) -> (any Portion)? {
        try chunks.next().map { TextPortion(chunk: $0, parser: parser) }
    }
}

/// A chunk and what reads it.
private struct TextPortion: Portion {
    var chunk: Chunk
    let parser: any ChunkParser

    mutating func batches() throws(InterchangeError) -> [ElementBatch] { try parser.batches(of: &chunk) }
}
