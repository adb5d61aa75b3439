import PropertyGraph

/// The text of one column without its quotes, as positions in the chunk.
struct FieldSpans {
    /// Where each text starts.
    private(set) var starts: [UInt32] = []
    /// Where each text ends, exclusively.
    private(set) var ends: [UInt32] = []
    /// Rows of fields that are empty and not in quotes, as positions in the span arrays.
    private(set) var absent: [UInt32] = []

    /// Takes a column out of a table.
    ///
    /// Doubled quotes become single ones in the chunk itself, which is why a column's rows are taken only once.
    ///
    /// - Parameters:
    ///   - column: The column.
    ///   - table: The rows of the chunk.
    ///   - rows: Which rows to take; nil for all.
    ///   - bytes: The chunk's text.
    ///   - escapes: Positions of the second quote of each doubled one.
    ///   - quote: The quote.
    init(
        column: Int, of table: RowTable, rows: [UInt32]?, bytes: inout [UInt8], escapes: [UInt32],
        quote: UInt8
    ) {
        let count = rows?.count ?? table.count
        ends = [UInt32](unsafeUninitializedCapacity: count) { ends, endCount in
            starts = [UInt32](unsafeUninitializedCapacity: count) { starts, startCount in
                bytes.withUnsafeBufferPointer { bytes in
                    table.ends.withUnsafeBufferPointer { tableEnds in
                        table.starts.withUnsafeBufferPointer { tableStarts in
                            // One row's field, in positions of the arrays that exist while the columns are cut.
                            @inline(__always) func take(_ row: Int, at index: Int) {
                                let last = row &* table.width &+ column
                                var start = column == 0 ? tableStarts[row] : tableEnds[last &- 1] &+ 1
                                var end = tableEnds[last]
                                if start == end { absent.append(UInt32(truncatingIfNeeded: index)) }
                                let isQuoted = bytes[Int(start)] == quote && end >= start &+ 2
                                start &+= isQuoted ? 1 : 0
                                end &-= isQuoted ? 1 : 0
                                starts[index] = start
                                ends[index] = end
                            }
                            if let rows {
                                for index in 0..<count { take(Int(rows[index]), at: index) }
                            } else {
                                for index in 0..<count { take(index, at: index) }
                            }
                        }
                    }
                }
                startCount = count
            }
            endCount = count
        }
        if !escapes.isEmpty { unescape(escapes, in: &bytes) }
    }

    /// The texts of a column, and which rows have none.
    init(_ texts: StringColumn, absent: [UInt32]) {
        starts = texts.starts
        ends = texts.ends
        self.absent = absent
    }

    /// How many texts there are.
    var count: Int { starts.count }

    /// Takes the second quote out of each doubled one, moving up what follows it in the field.
    private mutating func unescape(_ escapes: [UInt32], in bytes: inout [UInt8]) {
        var next = 0
        var row = 0
        while next < escapes.count, row < count {
            // What stands before this text belongs to other columns, and so does what stands behind it.
            while next < escapes.count, escapes[next] < starts[row] { next += 1 }
            guard next < escapes.count else { return }
            row = lastRow(startingBefore: escapes[next], from: row)
            if escapes[next] < ends[row] {
                var target = Int(escapes[next])
                for position in target..<Int(ends[row]) {
                    if next < escapes.count, position == Int(escapes[next]) {
                        next += 1
                    } else {
                        bytes[target] = bytes[position]
                        target += 1
                    }
                }
                ends[row] = UInt32(target)
            }
            row += 1
        }
    }

    /// The last row that starts at or before a position, where `row` does; quick when it is near.
    private func lastRow(startingBefore position: UInt32, from row: Int) -> Int {
        var low = row
        var step = 1
        while low + step < count, starts[low + step] <= position {
            low += step
            step *= 2
        }
        while step > 0 {
            if low + step < count, starts[low + step] <= position { low += step }
            step /= 2
        }
        return low
    }
}
