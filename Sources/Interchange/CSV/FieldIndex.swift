import CScan

/// Where the fields of a chunk end, quotes taken into account, found in one pass of bit operations.
struct FieldIndex {
    /// A place where the text is not as it must be.
    struct Problem {
        let position: Int
        let cause: InterchangeError.Cause
    }
    /// Positions of the delimiters and newlines that structure the chunk, ascending.
    private(set) var ends: [UInt32] = []
    /// Positions of the second quote of each doubled one, ascending.
    private(set) var escapes: [UInt32] = []
    /// How many of the ends are newlines.
    private(set) var newlines = 0
    /// Whether some newlines are part of fields.
    private(set) var hasNewlinesInFields = false
    // Whether some bytes are not ASCII.
    private var hasHighBytes = false
    /// The first misplaced quote, or the first byte that is not UTF-8; nothing behind it is indexed.
    private(set) var problem: Problem?

    /// Indexes a chunk.
    init(_ chunk: Chunk, dialect: CSVDialect) {
        let bytes = chunk.bytes
        // A field takes at least a byte, so the capacity suffices; pages that are not written cost nothing.
        ends = [UInt32](unsafeUninitializedCapacity: bytes.count) { buffer, count in
            bytes.withUnsafeBufferPointer { index($0, dialect, into: buffer, count: &count) }
        }
        if problem == nil { problem = incompleteRecord(of: chunk, quote: dialect.quote) }
        if hasHighBytes { requireUTF8(of: bytes) }
    }

    private func incompleteRecord(of chunk: Chunk, quote: UInt8) -> Problem? {
        switch chunk.ending {
        case .complete: nil
        case .insideQuotes:
            Problem(
                position: ends.last.map { Int($0) + 1 } ?? 0,
                cause: .unterminatedQuote(quote: Character(Unicode.Scalar(quote))))
        case .tooLong(let limit): Problem(position: 0, cause: .recordTooLong(limit: limit))
        }
    }

    private mutating func requireUTF8(of bytes: [UInt8]) {
        let end = problem?.position ?? bytes.count
        do {
            _ = try UTF8Span(validating: bytes.span.extracting(..<end))
        } catch {
            let start = error.byteOffsets.lowerBound
            problem = Problem(position: start, cause: .invalidUTF8)
            ends.removeAll { $0 >= start }
        }
    }

    private mutating func index(
        _ bytes: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect,
        into ends: UnsafeMutableBufferPointer<UInt32>, count: inout Int
    ) {
        guard let out = ends.baseAddress else { return }
        var written = 0
        var newlines = 0
        var high: UInt64 = 0
        var quotes = QuoteState()
        var stopped = false
        forEachBlock(of: bytes, delimiter: dialect.delimiter, quote: dialect.quote) { base, block in
            if stopped { return }
            var structural = block.delimiters | block.newlines
            high |= block.high
            if block.quotes | quotes.pending != 0 {
                let problems = quotes.advance(block, structural: &structural)
                hasNewlinesInFields = hasNewlinesInFields || block.newlines & ~structural != 0
                var doubled = quotes.doubled
                while doubled != 0 {
                    escapes.append(UInt32(truncatingIfNeeded: base + doubled.trailingZeroBitCount))
                    doubled &= doubled &- 1
                }
                if problems != 0, let place = firstProblem(problems, quotes, base, bytes, dialect) {
                    problem = place
                    structural &= (UInt64(1) << UInt64(place.position - base)) &- 1
                    stopped = true
                }
            } else {
                quotes.followsStructure = structural >> 63
            }
            newlines += (structural & block.newlines).nonzeroBitCount
            var target = out + written
            written += structural.nonzeroBitCount
            while structural != 0 {
                target.pointee = UInt32(truncatingIfNeeded: base + structural.trailingZeroBitCount)
                target += 1
                structural &= structural &- 1
            }
        }
        count = written
        self.newlines = newlines
        hasHighBytes = high != 0
    }

    /// The first of the suspicious positions that is really wrong: a carriage return may follow a closing quote.
    private func firstProblem(
        _ problems: UInt64, _ quotes: QuoteState, _ base: Int, _ bytes: UnsafeBufferPointer<UInt8>,
        _ dialect: CSVDialect
    ) -> Problem? {
        let quote = Character(Unicode.Scalar(dialect.quote))
        var rest = problems
        while rest != 0 {
            let bit = rest.trailingZeroBitCount
            let position = base + bit
            if quotes.strayOpenings >> UInt64(bit) & 1 != 0 {
                return Problem(position: position, cause: .strayQuote(quote: quote))
            }
            let endsLine =
                bytes[position] == UInt8(ascii: "\r") && position + 1 < bytes.count
                && bytes[position + 1] == UInt8(ascii: "\n")
            if !endsLine { return Problem(position: position, cause: .textAfterQuote(quote: quote)) }
            rest &= rest &- 1
        }
        return nil
    }
}

/// What the quotes up to a block mean for the next one.
private struct QuoteState {
    /// All ones when the block starts within quotes.
    private var inside: UInt64 = 0
    /// One when the last byte closed a quoted field.
    private var followsClosing: UInt64 = 0
    /// One when the last byte ended a field.
    var followsStructure: UInt64 = 1
    /// The second quotes of doubled ones.
    private(set) var doubled: UInt64 = 0
    /// Quotes that open in the middle of a field.
    private(set) var strayOpenings: UInt64 = 0

    /// Not zero when a block without quotes still depends on this state.
    var pending: UInt64 { inside | followsClosing }

    /// Takes what is within quotes out of `structural`, and returns suspicious positions.
    mutating func advance(_ block: scan_block, structural: inout UInt64) -> UInt64 {
        let within = scan_prefix_xor(block.quotes) ^ inside
        structural &= ~within
        let openings = block.quotes & within
        let closings = block.quotes & ~within
        let afterClosing = closings << 1 | followsClosing
        let afterStructure = structural << 1 | followsStructure
        doubled = openings & afterClosing
        strayOpenings = openings & ~(afterClosing | afterStructure)
        let text = afterClosing & ~(structural | openings)
        inside = UInt64(bitPattern: Int64(bitPattern: within) >> 63)
        followsClosing = closings >> 63
        followsStructure = structural >> 63
        return strayOpenings | text
    }
}
