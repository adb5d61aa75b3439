/// Sums up each 4,096 rows of a column as three words: smallest, largest, and the number of absent rows with two
/// flags above it.
enum ZoneEncoder {
    static let hasBounds: UInt64 = 1 << 32
    static let hasNaN: UInt64 = 1 << 33

    static func zones(of numbers: [Int64], presence: PresenceBits) -> [UInt64] {
        zones(rows: numbers.count, presence) { rows in
            var bounds: (Int64, Int64)?
            for row in rows where presence[row] {
                let number = numbers[row]
                bounds = bounds.map { (min($0.0, number), max($0.1, number)) } ?? (number, number)
            }
            return (bounds.map { (UInt64(bitPattern: $0.0), UInt64(bitPattern: $0.1)) }, false)
        }
    }

    /// Bounds of floats as their bits; NaN has no place between bounds and is told by a flag.
    static func zones(of numbers: [Double], presence: PresenceBits) -> [UInt64] {
        zones(rows: numbers.count, presence) { rows in
            var bounds: (Double, Double)?
            var hasNaN = false
            for row in rows where presence[row] {
                let number = numbers[row]
                if number.isNaN {
                    hasNaN = true
                } else {
                    bounds =
                        bounds.map { (number < $0.0 ? number : $0.0, number > $0.1 ? number : $0.1) }
                        ?? (number, number)
                }
            }
            return (bounds.map { ($0.0.bitPattern, $0.1.bitPattern) }, hasNaN)
        }
    }

    private static func zones(
        rows count: Int, _ presence: PresenceBits,
        _ sumUp: (Range<Int>) -> (bounds: (UInt64, UInt64)?, hasNaN: Bool)
    ) -> [UInt64] {
        var words: [UInt64] = []
        for start in stride(from: 0, to: count, by: SegmentFormat.rowsPerZone) {
            let rows = start..<min(count, start + SegmentFormat.rowsPerZone)
            let (bounds, hasNaN) = sumUp(rows)
            let absent = presence.words == nil ? 0 : rows.reduce(0) { $0 + (presence[$1] ? 0 : 1) }
            words += [bounds?.0 ?? 0, bounds?.1 ?? 0]
            words.append(
                UInt64(absent) | (bounds == nil ? 0 : Self.hasBounds) | (hasNaN ? Self.hasNaN : 0))
        }
        return words
    }
}
