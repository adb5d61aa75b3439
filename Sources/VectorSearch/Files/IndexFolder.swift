import Foundation
import GraphStore

/// The folder of a store where its index files lie; whatever is in it can be made anew.
public struct IndexFolder: Sendable {
    /// The folder, which need not be there.
    public let path: String
    static let fileExtension = ".hnsw"

    /// The folder of a store in a directory.
    public init(ofStoreAt path: String) { self.path = path + "/vectors" }

    /// The file of an index: readable words and a checksum of the whole names, which may hold anything.
    public func path(of selection: VectorSelection) -> String {
        let names = [
            selection.label, selection.property, selection.version ?? "", selection.versionProperty,
            selection.baseVersion, selection.version == nil ? "all" : "one",
        ]
        var key: [UInt8] = []
        for name in names { key += Array(name.utf8) + [0] }
        let checksum = String(key.withUnsafeBytes { Checksum.of($0) }, radix: 16)
        let words = [selection.label, selection.property, selection.version ?? "all"].map { name in
            String(
                name.unicodeScalars.prefix(32).map {
                    $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
                        ? Character($0) : "_"
                })
        }
        return path + "/" + words.joined(separator: ".") + "-" + checksum + Self.fileExtension
    }

    /// The index files that are there, by name.
    public func files() -> [String] {
        // A folder that is not there holds none.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(Self.fileExtension) }.sorted().map { path + "/" + $0 }
    }

    /// Writes an index file, all of it or nothing, in place of the one that was there.
    func write(_ file: IndexFile) throws(VectorSearchError) {
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw Self.refusal(path) }
        let path = path(of: file.header.selection)
        let unfinished = "\(path).\(getpid())-\(UInt32.random(in: .min ... .max)).partial"
        let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Self.refusal(path) }
        defer {
            close(descriptor)
            // After the renaming there is nothing of this name.
            unlink(unfinished)
        }
        guard Self.write(file.encoded, to: descriptor), fsync(descriptor) == 0, rename(unfinished, path) == 0
        else { throw Self.refusal(path) }
        // The name is durable once the folder is; a file system that cannot sync one leaves nothing to wait for.
        let folder = open(self.path, O_RDONLY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    /// Reads an index file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - isWorthReading: Whether the rest is wanted, by the header; it bounds the memory.
    /// - Returns: The file, or nil if the rest is not wanted.
    /// - Throws: ``VectorSearchError/damaged(file:reason:)``, ``VectorSearchError/file(path:reason:)``, and what the closure
    ///   throws.
    static func read(
        _ path: String, where isWorthReading: (IndexFile.Header) throws(VectorSearchError) -> Bool
    ) throws(VectorSearchError) -> IndexFile? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw refusal(path) }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0 else { throw refusal(path) }
        guard information.st_mode & S_IFMT == S_IFREG else {
            throw .damaged(file: path, reason: "it is no regular file")
        }
        let size = Int(information.st_size)
        // The texts of an honest header are short.
        var bytes = try read(min(size, 1 << 16), from: descriptor, path)
        let header = try IndexFile.Header(decoding: bytes, path: path)
        guard header.fileSize == size else {
            throw .damaged(file: path, reason: "it has \(size) bytes instead of \(header.fileSize)")
        }
        guard try isWorthReading(header) else { return nil }
        bytes += try read(size - bytes.count, from: descriptor, path)
        return try IndexFile(decoding: bytes, path: path)
    }

    private static func read(
        _ count: Int, from descriptor: Int32, _ path: String
    ) throws(VectorSearchError) -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let part = Foundation.read(
                    descriptor, buffer.baseAddress.map { $0 + filled },
                    count - filled)
                if part < 0, errno == EINTR { continue }
                if part < 0 { failed = true }
                guard part > 0 else { return }
                filled += part
            }
        }
        if failed { throw refusal(path) }
        guard bytes.count == count else { throw .damaged(file: path, reason: "it became shorter") }
        return bytes
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var rest = bytes
            while !rest.isEmpty {
                let written = Foundation.write(descriptor, rest.baseAddress, min(rest.count, 1 << 30))
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { return false }
                rest = UnsafeRawBufferPointer(rebasing: rest[written...])
            }
            return true
        }
    }

    private static func refusal(_ path: String) -> VectorSearchError {
        .file(path: path, reason: String(cString: strerror(errno)))
    }
}
