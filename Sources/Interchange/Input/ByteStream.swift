/// The text of a file, decompressed when the first bytes say that it is compressed.
///
/// The name does not matter: a `.csv` that is really gzip reads well, and a `.gz` that is plain text too.
struct ByteStream {
    private var content: DecompressedBytes
    // What was read to tell encodings apart and belongs to the text.
    private var pending: [UInt8] = []

    /// Opens a file and looks at its first bytes.
    init(path: String) throws(InterchangeError) {
        content = try DecompressedBytes(path: path)
        try skipByteOrderMark()
    }

    /// How many bytes of the file, compressed if it is, have been read.
    var position: Int { content.position }

    /// Fills the buffer; fewer bytes than it holds mean that the text ends there.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(InterchangeError) -> Int {
        let kept = min(pending.count, buffer.count)
        buffer.copyBytes(from: pending[..<kept])
        pending.removeFirst(kept)
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[kept...])
        return rest.isEmpty ? kept : try kept + content.read(into: rest)
    }

    private mutating func skipByteOrderMark() throws(InterchangeError) {
        let head = try content.read(upTo: 4)
        let wide = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
        // Without a byte order mark, zeros between the first letters give UTF-16 and UTF-32 away.
        if wide || head.contains(0) { throw InterchangeError(file: content.path, .wideCharacters) }
        if let format = Self.foreignFormat(head) {
            throw InterchangeError(file: content.path, .foreignFormat(format))
        }
        pending = head.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(head[3...]) : head
    }

    /// What a file is whose first bytes no text begins with.
    private static func foreignFormat(_ head: [UInt8]) -> String? {
        switch head {
        case [0x50, 0x4B, 0x03, 0x04]: "a ZIP archive"
        case [0xFD, 0x37, 0x7A, 0x58]: "compressed with xz"
        case [0x50, 0x41, 0x52, 0x31]: "a Parquet file"
        default: nil
        }
    }
}

/// Fills an array from a file and says how much of it was filled.
func readBytes(of file: InputFile, into bytes: inout [UInt8]) throws(InterchangeError) -> Int {
    var result: Result<Int, InterchangeError> = .success(0)
    bytes.withUnsafeMutableBytes { buffer in
        do throws(InterchangeError) { result = .success(try file.read(into: buffer)) } catch {
            result = .failure(error)
        }
    }
    return try result.get()
}
