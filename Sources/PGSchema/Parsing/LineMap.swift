/// Turns offsets in a text into lines and columns.
///
///     let place = LineMap(text).position(of: diagnostic.range.lowerBound)
///     print("\(place.line):\(place.column)")
public struct LineMap: Sendable {
    /// The text.
    let bytes: [UInt8]
    /// The offset of the first byte of every line, in order.
    public let lineStarts: [Int]

    /// Finds the lines of a text in UTF-8.
    ///
    /// - Complexity: O(length).
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
        lineStarts = starts
    }

    /// Finds the lines of a text.
    ///
    /// - Complexity: O(length).
    public init(_ text: String) { self.init(Array(text.utf8)) }

    /// The line and the column of an offset, both from 1; columns count Unicode scalars.
    ///
    /// - Complexity: O(log(lines) + length of the line).
    public func position(of offset: Int) -> (line: Int, column: Int) {
        let offset = max(0, min(offset, bytes.count))
        let line = lineStarts.line(of: offset)
        // Every byte but those that continue a character counts.
        let column = bytes[lineStarts[line]..<offset].count { $0 & 0xC0 != 0x80 }
        let startsWithMark = line == 0 && offset >= 3 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
        return (line + 1, column + (startsWithMark ? 0 : 1))
    }

    /// Where the text of a line lies, without its line break.
    func textRange(ofLine line: Int) -> Range<Int> {
        let start = lineStarts[line - 1]
        var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        return start..<end
    }
}

extension [Int] {
    /// The index of the line that an offset lies in, the array holding where each line starts.
    func line(of offset: Int) -> Int {
        var (low, high) = (0, count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if self[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
