/// The header and the trailer of a file, checked.
struct SegmentFrame {
    let version: UInt32
    let generation: UInt64
    let directory: BlockReference

    init(_ file: MappedFile) throws(SegmentError) {
        let bytes = file.bytes
        let path = file.path
        guard SegmentFormat.magic.starts(with: bytes.prefix(8)) else { throw .notASegment(file: path) }
        guard bytes.count >= SegmentFormat.headerSize else {
            throw .torn(file: path, problem: "it ends within its header")
        }
        let header = UnsafeRawBufferPointer(rebasing: bytes[0..<SegmentFormat.headerSize])
        guard Self.word(header, 56) == Checksum.of(UnsafeRawBufferPointer(rebasing: header[0..<56])) else {
            throw .damaged(file: path, problem: "the checksum of its header does not match")
        }
        version = UInt32(truncatingIfNeeded: Self.word(header, 8))
        guard version <= SegmentFormat.version else {
            throw .newerVersion(file: path, version: version, supported: SegmentFormat.version)
        }
        generation = Self.word(header, 16)
        directory = try Self.directory(bytes, path)
        guard Checksum.of(file.bytes(of: directory)) == directory.checksum else {
            throw .damaged(file: path, problem: "the checksum of its directory does not match")
        }
    }

    /// Finds the directory through the trailer, which says how long the file is meant to be.
    private static func directory(
        _ bytes: UnsafeRawBufferPointer, _ path: String
    ) throws(SegmentError) -> BlockReference {
        let start = bytes.count - SegmentFormat.trailerSize
        guard start >= SegmentFormat.headerSize, start % SegmentFormat.alignment == 0,
            bytes.suffix(8).elementsEqual(SegmentFormat.endMagic)
        else { throw .torn(file: path, problem: "it does not end with a trailer") }
        let trailer = UnsafeRawBufferPointer(rebasing: bytes[start...])
        guard word(trailer, 48) == Checksum.of(UnsafeRawBufferPointer(rebasing: trailer[0..<48])) else {
            throw .damaged(file: path, problem: "the checksum of its trailer does not match")
        }
        guard word(trailer, 24) == UInt64(bytes.count) else {
            throw .torn(
                file: path, problem: "it has \(bytes.count) bytes, and its trailer says \(word(trailer, 24))")
        }
        let block = BlockReference(
            offset: word(trailer, 0), length: word(trailer, 8), checksum: word(trailer, 16))
        guard block.offset >= UInt64(SegmentFormat.headerSize), block.offset <= UInt64(start),
            block.length <= UInt64(start) - block.offset, block.offset % UInt64(SegmentFormat.alignment) == 0
        else { throw .damaged(file: path, problem: "its directory lies outside the file") }
        return block
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}
