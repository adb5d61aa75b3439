import Cypher
import PropertyGraph

/// The components of temporal values, as in `moment.weekYear` and `duration.minutesOfHour`.
public enum TemporalAccess {
    /// A component by its name; nil when the value has none of that name, or is not temporal.
    public static func component(_ key: String, of value: QueryValue) throws(QueryError) -> QueryValue? {
        switch value {
        case .localTime(let time): return component(key, of: time)
        case .zonedTime(let time):
            return component(key, of: time.local) ?? component(key, ofOffset: time.offset, zone: nil)
        case .localDateTime(let moment): return try component(key, of: moment)
        case .zonedDateTime(let moment):
            if let component = try component(key, of: moment.local) { return component }
            if let component = component(key, ofOffset: moment.offset, zone: moment.zone) { return component }
            return try component(key, sinceEpochOf: moment)
        case .duration(let duration): return try component(key, of: duration).map(QueryValue.integer)
        default: return CalendarDay(value).flatMap { component(key, of: $0) }
        }
    }

    private static func component(_ key: String, of moment: LocalDateTime) throws(QueryError) -> QueryValue? {
        let (day, time) = try moment.dayAndTime()
        return component(key, of: day) ?? component(key, of: time)
    }

    private static func component(_ key: String, of day: CalendarDay) -> QueryValue? {
        let number: Int? =
            switch key {
            case "year": day.year
            case "quarter": day.quarter
            case "month": day.month
            case "week": day.week
            case "weekYear": day.weekYear
            case "day": day.components.day
            case "ordinalDay", "dayOfYear": day.dayOfYear
            case "weekDay", "dayOfWeek": day.dayOfWeek
            case "dayOfQuarter": day.dayOfQuarter
            default: nil
            }
        return number.map { .integer(Int64($0)) }
    }

    /// Fractions of a second are counted from the second: of 0.645876 s there are 645 milliseconds and
    /// 645,876 microseconds.
    private static func component(_ key: String, of time: LocalTime) -> QueryValue? {
        let number: Int? =
            switch key {
            case "hour": time.hour
            case "minute": time.minute
            case "second": time.second
            case "millisecond": time.nanosecond / 1_000_000
            case "microsecond": time.nanosecond / 1_000
            case "nanosecond": time.nanosecond
            default: nil
            }
        return number.map { .integer(Int64($0)) }
    }

    private static func component(_ key: String, ofOffset offset: Int32, zone: String?) -> QueryValue? {
        switch key {
        case "timezone": .string(zone ?? TemporalText.text(ofOffset: offset))
        case "offset": .string(TemporalText.text(ofOffset: offset))
        case "offsetMinutes": .integer(Int64(offset / 60))
        case "offsetSeconds": .integer(Int64(offset))
        default: nil
        }
    }

    private static func component(_ key: String, sinceEpochOf moment: ZonedDateTime) throws(QueryError)
        -> QueryValue?
    {
        switch key {
        case "epochSeconds": return .integer(try moment.inUTC().seconds)
        case "epochMillis":
            let instant = try moment.inUTC()
            return .integer(try total(instant.seconds, 1_000, Int64(instant.nanoseconds / 1_000_000)))
        default: return nil
        }
    }
}
