#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// An open file read from front to back; closed when nobody refers to it any more.
final class InputFile {
    let path: String
    /// The length when the file was opened, in bytes.
    let size: Int
    /// How many bytes have been read.
    private(set) var position = 0
    private let descriptor: Int32

    /// Opens a regular file.
    init(path: String) throws(InterchangeError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw InterchangeError(
                file: path, errno == ENOENT ? .missing : .unreadable(reason: lastSystemError()))
        }
        var information = stat()
        guard fstat(descriptor, &information) == 0 else {
            let reason = lastSystemError()
            close(descriptor)
            throw InterchangeError(file: path, .unreadable(reason: reason))
        }
        let format = information.st_mode & S_IFMT
        guard format == S_IFREG else {
            close(descriptor)
            throw InterchangeError(file: path, format == S_IFDIR ? .directory : .notRegular)
        }
        size = Int(information.st_size)
    }

    deinit { close(descriptor) }

    /// Fills the buffer; fewer bytes than it holds mean that the file ends there.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InterchangeError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = pread(
                descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled, off_t(position))
            if count < 0 {
                if errno == EINTR { continue }
                throw InterchangeError(file: path, .unreadable(reason: lastSystemError()))
            }
            if count == 0 { break }
            filled += count
            position += count
        }
        return filled
    }
}

/// What the operating system said about the call that just failed.
private func lastSystemError() -> String { String(cString: strerror(errno)) }
