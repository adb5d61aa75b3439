import CZstd

/// Decompresses Zstandard frames one after the other.
final class ZstandardDecoder {
    private let file: InputFile
    private let context: OpaquePointer
    private var input: [UInt8]
    private var available: Range<Int>
    private var insideFrame = true

    /// Whether a file that starts with these bytes is Zstandard, a skippable frame included.
    static func recognises(_ head: [UInt8]) -> Bool {
        head == [0x28, 0xB5, 0x2F, 0xFD]
            || head.count == 4 && head[0] & 0xF0 == 0x50 && head[1...] == [0x2A, 0x4D, 0x18]
    }

    /// Starts on a file whose first bytes have been read already.
    init(_ file: InputFile, head: [UInt8]) throws(InterchangeError) {
        guard let context = ZSTD_createDCtx() else {
            throw InterchangeError(file: file.path, .unreadable(reason: "zstd has no memory"))
        }
        self.file = file
        self.context = context
        input = head + [UInt8](repeating: 0, count: (1 << 18) - head.count)
        available = 0..<head.count
    }

    deinit { ZSTD_freeDCtx(context) }

    /// Fills the buffer; fewer bytes than it holds mean that the text ends there.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InterchangeError) -> Int {
        var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
        while output.pos < output.size {
            if available.isEmpty {
                available = 0..<(try readBytes(of: file, into: &input))
                if available.isEmpty {
                    // The decoder may still hold text that did not fit into the last buffer.
                    let before = output.pos
                    if insideFrame { try decompress(into: &output) }
                    if output.pos > before { continue }
                    if insideFrame { throw damage("it ends too early") }
                    break
                }
            }
            try decompress(into: &output)
        }
        return output.pos
    }

    private func decompress(into output: inout ZSTD_outBuffer) throws(InterchangeError) {
        let (status, used) = input.withUnsafeBytes { bytes in
            var piece = ZSTD_inBuffer(
                src: bytes.baseAddress?.advanced(by: available.lowerBound), size: available.count, pos: 0)
            return (ZSTD_decompressStream(context, &output, &piece), piece.pos)
        }
        if ZSTD_isError(status) != 0 { throw damage(String(cString: ZSTD_getErrorName(status))) }
        available = (available.lowerBound + used)..<available.upperBound
        insideFrame = status != 0
    }

    private func damage(_ reason: String) -> InterchangeError {
        InterchangeError(file: file.path, .corrupt(format: "zstd", reason: reason))
    }
}
