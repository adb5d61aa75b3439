#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file mapped into memory for reading, as long as somebody refers to it.
///
/// Nobody writes into a segment, so the bytes never change and any thread may read them; that is what makes the
/// pointer `Sendable`. Deleting the file leaves the mapping whole. A program that shortens it all the same would stop
/// this one with a bus error, which no reader of a mapping can prevent.
final class MappedFile: @unchecked Sendable {
    let path: String
    /// The bytes of the file.
    let bytes: UnsafeRawBufferPointer

    init(path: String) throws(SegmentError) {
        self.path = path
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .missing(file: path) : .unreadable(file: path, reason: lastSystemError())
        }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0 else {
            throw .unreadable(file: path, reason: lastSystemError())
        }
        guard information.st_mode & S_IFMT == S_IFREG else { throw .notASegment(file: path) }
        guard information.st_size > 0 else { throw .torn(file: path, problem: "it has no bytes") }
        let size = Int(information.st_size)
        guard let base = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0), base != MAP_FAILED else {
            throw .unreadable(file: path, reason: lastSystemError())
        }
        bytes = UnsafeRawBufferPointer(start: base, count: size)
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

    /// The bytes of a block that ``LayoutCheck`` has found to lie within the file.
    func bytes(of block: BlockReference) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[Int(block.offset)..<Int(block.offset + block.length)])
    }
}
