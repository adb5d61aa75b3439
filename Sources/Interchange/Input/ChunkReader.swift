/// Cuts a file into chunks of whole records, from front to back.
struct ChunkReader {
    private var stream: ByteStream
    private let framing: RecordFraming
    private let sizes: ChunkSizes
    // The beginning of the record that the last chunk did not contain.
    private var carry: [UInt8] = []
    private var line = 1
    private var isFirst = true
    private var finished = false

    /// Opens a file.
    init(path: String, framing: RecordFraming, sizes: ChunkSizes) throws(InterchangeError) {
        stream = try ByteStream(path: path)
        self.framing = framing
        self.sizes = sizes
    }

    /// How many bytes of the file, compressed if it is, have been read.
    var position: Int { stream.position }

    /// The next chunk, or nil after the last.
    mutating func next() throws(InterchangeError) -> Chunk? {
        var wanted = sizes.chunk
        while !finished {
            let kept = carry.count
            var bytes = try fill(wanted)
            let atEnd = bytes.count < kept + wanted
            if atEnd, bytes.isEmpty { break }
            var boundary = bytes.withUnsafeBufferPointer { RecordBoundary(of: $0, framing: framing) }
            if atEnd, boundary.end < bytes.count, !boundary.endsInsideQuotes {
                bytes.append(UInt8(ascii: "\n"))
                boundary = bytes.withUnsafeBufferPointer { RecordBoundary(of: $0, framing: framing) }
            }
            if atEnd {
                return chunk(bytes, boundary, boundary.endsInsideQuotes ? .insideQuotes : .complete)
            }
            if boundary.end == 0 {
                if bytes.count > sizes.record { return chunk(bytes, boundary, .tooLong(limit: sizes.record)) }
                wanted = min(bytes.count, sizes.record + 1 - bytes.count)
                carry = bytes
                continue
            }
            carry = Array(bytes[boundary.end...])
            bytes.removeLast(bytes.count - boundary.end)
            return chunk(bytes, boundary, nil)
        }
        finished = true
        return nil
    }

    private mutating func chunk(_ bytes: [UInt8], _ boundary: RecordBoundary, _ last: Chunk.Ending?) -> Chunk
    {
        defer {
            line += boundary.newlines
            isFirst = isFirst && consistsOfBlankLines(bytes[..<boundary.end])
            finished = last != nil
        }
        return Chunk(bytes: bytes, firstLine: line, isFirst: isFirst, ending: last ?? .complete)
    }

    /// What was carried over and as many further bytes as there are, up to `wanted`.
    private mutating func fill(_ wanted: Int) throws(InterchangeError) -> [UInt8] {
        var failure: InterchangeError?
        // One byte more, so that a missing last newline can be added in place.
        let bytes = [UInt8](unsafeUninitializedCapacity: carry.count + wanted + 1) { buffer, count in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            raw.copyBytes(from: carry)
            let room = UnsafeMutableRawBufferPointer(rebasing: raw[carry.count..<(carry.count + wanted)])
            do throws(InterchangeError) { count = try carry.count + stream.read(into: room) } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }
}

private func consistsOfBlankLines(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.indices.allSatisfy { index in
        bytes[index] == UInt8(ascii: "\n")
            || bytes[index] == UInt8(ascii: "\r") && bytes[index + 1] == UInt8(ascii: "\n")
    }
}

/// How large the pieces are in which a file is read.
struct ChunkSizes: Sendable {
    /// Bytes a chunk usually has: small enough for the second-level cache together with what is made of it.
    var chunk = 1 << 19
    /// Bytes a record may have.
    var record = 64 << 20
}
