import Cypher
import PropertyGraph

/// The stretch from one point in time to another, which may be earlier.
///
/// What one end lacks it takes from the other: a time is that of the other's day, and a local time is told by
/// the other's clock. A day without a time begins at midnight. Where both ends have a zone, days and months
/// are counted on the clock of the first, and hours as they pass.
struct TemporalInterval {
    private var start: LocalDateTime
    private let end: LocalDateTime
    /// The first end's clock; nil when neither end has one.
    private let zone: Zone?
    private var startOffset: Int32 = 0
    private let endOffset: Int32
    private let hasDates: Bool

    init(from: TemporalParts, to: TemporalParts) throws(QueryError) {
        hasDates = from.day != nil && to.day != nil
        let start = LocalDateTime(from.day ?? to.day ?? .epoch, from.time ?? .midnight)
        let end = LocalDateTime(to.day ?? from.day ?? .epoch, to.time ?? .midnight)
        zone = from.zone ?? to.zone
        guard let zone else {
            (self.start, self.end, endOffset) = (start, end, 0)
            return
        }
        let first = try zone.moment(start, preferring: from.offset)
        let other = try (to.zone ?? zone).moment(end, preferring: to.offset)
        let last = try zone.moment(at: other.inUTC())
        (self.start, startOffset) = (first.local, first.offset)
        (self.end, endOffset) = (last.local, last.offset)
    }

    /// Whole months, rounded towards zero; none when an end has no date.
    func months() throws(QueryError) -> Int {
        guard hasDates else { return 0 }
        return try start.dayAndTime().day.months(until: wholeDays())
    }

    /// Whole days, rounded towards zero; none when an end has no date.
    func days() throws(QueryError) -> Int {
        guard hasDates else { return 0 }
        return try wholeDays().number - start.dayAndTime().day.number
    }

    /// The day on which the start's time of day was last passed before the end.
    private func wholeDays() throws(QueryError) -> CalendarDay {
        let (from, to) = (try start.dayAndTime(), try end.dayAndTime())
        if to.day > from.day, to.time < from.time { return try to.day.adding(days: -1) }
        if to.day < from.day, to.time > from.time { return try to.day.adding(days: 1) }
        return to.day
    }

    /// All of it, in nanoseconds.
    func clock() -> Int128 {
        let seconds = Int128(end.seconds) - Int128(endOffset) - Int128(start.seconds) + Int128(startOffset)
        return seconds * DurationSum.second + Int128(end.nanoseconds) - Int128(start.nanoseconds)
    }

    /// Months, then the days that are left, then the time that is left.
    func inAllUnits() throws(QueryError) -> CalendarDuration {
        var rest = self
        let months = try rest.months()
        try rest.moveStart { day throws(QueryError) in try day.adding(months: months) }
        let days = try rest.days()
        try rest.moveStart { day throws(QueryError) in try day.adding(days: days) }
        return try CalendarDuration(checkingMonths: Int128(months), days: Int128(days), clock: rest.clock())
    }

    private mutating func moveStart(
        _ move: (CalendarDay) throws(QueryError) -> CalendarDay
    ) throws(QueryError) {
        let (day, time) = try start.dayAndTime()
        let moved = LocalDateTime(try move(day), time)
        start = moved
        guard let zone else { return }
        let resolved = try zone.moment(moved, preferring: startOffset)
        (start, startOffset) = (resolved.local, resolved.offset)
    }
}
