import Cypher
import PropertyGraph

/// A step through time by a duration: first its months, then its days, then its time.
///
/// A month later is the same day, or the last one of a shorter month. Months and days move the clock of a
/// zoned moment, hours move the moment itself.
struct TemporalShift {
    private let months: Int
    private let days: Int
    private let seconds: Int64
    private let nanoseconds: Int64

    init(_ duration: CalendarDuration, sign: Int128) throws(QueryError) {
        let clock = (sign * duration.clock).quotientAndRemainder(dividingBy: DurationSum.second)
        guard let months = Int(exactly: sign * Int128(duration.months)),
            let days = Int(exactly: sign * Int128(duration.days)),
            let seconds = Int64(exactly: clock.quotient)
        else { throw .durationOutOfRange() }
        (self.months, self.days, self.seconds) = (months, days, seconds)
        nanoseconds = Int64(clock.remainder)
    }

    /// A date has no time to move, but 24 hours are a day to it.
    func moved(_ day: CalendarDay) throws(QueryError) -> CalendarDay {
        try day.adding(months: months).adding(days: days).adding(days: Int(seconds / 86_400))
    }

    /// A time of day goes round the clock; months and days do not move it.
    func moved(_ time: LocalTime) -> LocalTime {
        time.moved(byNanoseconds: seconds % 86_400 * 1_000_000_000 + nanoseconds)
    }

    func moved(_ moment: LocalDateTime) throws(QueryError) -> LocalDateTime {
        try movedByDays(moment).moved(seconds: seconds, nanoseconds: nanoseconds)
    }

    func moved(_ moment: ZonedDateTime) throws(QueryError) -> ZonedDateTime {
        let zone = try moment.clock()
        var moved = moment
        if months != 0 || days != 0 {
            moved = try zone.moment(movedByDays(moment.local), preferring: moment.offset)
        }
        return try zone.moment(at: moved.inUTC().moved(seconds: seconds, nanoseconds: nanoseconds))
    }

    private func movedByDays(_ moment: LocalDateTime) throws(QueryError) -> LocalDateTime {
        let (day, time) = try moment.dayAndTime()
        return LocalDateTime(try day.adding(months: months).adding(days: days), time)
    }
}
