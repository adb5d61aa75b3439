import Cypher
import PropertyGraph

/// Where a clock stands: at a fixed offset from UTC, or in a place with its rules.
enum Zone: Sendable {
    /// Seconds east of UTC.
    case offset(Int32)
    /// A zone of the IANA database.
    case place(TimeZoneRules)

    static let utc = Zone.offset(0)

    /// The moment at which the clock shows a time on a day.
    func moment(_ local: LocalDateTime, preferring offset: Int32? = nil) throws(QueryError) -> ZonedDateTime {
        // Refuses days that the zone's rules could not count with.
        _ = try local.dayAndTime()
        switch self {
        case .offset(let offset): return ZonedDateTime(local: local, offset: offset)
        case .place(let rules):
            let resolved = rules.resolve(local.seconds, preferring: offset)
            let moved = LocalDateTime(seconds: resolved.local, nanoseconds: local.nanoseconds)
            return ZonedDateTime(local: moved, offset: resolved.offset, zone: rules.name)
        }
    }

    /// What the clock shows at a moment in UTC.
    func moment(at instant: LocalDateTime) throws(QueryError) -> ZonedDateTime {
        let offset = offset(at: instant.seconds)
        let local = try instant.moved(seconds: Int64(offset))
        guard case .place(let rules) = self else { return ZonedDateTime(local: local, offset: offset) }
        return ZonedDateTime(local: local, offset: offset, zone: rules.name)
    }

    /// Seconds east of UTC at a moment, in seconds since 1970-01-01T00:00:00Z.
    func offset(at second: Int64) -> Int32 {
        switch self {
        case .offset(let offset): offset
        case .place(let rules): rules.offset(at: second)
        }
    }
}

extension Zone {
    /// A zone as a query names it: `Z`, `+01:00`, `Europe/Stockholm`.
    init(_ text: String) throws(QueryError) {
        if let offset = TemporalScanner.offset(text) {
            self = .offset(offset)
        } else {
            self = .place(try TimeZoneRules.named(text))
        }
    }

    /// The zone of a query's surroundings; UTC is an offset, so that its name is not written behind every
    /// moment.
    static func standard(in context: EvaluationContext) throws(QueryError) -> Zone {
        context.zone == "UTC" ? .utc : try Zone(context.zone)
    }
}

extension ZonedDateTime {
    /// The place it was written with, otherwise its offset.
    func clock() throws(QueryError) -> Zone {
        guard let zone else { return .offset(offset) }
        return .place(try TimeZoneRules.named(zone))
    }

    /// The moment on a clock in UTC.
    func inUTC() throws(QueryError) -> LocalDateTime { try local.moved(seconds: -Int64(offset)) }
}
