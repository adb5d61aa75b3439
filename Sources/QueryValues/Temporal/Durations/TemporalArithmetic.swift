import Cypher
import PropertyGraph

/// The operators of dates, times and durations; each answers nil for values it is not about.
public enum TemporalArithmetic {
    /// A point in time and a duration in either order, or two durations.
    public static func add(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue? {
        switch (left, right) {
        case (.duration(let left), .duration(let right)): return .duration(try sum(left, right, sign: 1))
        case (let point, .duration(let duration)), (.duration(let duration), let point):
            return try moved(point, by: duration, sign: 1)
        default: return nil
        }
    }

    /// A point in time without a duration, or the difference of two durations.
    public static func subtract(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue? {
        guard case .duration(let duration) = right else { return nil }
        guard case .duration(let from) = left else { return try moved(left, by: duration, sign: -1) }
        return .duration(try sum(from, duration, sign: -1))
    }

    /// A duration and a number in either order.
    public static func multiply(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue? {
        switch (left, right) {
        case (.duration(let duration), let number), (let number, .duration(let duration)):
            guard let factor = try factor(number) else { return nil }
            return .duration(try DurationSum(duration).multiplied(by: factor).duration())
        default: return nil
        }
    }

    /// A duration by a number.
    public static func divide(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue? {
        guard case .duration(let duration) = left, let divisor = try factor(right) else { return nil }
        guard let factor = divisor.inverse else { throw .durationDividedByZero() }
        return .duration(try DurationSum(duration).multiplied(by: factor).duration())
    }

    private static func factor(_ value: QueryValue) throws(QueryError) -> Ratio? {
        switch value {
        case .integer(let number): return Ratio(number)
        case .float(let number):
            guard let ratio = Ratio(number) else { throw .durationOutOfRange() }
            return ratio
        default: return nil
        }
    }

    private static func sum(
        _ left: CalendarDuration, _ right: CalendarDuration, sign: Int128
    ) throws(QueryError) -> CalendarDuration {
        try CalendarDuration(
            checkingMonths: Int128(left.months) + sign * Int128(right.months),
            days: Int128(left.days) + sign * Int128(right.days), clock: left.clock + sign * right.clock)
    }

    private static func moved(
        _ point: QueryValue, by duration: CalendarDuration, sign: Int128
    ) throws(QueryError) -> QueryValue? {
        let shift = try TemporalShift(duration, sign: sign)
        if let day = CalendarDay(point) { return try shift.moved(day).value }
        return switch point {
        case .localTime(let time): .localTime(shift.moved(time))
        case .zonedTime(let time): .zonedTime(ZonedTime(local: shift.moved(time.local), offset: time.offset))
        case .localDateTime(let moment): .localDateTime(try shift.moved(moment))
        case .zonedDateTime(let moment): .zonedDateTime(try shift.moved(moment))
        default: nil
        }
    }
}
