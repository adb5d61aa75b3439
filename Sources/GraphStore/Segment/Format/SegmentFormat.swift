/// The fixed parts of a segment file: where it begins and where it ends.
///
/// The header and the first promise, that its layout never changes, are drawn in `docs/format.md`.
enum SegmentFormat {
    /// The newest format version this program reads, and the one it writes.
    static let version: UInt32 = 1
    /// Blocks begin at multiples of this, so that vectors and words can be used where they lie.
    static let alignment = 64
    static let headerSize = 64
    static let trailerSize = 64
    static let magic: [UInt8] = Array("ESPALSEG".utf8)
    static let endMagic: [UInt8] = Array("ESPALEND".utf8)
    /// Rows that one entry of a zone map covers.
    static let rowsPerZone = 4096
    /// Keys that a table gives a column of their own; rarer ones share the open content.
    static let columnLimit = 512

    /// The next offset at which a block may begin.
    static func aligned(_ offset: Int) -> Int { (offset + alignment - 1) & ~(alignment - 1) }

    /// The first bytes of a file.
    static func header(generation: UInt64) -> [UInt8] {
        var writer = ByteWriter()
        for byte in magic { writer.append(byte) }
        writer.append(fixed: version)
        writer.append(fixed: 0 as UInt32)
        writer.append(fixed: generation)
        for _ in 0..<4 { writer.append(fixed: 0 as UInt64) }
        writer.append(fixed: writer.bytes.withUnsafeBytes(Checksum.of))
        return writer.bytes
    }

    /// The last bytes of a file, behind its directory.
    static func trailer(directory: BlockReference) -> [UInt8] {
        var writer = ByteWriter()
        writer.append(fixed: directory.offset)
        writer.append(fixed: directory.length)
        writer.append(fixed: directory.checksum)
        writer.append(fixed: UInt64(aligned(Int(directory.offset + directory.length)) + trailerSize))
        for _ in 0..<2 { writer.append(fixed: 0 as UInt64) }
        writer.append(fixed: writer.bytes.withUnsafeBytes(Checksum.of))
        for byte in endMagic { writer.append(byte) }
        return writer.bytes
    }
}

/// Where a block lies in the file, and the checksum of its bytes.
struct BlockReference: Equatable, Sendable {
    var offset: UInt64
    var length: UInt64
    var checksum: UInt64
}
