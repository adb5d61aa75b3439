import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that appears under its name when it is whole, and not at all when writing fails.
///
/// It is open only while bytes are written to it, so that a graph may have more label sets than a process may
/// have open files.
final class OutputFile: Sendable {
    private struct State {
        var buffer: [UInt8] = []
        var exists = false
    }
    private static let bufferSize = 1 << 16
    let path: String
    private let state = Mutex(State())

    init(path: String) { self.path = path }

    private var unfinishedPath: String { path + ".partial" }

    deinit { if state.withLock({ $0.exists }) { unlink(unfinishedPath) } }

    /// Appends bytes.
    func write(_ bytes: [UInt8]) throws(WritingError) {
        try perform { state throws(WritingError) in
            state.buffer += bytes
            if state.buffer.count >= OutputFile.bufferSize { try flush(&state) }
        }
    }

    /// Gives the file its name, in place of whatever had it.
    func finish() throws(WritingError) {
        try perform { state throws(WritingError) in
            try flush(&state)
            guard rename(unfinishedPath, path) == 0 else { throw refusal() }
            state.exists = false
        }
    }

    private func perform(_ body: (inout State) throws(WritingError) -> Void) throws(WritingError) {
        try state.withLock { state throws(WritingError) in try body(&state) }
    }

    private func flush(_ state: inout State) throws(WritingError) {
        let flags = O_WRONLY | O_CLOEXEC | O_CREAT | (state.exists ? O_APPEND : O_TRUNC)
        let descriptor = open(unfinishedPath, flags, 0o666)
        guard descriptor >= 0 else { throw refusal() }
        state.exists = true
        defer { close(descriptor) }
        var written = 0
        while written < state.buffer.count {
            let count = state.buffer.withUnsafeBytes { bytes in
                Self.write(descriptor, UnsafeRawBufferPointer(rebasing: bytes[written...]))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw refusal() }
            written += count
        }
        state.buffer.removeAll(keepingCapacity: true)
    }

    private static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
        Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
        Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #else
        Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }

    private func refusal() -> WritingError { .refused(path: path, reason: String(cString: strerror(errno))) }
}

/// Makes a directory unless it is there.
func createDirectory(_ path: String) throws(WritingError) {
    if mkdir(path, 0o777) != 0, errno != EEXIST {
        throw .refused(path: path, reason: String(cString: strerror(errno)))
    }
}
