#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that appears under its name when it is whole and on the disk, and not at all when writing fails.
///
///     var file = try DurableFile(path: "model/manifest.json")
///     try file.write(text.utf8)
///     try file.finish()
///
/// Until ``finish()`` the bytes are in a file beside it, which goes away if that is never called.
public struct DurableFile: ~Copyable {
    /// The name that the file gets.
    public let path: String
    private let unfinishedPath: String
    private let descriptor: Int32

    /// Starts a file in a folder that is there.
    public init(path: String) throws(TensorError) {
        let unfinishedPath = "\(path).\(getpid())-\(UInt32.random(in: .min ... .max)).partial"
        let descriptor = open(unfinishedPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw .file(
                path: path,
                message: "cannot be written: \(lastSystemError()); is its folder there and writable?")
        }
        self.path = path
        self.unfinishedPath = unfinishedPath
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
        unlink(unfinishedPath)
    }

    /// Appends bytes.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(TensorError) {
        var written = 0
        while written < bytes.count {
            let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: bytes[written...]))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw refusal() }
            written += count
        }
    }

    /// Appends bytes.
    public func write(_ bytes: some Sequence<UInt8>) throws(TensorError) {
        let bytes = Array(bytes)
        let result: Result<Void, TensorError> = bytes.withUnsafeBytes { buffer in
            do throws(TensorError) { return .success(try write(buffer)) } catch { return .failure(error) }
        }
        try result.get()
    }

    /// Gives the file its name, in place of whatever had it, and waits until the disk has it.
    public consuming func finish() throws(TensorError) {
        guard fsync(descriptor) == 0, rename(unfinishedPath, path) == 0 else { throw refusal() }
        // The name is durable once the folder is.
        let folder = open(Self.folder(of: path), O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { throw refusal() }
        defer { close(folder) }
        // Some file systems cannot sync a folder and say so with EINVAL; there is nothing more to wait for then.
        guard fsync(folder) == 0 || errno == EINVAL else { throw refusal() }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private func refusal() -> TensorError {
        .file(path: path, message: "cannot be written: \(lastSystemError())")
    }
}
