#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The bytes of a file, read piece by piece: what another process cuts off meanwhile is missed, and stops nobody.
final class LMDBFile {
    private enum Content {
        case descriptor(CInt)
        case bytes([UInt8])
    }
    private let content: Content

    init(_ bytes: [UInt8]) { content = .bytes(bytes) }

    init(path: String) throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw StoreError.unreadable(file: path, reason: lastSystemError())
        }
        content = .descriptor(descriptor)
    }

    deinit { if case .descriptor(let descriptor) = content { close(descriptor) } }

    /// How many bytes there are now; a writer may add some.
    var size: Int {
        switch content {
        case .bytes(let bytes): return bytes.count
        case .descriptor(let descriptor):
            var information = stat()
            return fstat(descriptor, &information) == 0 ? Int(information.st_size) : 0
        }
    }

    /// So many bytes from a place on, or nil where they are not all there.
    func read(_ count: Int, at offset: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, count >= 0, offset <= Int.max - count else { return nil }
        switch content {
        case .bytes(let bytes):
            guard offset + count <= bytes.count else { return nil }
            return bytes[offset..<offset + count]
        case .descriptor(let descriptor):
            guard offset + count <= size else { return nil }
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                while filled < count {
                    let rest = UnsafeMutableRawBufferPointer(
                        rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                    let read = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
                    if read < 0, errno == EINTR { continue }
                    guard read > 0 else { break }
                    filled += read
                }
            }
            return bytes.count == count ? bytes[...] : nil
        }
    }
}
