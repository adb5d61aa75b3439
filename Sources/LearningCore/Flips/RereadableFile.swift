import Foundation
import Interchange

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that can be read twice, as tables are: the file itself, or a copy of what comes out of a pipe.
///
/// The copy goes away with this.
struct RereadableFile: ~Copyable {
    /// How many bytes are taken out of a pipe at most.
    static let limit = 1 << 30
    /// What to open.
    let path: String
    private let isCopy: Bool

    /// Finds the file, and copies it if it is a pipe, a terminal or a device.
    ///
    /// - Throws: An error of the file as it was named, also where the copy cannot be written.
    init(_ path: String, limit: Int = Self.limit) throws(InterchangeError) {
        var information = stat()
        let format = stat(path, &information) == 0 ? information.st_mode & S_IFMT : S_IFREG
        // What is not there, or is a folder, is refused by who opens it.
        guard format != S_IFREG, format != S_IFDIR else {
            (self.path, isCopy) = (path, false)
            return
        }
        let copy = FileManager.default.temporaryDirectory.appending(path: "espalier-\(UUID().uuidString)")
            .path
        do throws(InterchangeError) { try Self.copy(path, to: copy, limit: limit) } catch {
            unlink(copy)
            throw error
        }
        (self.path, isCopy) = (copy, true)
    }

    deinit { if isCopy { unlink(path) } }

    private static func copy(_ path: String, to copy: String, limit: Int) throws(InterchangeError) {
        func refusal() -> InterchangeError {
            InterchangeError(file: path, .unreadable(reason: String(cString: strerror(errno))))
        }
        let source = open(path, O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { throw refusal() }
        defer { close(source) }
        let target = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard target >= 0 else { throw refusal() }
        defer { close(target) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var total = 0
        while true {
            let count = read(source, &buffer, buffer.count)
            if count == 0 { return }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw refusal()
            }
            total += count
            guard total <= limit else {
                throw InterchangeError(
                    file: path,
                    .unreadable(
                        reason:
                            "it is no regular file, and more than \(limit >> 20) MB came out of it; write them to a file"
                    ))
            }
            var written = 0
            while written < count {
                let part = buffer[written..<count].withUnsafeBytes { write(target, $0.baseAddress, $0.count) }
                guard part > 0 else {
                    if errno == EINTR { continue }
                    throw refusal()
                }
                written += part
            }
        }
    }
}
