import Foundation

/// Where results go: standard output, or a file that appears under its name when it is whole.
///
/// Bytes are gathered; ``flush()`` writes them.
final class ResultOutput {
    private static let bufferSize = 1 << 16
    private let file: FileTarget?
    private var buffer = Data()
    /// Is told before anything is written to a terminal.
    private let progress: QueryProgress?
    private let isTerminal: Bool
    /// How many columns the terminal has; nil where results go elsewhere.
    let terminalWidth: Int?

    /// Opens the output, or says why that does not work and ends the command.
    init(path: String?, progress: QueryProgress?) throws {
        file = try path.map { try FileTarget($0) }
        isTerminal = path == nil && isatty(STDOUT_FILENO) == 1
        terminalWidth = isTerminal ? Self.terminalColumns : nil
        self.progress = progress
    }

    /// How many columns the terminal of standard output has, if it is one.
    static var terminalColumns: Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    func write(_ text: String) throws { try write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Writes what was gathered, or says why that does not work and ends the command.
    func flush() throws {
        guard !buffer.isEmpty else { return }
        if isTerminal { progress?.stop() }
        if let file { try file.write(buffer) } else { try Terminal.write(buffer) }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Writes the rest; a file gets its name.
    func finish() throws {
        try flush()
        try file?.finish()
    }
}

/// A file that replaces another one when it is whole; what is no regular file, such as `/dev/stdout`, is written to.
private final class FileTarget {
    private let path: String
    private let descriptor: Int32
    /// Where the bytes are until the file is whole.
    private let unfinished: String?

    init(_ path: String) throws {
        self.path = path
        var information = stat()
        let isThere = stat(path, &information) == 0
        if isThere, information.st_mode & S_IFMT != S_IFREG {
            unfinished = nil
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
        } else {
            let target = isThere ? URL(filePath: path).resolvingSymlinksInPath().path : path
            unfinished = target + ".partial"
            descriptor = open(
                target + ".partial", O_WRONLY | O_CLOEXEC | O_CREAT | O_TRUNC,
                isThere ? information.st_mode & 0o7777 : 0o666)
        }
        if descriptor < 0 { try refuse() }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if let unfinished, !isFinished { unlink(unfinished) }
    }

    private var isFinished = false

    func write(_ data: Data) throws {
        if Terminal.write(data, to: descriptor) != 0 { try refuse() }
    }

    func finish() throws {
        guard let unfinished else { return }
        let target = String(unfinished.dropLast(".partial".count))
        guard rename(unfinished, target) == 0 else { try refuse() }
        isFinished = true
    }

    private func refuse() throws -> Never {
        Terminal.writeError(
            "error: \(path) cannot be written (\(String(cString: strerror(errno)))).\n".printable)
        throw Terminal.unreadable
    }
}
