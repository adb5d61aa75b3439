import PropertyGraph
import Synchronization

/// A chunk and what reads it.
struct ChunkJob: Sendable {
    var chunk: Chunk
    let parser: any ChunkParser
}

/// Hands out the chunks of several files, one file after the other.
final class ChunkQueue: Sendable {
    private struct State: ~Copyable {
        var files: ArraySlice<(file: any DataFile, parser: any ChunkParser)>
        var reader: ChunkReader?
        var bytesBefore = 0
    }
    private let state: Mutex<State>
    private let sizes: ChunkSizes
    private let report: @Sendable (Int) -> Void

    /// Prepares to read files; `report` is told how many bytes have been read so far.
    init(
        files: [(file: any DataFile, parser: any ChunkParser)], sizes: ChunkSizes,
        report: @escaping @Sendable (Int) -> Void
    ) {
        state = Mutex(State(files: files[...]))
        self.sizes = sizes
        self.report = report
    }

    /// The next chunk, or nil when all files have been read.
    func next() throws -> ChunkJob? {
        try state.withLock { state in
            while let (file, parser) = state.files.first {
                var reader: ChunkReader
                if let open = state.reader.take() {
                    reader = open
                } else {
                    reader = try ChunkReader(path: file.path, framing: file.framing, sizes: sizes)
                }
                if let chunk = try reader.next() {
                    report(state.bytesBefore + reader.position)
                    state.reader = reader
                    return ChunkJob(chunk: chunk, parser: parser)
                }
                state.bytesBefore += reader.position
                state.files.removeFirst()
            }
            return nil
        }
    }
}
