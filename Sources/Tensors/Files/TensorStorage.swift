#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Memory that tensors lie in, as long as somebody refers to it: a mapped file, bytes of our own, or an object's.
///
/// A file is mapped privately and writable, so that a tensor over it may be changed in place: such changes stay in
/// this process and never reach the file. Everybody who refers to one storage sees them; whoever changes a tensor in
/// place guards that memory, as with any other tensor. Deleting or replacing the file leaves the mapping whole. A
/// program that shortens it all the same would stop this one with a bus error, which no reader of a mapping can
/// prevent.
final class TensorStorage: @unchecked Sendable {
    /// What the bytes of our own are aligned to, so that vector instructions and every element type fit.
    static let alignment = 64

    private enum Keeper {
        case allocation
        case mapping
        case object(AnyObject)
    }

    let memory: UnsafeMutableRawBufferPointer
    private let keeper: Keeper

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(memory) }

    /// Bytes of our own, which `fill` writes.
    init<Failure: Error>(
        byteCount: Int, fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        memory = .allocate(byteCount: byteCount, alignment: Self.alignment)
        keeper = .allocation
        try fill(memory)
    }

    /// A copy of some bytes.
    convenience init(copying bytes: UnsafeRawBufferPointer) {
        self.init(byteCount: bytes.count) { $0.copyMemory(from: bytes) }
    }

    /// Memory that lives as long as an object does, which stays within the call that makes this.
    init(sharing memory: UnsafeMutableRawBufferPointer, keptBy owner: AnyObject) {
        self.memory = memory
        keeper = .object(owner)
    }

    /// Maps a file, which has to have at least one byte.
    init(mapping path: String) throws(TensorError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .file(
                path: path,
                message: errno == ENOENT
                    ? "no such file; is the path right?" : "cannot be opened: \(lastSystemError())")
        }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0 else {
            throw .file(path: path, message: "cannot be read: \(lastSystemError())")
        }
        guard information.st_mode & S_IFMT == S_IFREG else {
            let isDirectory = information.st_mode & S_IFMT == S_IFDIR
            throw .file(
                path: path,
                message: isDirectory
                    ? "is a directory; name a file in it" : "is no regular file; copy it to one")
        }
        guard information.st_size > 0 else {
            throw .file(path: path, message: "has no bytes; copy or download it again")
        }
        let size = Int(information.st_size)
        // Pages that are never written need no memory of their own, and none is to be set aside for them.
        #if canImport(Darwin)
        let flags = MAP_PRIVATE
        #else
        let flags = MAP_PRIVATE | MAP_NORESERVE
        #endif
        guard let base = mmap(nil, size, PROT_READ | PROT_WRITE, flags, descriptor, 0), base != MAP_FAILED
        else {
            throw .file(path: path, message: "cannot be mapped into memory: \(lastSystemError())")
        }
        memory = UnsafeMutableRawBufferPointer(start: base, count: size)
        keeper = .mapping
    }

    deinit {
        switch keeper {
        case .allocation: memory.deallocate()
        case .mapping: munmap(memory.baseAddress, memory.count)
        case .object: break
        }
    }
}
