import CZlib

/// Decompresses gzip members one after the other.
final class GzipDecoder {
    private let file: InputFile
    private var stream = z_stream()
    private var input: [UInt8]
    private var available: Range<Int>
    private var insideMember = true

    /// Starts on a file whose first bytes have been read already.
    init(_ file: InputFile, head: [UInt8]) throws(InterchangeError) {
        self.file = file
        input = head + [UInt8](repeating: 0, count: (1 << 18) - head.count)
        available = 0..<head.count
        // 16 asks zlib for the gzip wrapper with the largest window.
        let status = inflateInit2_(
            &stream, 16 + MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw damage("zlib does not start, status \(status)") }
    }

    deinit { inflateEnd(&stream) }

    /// Fills the buffer; fewer bytes than it holds mean that the text ends there.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InterchangeError) -> Int {
        var filled = 0
        while filled < buffer.count {
            if available.isEmpty {
                available = 0..<(try readBytes(of: file, into: &input))
                if available.isEmpty {
                    if insideMember { throw damage("it ends too early") }
                    break
                }
            }
            if !insideMember {
                // Some writers pad the file with zeros.
                guard let start = available.first(where: { input[$0] != 0 }) else {
                    available = available.upperBound..<available.upperBound
                    continue
                }
                available = start..<available.upperBound
                inflateReset(&stream)
                insideMember = true
            }
            filled += try inflatePiece(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
        }
        return filled
    }

    private func inflatePiece(into buffer: UnsafeMutableRawBufferPointer) throws(InterchangeError) -> Int {
        let room = min(buffer.count, 1 << 30)
        let status = input.withUnsafeMutableBufferPointer { bytes in
            stream.next_in = bytes.baseAddress?.advanced(by: available.lowerBound)
            stream.avail_in = UInt32(available.count)
            stream.next_out = buffer.assumingMemoryBound(to: UInt8.self).baseAddress
            stream.avail_out = UInt32(room)
            return inflate(&stream, Z_NO_FLUSH)
        }
        available = (available.upperBound - Int(stream.avail_in))..<available.upperBound
        switch status {
        case Z_STREAM_END: insideMember = false
        case Z_OK, Z_BUF_ERROR: break
        default: throw damage(stream.msg.map { String(cString: $0) } ?? "zlib status \(status)")
        }
        return room - Int(stream.avail_out)
    }

    private func damage(_ reason: String) -> InterchangeError {
        InterchangeError(file: file.path, .corrupt(format: "gzip", reason: reason))
    }
}
