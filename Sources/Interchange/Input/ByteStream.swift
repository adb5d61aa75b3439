/// The text of a file, decompressed when the first bytes say that it is compressed.
///
/// The name does not matter: a `.csv` that is really gzip reads well, and a `.gz` that is plain text too.
struct ByteStream {
    private enum Format {
        case plain
        case gzip(GzipDecoder)
        case zstandard(ZstandardDecoder)
    }
    private let file: InputFile
    private let format: Format
    // What was read to tell the formats apart and belongs to the text.
    private var pending: [UInt8]

    /// Opens a file and looks at its first bytes.
    init(path: String) throws(InterchangeError) {
        file = try InputFile(path: path)
        var head = [UInt8](repeating: 0, count: 4)
        head.removeLast(4 - (try readBytes(of: file, into: &head)))
        switch head {
        case let head where head.starts(with: [0x1F, 0x8B]):
            format = .gzip(try GzipDecoder(file, head: head))
            pending = []
        case let head where ZstandardDecoder.recognises(head):
            format = .zstandard(try ZstandardDecoder(file, head: head))
            pending = []
        default:
            format = .plain
            pending = head
        }
        try skipByteOrderMark()
    }

    /// How many bytes of the file, compressed if it is, have been read.
    var position: Int { file.position }

    /// Fills the buffer; fewer bytes than it holds mean that the text ends there.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(InterchangeError) -> Int {
        let kept = min(pending.count, buffer.count)
        buffer.copyBytes(from: pending[..<kept])
        pending.removeFirst(kept)
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[kept...])
        guard !rest.isEmpty else { return kept }
        switch format {
        case .plain: return try kept + file.read(into: rest)
        case .gzip(let decoder): return try kept + decoder.read(into: rest)
        case .zstandard(let decoder): return try kept + decoder.read(into: rest)
        }
    }

    private mutating func skipByteOrderMark() throws(InterchangeError) {
        var head = [UInt8](repeating: 0, count: 4)
        var filled = 0
        var failure: InterchangeError?
        head.withUnsafeMutableBytes { buffer in
            do throws(InterchangeError) { filled = try read(into: buffer) } catch { failure = error }
        }
        if let failure { throw failure }
        head.removeLast(4 - filled)
        let wide = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
        // Without a byte order mark, zeros between the first letters give UTF-16 and UTF-32 away.
        if wide || head.contains(0) { throw InterchangeError(file: file.path, .wideCharacters) }
        if let format = Self.foreignFormat(head) {
            throw InterchangeError(file: file.path, .foreignFormat(format))
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
