import PropertyGraph

extension ArrowColumn {
    /// What a row of dates, times or spans says.
    func temporal(_ row: Int) -> ArrowCell {
        guard let count = count(row) else { return .absent }
        switch type {
        case .date(let inMilliseconds):
            let days = inMilliseconds ? floorDivision(count, 86_400_000).quotient : count
            return CalendarDate(daysSince1970: days).map { .value(.date($0)) } ?? .malformed("day \(days)")
        case .time(let unit, _):
            guard count >= 0, count < 86_400 * unit.rawValue else { return .malformed("\(count)") }
            return .value(.localTime(LocalTime(nanoseconds: count * (1_000_000_000 / unit.rawValue))))
        case .localTimestamp(let unit):
            return LocalDateTime(count, unit).map { .value(.localDateTime($0)) } ?? .malformed("\(count)")
        case .zonedTimestamp(let unit, let offset):
            guard let moment = LocalDateTime(count, unit, offset: offset) else {
                return .malformed("\(count)")
            }
            return .value(.zonedDateTime(ZonedDateTime(local: moment, offset: offset)))
        case .duration(let unit):
            let (seconds, rest) = floorDivision(count, unit.rawValue)
            let nanoseconds = Int32(rest * (1_000_000_000 / unit.rawValue))
            return .value(
                .duration(CalendarDuration(months: 0, days: 0, seconds: seconds, nanoseconds: nanoseconds)))
        default: return .absent
        }
    }

    private func count(_ row: Int) -> Int64? {
        switch type {
        case .date(inMilliseconds: false), .time(_, bits: 32): values(of: Int32.self).map { Int64($0[row]) }
        default: values(of: Int64.self).map { $0[row] }
        }
    }
}

extension CalendarDate {
    /// A day; nil outside the years -9999 to 9999.
    init?(daysSince1970 days: Int64) {
        let range = CalendarDate.range
        guard let days = Int32(exactly: days), range ~= CalendarDate(days: days) else { return nil }
        self.init(days: days)
    }
}

extension LocalDateTime {
    private static let firstSecond = Int64(CalendarDate.range.lowerBound.days) * 86_400
    private static let endSecond = (Int64(CalendarDate.range.upperBound.days) + 1) * 86_400

    /// So many units after 1970 on a clock that is `offset` seconds ahead; nil outside the years -9999 to 9999.
    @inline(__always)
    init?(_ count: Int64, _ unit: ArrowType.Unit, offset: Int32 = 0) {
        let (seconds, rest) = floorDivision(count, unit.rawValue)
        let range = Self.firstSecond..<Self.endSecond
        guard range ~= seconds, range ~= seconds + Int64(offset) else { return nil }
        self.init(
            seconds: seconds + Int64(offset), nanoseconds: Int32(rest * (1_000_000_000 / unit.rawValue)))
    }
}

/// A quotient rounded down, and what is left, which is not negative.
@inline(__always)
private func floorDivision(_ number: Int64, _ divisor: Int64) -> (quotient: Int64, rest: Int64) {
    let (quotient, rest) = number.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
}
