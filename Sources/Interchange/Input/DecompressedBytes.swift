/// The bytes of a file, decompressed when the first ones say that it is compressed.
///
/// The name does not matter: a file that is really gzip or Zstandard reads well, whatever its ending.
package struct DecompressedBytes {
    private enum Format {
        case plain
        case gzip(GzipDecoder)
        case zstandard(ZstandardDecoder)
    }
    private let file: InputFile
    private let format: Format
    // What was read to tell the formats apart and belongs to the content.
    private var pending: [UInt8]

    /// Opens a file and looks at its first bytes.
    package init(path: String) throws(InterchangeError) {
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
    }

    /// The path as the caller gave it.
    package var path: String { file.path }

    /// How many bytes of the file, compressed if it is, have been read.
    var position: Int { file.position }

    /// Fills the buffer; fewer bytes than it holds mean that the content ends there.
    package mutating func read(
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(InterchangeError) -> Int {
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

    /// Reads so many bytes, or as many as there are.
    ///
    /// Memory grows with what the file holds and not with what is asked for, so that the number may come from
    /// a header that nobody has checked.
    package mutating func read(upTo count: Int) throws(InterchangeError) -> [UInt8] {
        var content: [UInt8] = []
        var portion = [UInt8](repeating: 0, count: min(count, 1 << 20))
        while content.count < count {
            let wanted = min(portion.count, count - content.count)
            var result: Result<Int, InterchangeError> = .success(0)
            portion.withUnsafeMutableBytes { buffer in
                let room = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
                do throws(InterchangeError) { result = .success(try read(into: room)) } catch {
                    result = .failure(error)
                }
            }
            let filled = try result.get()
            content.append(contentsOf: portion[..<filled])
            if filled < wanted { break }
        }
        return content
    }
}
