import Cypher
import PropertyGraph

/// The components of temporal values, as in `moment.weekYear` and `duration.minutesOfHour`.
public enum TemporalAccess {
    /// A component by its name; nil when the value has none of that name, or is not temporal.
    public static func component(_ key: String, of value: QueryValue) throws(QueryError) -> QueryValue? {
        if case .duration(let duration) = value {
            return try component(key, of: duration).map(QueryValue.integer)
        }
        guard let parts = try TemporalParts(value) else { return nil }
        if let day = parts.day, let number = component(key, of: day) { return .integer(Int64(number)) }
        if let time = parts.time, let number = component(key, of: time) { return .integer(Int64(number)) }
        if let component = component(key, ofClock: parts) { return component }
        if case .zonedDateTime(let moment) = value { return try component(key, of: moment) }
        return nil
    }

    private static func component(_ key: String, of day: CalendarDay) -> Int? {
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
    }

    /// Fractions of a second are counted from the second: of 0.645876 s there are 645 milliseconds and 645,876
    /// microseconds.
    private static func component(_ key: String, of time: LocalTime) -> Int? {
        switch key {
        case "hour": time.hour
        case "minute": time.minute
        case "second": time.second
        case "millisecond": time.nanosecond / 1_000_000
        case "microsecond": time.nanosecond / 1_000
        case "nanosecond": time.nanosecond
        default: nil
        }
    }

    private static func component(_ key: String, ofClock parts: TemporalParts) -> QueryValue? {
        guard let zone = parts.zone, let offset = parts.offset else { return nil }
        switch key {
        case "timezone":
            guard case .place(let rules) = zone else { return .string(TemporalText.text(ofOffset: offset)) }
            return .string(rules.name)
        case "offset": return .string(TemporalText.text(ofOffset: offset))
        case "offsetMinutes": return .integer(Int64(offset / 60))
        case "offsetSeconds": return .integer(Int64(offset))
        default: return nil
        }
    }

    private static func component(_ key: String, of moment: ZonedDateTime) throws(QueryError) -> QueryValue? {
        switch key {
        case "epochSeconds": return .integer(try moment.inUTC().seconds)
        case "epochMillis":
            let instant = try moment.inUTC()
            return .integer(instant.seconds * 1_000 + Int64(instant.nanoseconds / 1_000_000))
        default: return nil
        }
    }
}
