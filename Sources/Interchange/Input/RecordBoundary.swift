import CScan

/// Finds the end of the last whole record, and the lines up to there, in one pass.
struct RecordBoundary {
    /// How many bytes the whole records take.
    private(set) var end = 0
    /// How many newlines those bytes contain, within quotes or not.
    private(set) var newlines = 0
    /// Whether the bytes end between two quotes.
    private(set) var endsInsideQuotes = false

    /// Looks at bytes that start where a record does.
    init(of bytes: UnsafeBufferPointer<UInt8>, framing: RecordFraming) {
        var quote = UInt8(ascii: "\n")
        var quoteMask: UInt64 = 0
        if case .quoted(let byte) = framing { (quote, quoteMask) = (byte, ~0) }
        var inside: UInt64 = 0
        var seen = 0
        forEachBlock(of: bytes, delimiter: quote, quote: quote) { base, block in
            let quotes = block.quotes & quoteMask
            var outside = block.newlines
            if quotes | inside != 0 {
                let within = scan_prefix_xor(quotes) ^ inside
                inside = UInt64(bitPattern: Int64(bitPattern: within) >> 63)
                outside &= ~within
            }
            if outside != 0 {
                let last = 63 - outside.leadingZeroBitCount
                end = base + last + 1
                newlines = seen + (block.newlines << UInt64(63 - last)).nonzeroBitCount
            }
            seen += block.newlines.nonzeroBitCount
        }
        endsInsideQuotes = inside != 0
    }
}

/// Calls `body` with the position and the masks of each 64 bytes; bits beyond the end are zero.
@inline(__always)
func forEachBlock(
    of bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8, quote: UInt8, _ body: (Int, scan_block) -> Void
) {
    guard let start = bytes.baseAddress else { return }
    var base = 0
    while base + 64 <= bytes.count {
        body(base, scan_classify(start + base, delimiter, quote))
        base += 64
    }
    let rest = bytes.count - base
    guard rest > 0 else { return }
    var tail = (UInt64(0), UInt64(0), UInt64(0), UInt64(0), UInt64(0), UInt64(0), UInt64(0), UInt64(0))
    var block = withUnsafeMutableBytes(of: &tail) { buffer in
        buffer.copyMemory(from: UnsafeRawBufferPointer(start: start + base, count: rest))
        return buffer.withMemoryRebound(to: UInt8.self) { bytes in
            bytes.baseAddress.map { scan_classify($0, delimiter, quote) } ?? scan_block()
        }
    }
    let valid = (UInt64(1) << UInt64(rest)) &- 1
    block.delimiters &= valid
    block.newlines &= valid
    block.quotes &= valid
    block.high &= valid
    body(base, block)
}
