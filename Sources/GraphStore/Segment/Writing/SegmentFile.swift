#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A segment that is being written: it appears under its name when it is whole and on the disk, and not at all when
/// writing fails.
struct SegmentFile: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private var position = 0
    private var isFinished = false

    private var unfinishedPath: String { path + ".partial" }

    /// Begins a file with its header.
    init(path: String, generation: UInt64) throws(SegmentError) {
        self.path = path
        descriptor = open(path + ".partial", O_WRONLY | O_CLOEXEC | O_CREAT | O_TRUNC, 0o666)
        guard descriptor >= 0 else { throw .unwritable(file: path, reason: lastSystemError()) }
        try write(SegmentFormat.header(generation: generation))
    }

    deinit {
        close(descriptor)
        if !isFinished { unlink(path + ".partial") }
    }

    /// Appends a block, and zeros up to the next place where one may begin.
    mutating func append(_ block: EncodedBlock) throws(SegmentError) -> BlockReference {
        let length = try block.content.withBytes { bytes throws(SegmentError) in
            try write(bytes)
            return bytes.count
        }
        let reference = BlockReference(
            offset: UInt64(position - length), length: UInt64(length), checksum: block.checksum)
        try pad()
        return reference
    }

    /// Writes the directory and the trailer, and gives the file its name.
    ///
    /// - Returns: The size of the file in bytes.
    mutating func finish(_ directory: SegmentDirectory) throws(SegmentError) -> Int {
        let reference = try append(EncodedBlock(.bytes(directory.encoded)))
        try write(SegmentFormat.trailer(directory: reference))
        guard fsync(descriptor) == 0, rename(unfinishedPath, path) == 0 else { throw refusal() }
        isFinished = true
        try synchroniseDirectory()
        return position
    }

    /// A new name is on the disk only when its directory is.
    private func synchroniseDirectory() throws(SegmentError) {
        var name = path
        while let last = name.last, last != "/" { name.removeLast() }
        let directory = open(name.isEmpty ? "." : name, O_RDONLY | O_CLOEXEC)
        guard directory >= 0 else { throw refusal() }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw refusal() }
    }

    private mutating func pad() throws(SegmentError) {
        try write([UInt8](repeating: 0, count: SegmentFormat.aligned(position) - position))
    }

    private mutating func write(_ bytes: [UInt8]) throws(SegmentError) {
        try bytes.withUnsafeBufferPointer { buffer throws(SegmentError) in
            try write(UnsafeRawBufferPointer(buffer))
        }
    }

    private mutating func write(_ bytes: UnsafeRawBufferPointer) throws(SegmentError) {
        var written = 0
        while written < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
            // Some systems refuse to write more than 2 GB at once.
            let count = pwrite(descriptor, rest.baseAddress, min(rest.count, 1 << 30), off_t(position))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw refusal() }
            written += count
            position += count
        }
    }

    private func refusal() -> SegmentError { .unwritable(file: path, reason: lastSystemError()) }
}

/// What the operating system said about the call that just failed.
func lastSystemError() -> String { String(cString: strerror(errno)) }
