import Cypher
import PropertyGraph

extension TemporalAccess {
    /// A component of a duration: `minutes` are all there are in its hours and minutes, `minutesOfHour` those
    /// beyond the whole hours.
    ///
    /// A negative duration counts its seconds down to the whole second below, and nanoseconds up from there.
    static func component(_ key: String, of duration: CalendarDuration) throws(QueryError) -> Int64? {
        switch key {
        case "years": duration.months / 12
        case "quarters": duration.months / 3
        case "months": duration.months
        case "quartersOfYear": duration.months / 3 % 4
        case "monthsOfYear": duration.months % 12
        case "monthsOfQuarter": duration.months % 3
        case "weeks": duration.days / 7
        case "days": duration.days
        case "daysOfWeek": duration.days % 7
        default: try clockComponent(key, of: duration)
        }
    }

    private static func clockComponent(_ key: String, of duration: CalendarDuration) throws(QueryError)
        -> Int64?
    {
        let (seconds, nanoseconds) = (duration.seconds, Int64(duration.nanoseconds))
        return switch key {
        case "hours": seconds / 3_600
        case "minutes": seconds / 60
        case "seconds": seconds
        case "milliseconds": try total(seconds, 1_000, nanoseconds / 1_000_000)
        case "microseconds": try total(seconds, 1_000_000, nanoseconds / 1_000)
        case "nanoseconds": try total(seconds, 1_000_000_000, nanoseconds)
        case "minutesOfHour": seconds / 60 % 60
        case "secondsOfMinute": seconds % 60
        case "millisecondsOfSecond": nanoseconds / 1_000_000
        case "microsecondsOfSecond": nanoseconds / 1_000
        case "nanosecondsOfSecond": nanoseconds
        default: nil
        }
    }

    /// Seconds and their fraction in a smaller unit.
    static func total(_ seconds: Int64, _ units: Int64, _ rest: Int64) throws(QueryError) -> Int64 {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: units)
        let (sum, overflowToo) = product.addingReportingOverflow(rest)
        guard !overflow, !overflowToo else { throw .componentOutOfRange() }
        return sum
    }
}
