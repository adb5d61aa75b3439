import Synchronization

/// Hands out the portions of several files, one file after the other.
final class PortionQueue: Sendable {
    private struct State: ~Copyable {
        var files: ArraySlice<PortionSource>
        var reader: (any PortionReader)?
        var bytesBefore = 0
    }
    private let state: Mutex<State>
    private let report: @Sendable (Int) -> Void

    /// Prepares to read files; `report` is told how many bytes have been read so far.
    init(files: [PortionSource], report: @escaping @Sendable (Int) -> Void) {
        state = Mutex(State(files: files[...]))
        self.report = report
    }

    /// The next portion, or nil when all files have been read.
    func next() throws -> (any Portion)? {
        try state.withLock { state in
            while let open = state.files.first {
                var reader = try state.reader.take() ?? open()
                if let portion = try reader.next() {
                    report(state.bytesBefore + reader.position)
                    state.reader = reader
                    return portion
                }
                state.bytesBefore += reader.position
                state.files.removeFirst()
            }
            return nil
        }
    }
}
