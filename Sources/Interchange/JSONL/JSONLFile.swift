import PropertyGraph

/// A file of JSON Lines.
///
/// It is read once for its nodes and once for its edges, so that a file of any size needs only the memory of a
/// few chunks; lines of the other kind cost little more than finding their end.
struct JSONLFile: TextFile {
    let path: String

    var framing: RecordFraming { .lines }

    /// Checks that there is something to read.
    init(path: String) throws(InterchangeError) {
        self.path = path
        var reader = try ChunkReader(
            path: path, framing: .lines, sizes: ChunkSizes(chunk: 1 << 12, record: 1 << 12))
        guard try reader.next() != nil else { throw InterchangeError(file: path, .empty) }
    }

    func parser(of kind: ElementKind, number: Int, symbols: SymbolTable) -> (any ChunkParser)? {
        JSONLChunkParser(path: path, kind: kind, parser: JSONLParser(file: number, symbols: symbols))
    }
}

/// Reads the elements of one kind from the chunks of a file.
private struct JSONLChunkParser: ChunkParser {
    let path: String
    let kind: ElementKind
    let parser: JSONLParser

    func batches(of chunk: inout Chunk) throws(InterchangeError) -> [ElementBatch] {
        if case .tooLong(let limit) = chunk.ending {
            throw InterchangeError(file: path, line: chunk.firstLine, .recordTooLong(limit: limit))
        }
        var result: Result<[ElementBatch], JSONLError> = .success([])
        chunk.bytes.withUnsafeBufferPointer { bytes in
            do throws(JSONLError) {
                let (nodes, edges) = try parser.parse(bytes, firstLine: chunk.firstLine, only: kind)
                result = .success(nodes + edges)
            } catch {
                result = .failure(error)
            }
        }
        do throws(JSONLError) { return try result.get() } catch { throw error.placed(in: path) }
    }
}
