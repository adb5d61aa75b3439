/// The rows of a chunk, each known to have as many fields as the header.
struct RowTable {
    /// How many fields a row has.
    let width: Int
    /// How many rows there are.
    private(set) var count = 0
    /// Where each field ends, row after row.
    private(set) var ends: [UInt32] = []
    /// Where each row starts.
    private(set) var starts: [UInt32] = []
    /// The line of each row below the chunk's first; nil when the rows stand on consecutive lines from there.
    private(set) var lines: [UInt32]?
    /// The first row that is wrong, behind the last row of the table.
    private(set) var problem: (line: Int, cause: InterchangeError.Cause)?

    /// Arranges the fields of a chunk in rows.
    ///
    /// - Parameters:
    ///   - chunk: The text.
    ///   - index: Where its fields end.
    ///   - width: How many fields a row must have.
    ///   - skipsFirst: Whether the first record is a header.
    init(_ chunk: Chunk, _ index: consuming FieldIndex, width: Int, skipsFirst: Bool) {
        self.width = width
        if let found = index.problem {
            problem = (chunk.line(of: found.position), found.cause)
        }
        let isRegular =
            problem == nil && width > 1 && !skipsFirst && !index.hasNewlinesInFields
            && index.ends.count == index.newlines * width
        if isRegular {
            count = index.newlines
            ends = index.ends
            if arrangeRegularRows(chunk.bytes) { return }
        }
        arrange(index.ends, of: chunk, skipsFirst: skipsFirst)
        if index.hasNewlinesInFields || !isDense(chunk) || skipsFirst { countLines(of: chunk) }
    }

    /// Checks the common case, every line a full row, in one pass; says whether it is the case.
    private mutating func arrangeRegularRows(_ bytes: [UInt8]) -> Bool {
        var newlines = 0
        var returns = 0
        starts = [UInt32](unsafeUninitializedCapacity: count) { starts, initialized in
            var start: UInt32 = 0
            var last = width - 1
            for row in 0..<count {
                starts[row] = start
                let end = Int(ends[last])
                newlines &+= bytes[end] == UInt8(ascii: "\n") ? 1 : 0
                // A row of two fields or more has a byte before its end.
                returns &+= bytes[end &- 1] == UInt8(ascii: "\r") ? 1 : 0
                start = UInt32(truncatingIfNeeded: end &+ 1)
                last &+= width
            }
            initialized = count
        }
        // All newlines are at row ends, so none is elsewhere.
        guard newlines == count else { return false }
        if returns > 0 {
            for last in stride(from: width - 1, to: ends.count, by: width)
            where bytes[Int(ends[last]) - 1] == UInt8(ascii: "\r") { ends[last] -= 1 }
        }
        return true
    }

    /// Walks over all fields: leaves out blank lines and the header, stops at a row of another width.
    private mutating func arrange(_ all: [UInt32], of chunk: Chunk, skipsFirst: Bool) {
        let bytes = chunk.bytes
        var skips = skipsFirst
        var start: UInt32 = 0
        var kept: [UInt32] = []
        kept.reserveCapacity(all.count)
        starts = []
        var first = 0
        for position in all.indices where bytes[Int(all[position])] == UInt8(ascii: "\n") {
            let newline = all[position]
            let hasReturn = newline > start && bytes[Int(newline) - 1] == UInt8(ascii: "\r")
            let end = hasReturn ? newline - 1 : newline
            let found = position - first + 1
            if found == 1, end == start {
                // A blank line.
            } else if skips {
                skips = false
            } else if found != width {
                problem = (chunk.line(of: Int(start)), .raggedRow(expected: width, found: found))
                break
            } else {
                starts.append(start)
                kept.append(contentsOf: all[first..<position])
                kept.append(end)
            }
            start = newline + 1
            first = position + 1
        }
        ends = kept
        count = starts.count
    }

    /// Whether the chunk starts with the first row and has nothing between rows.
    private func isDense(_ chunk: Chunk) -> Bool {
        guard let first = starts.first else { return true }
        guard first == 0 else { return false }
        return (1..<max(1, count)).allSatisfy { row in
            let gap = Int(starts[row]) - Int(ends[row * width - 1])
            return gap == 1 || gap == 2 && chunk.bytes[Int(starts[row]) - 2] == UInt8(ascii: "\r")
        }
    }

    private mutating func countLines(of chunk: Chunk) {
        var line: UInt32 = 0
        var position = 0
        lines = starts.map { start in
            while position < Int(start) {
                if chunk.bytes[position] == UInt8(ascii: "\n") { line += 1 }
                position += 1
            }
            return line
        }
    }

    /// Where the field of a row starts.
    @inline(__always)
    func start(row: Int, column: Int) -> Int {
        column == 0 ? Int(starts[row]) : Int(ends[row * width + column - 1]) + 1
    }
}

extension Chunk {
    /// The line of a byte, from 1.
    ///
    /// - Complexity: O(`position`)
    func line(of position: Int) -> Int {
        bytes[..<position].reduce(firstLine) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    }
}
