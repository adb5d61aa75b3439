import Cypher
import PropertyGraph

extension LocalTime {
    static let nanosecondsOfDay: Int64 = 86_400_000_000_000
    static let midnight = LocalTime(nanoseconds: 0)

    var hour: Int { Int(nanoseconds / 3_600_000_000_000) }
    var minute: Int { Int(nanoseconds / 60_000_000_000 % 60) }
    var second: Int { Int(nanoseconds / 1_000_000_000 % 60) }
    var nanosecond: Int { Int(nanoseconds % 1_000_000_000) }

    init(hour: Int, minute: Int, second: Int, nanosecond: Int) throws(QueryError) {
        try QueryError.check(hour, in: 0...23, of: "hour")
        try QueryError.check(minute, in: 0...59, of: "minute")
        try QueryError.check(second, in: 0...59, of: "second")
        try QueryError.check(nanosecond, in: 0...999_999_999, of: "nanosecond")
        self.init(nanoseconds: Int64(((hour * 60 + minute) * 60 + second) * 1_000_000_000 + nanosecond))
    }

    /// The time so much later on the clock, past midnight if need be.
    func moved(byNanoseconds shift: Int64) -> LocalTime {
        let within = nanoseconds + shift % LocalTime.nanosecondsOfDay
        return LocalTime(nanoseconds: within.floorDivided(by: LocalTime.nanosecondsOfDay).remainder)
    }
}

extension LocalDateTime {
    init(_ day: CalendarDay, _ time: LocalTime) {
        self.init(
            seconds: Int64(day.number) * 86_400 + time.nanoseconds / 1_000_000_000,
            nanoseconds: Int32(time.nanosecond))
    }

    /// The day and the time on it.
    func dayAndTime() throws(QueryError) -> (day: CalendarDay, time: LocalTime) {
        let (day, second) = seconds.floorDivided(by: 86_400)
        return (
            try CalendarDay(daysSinceEpoch: Int(day)),
            LocalTime(nanoseconds: second * 1_000_000_000 + Int64(nanoseconds))
        )
    }

    /// The moment so much later on the same clock.
    func moved(seconds shift: Int64, nanoseconds more: Int64 = 0) throws(QueryError) -> LocalDateTime {
        let (carry, nanosecond) = (Int64(nanoseconds) + more % 1_000_000_000).floorDivided(by: 1_000_000_000)
        let (first, overflow) = seconds.addingReportingOverflow(shift)
        let (moved, overflowToo) = first.addingReportingOverflow(carry + more / 1_000_000_000)
        guard !overflow, !overflowToo else { throw .dateOutOfRange() }
        let result = LocalDateTime(seconds: moved, nanoseconds: Int32(nanosecond))
        _ = try result.dayAndTime()
        return result
    }

    func moved(milliseconds shift: Int64) throws(QueryError) -> LocalDateTime {
        let (second, millisecond) = shift.floorDivided(by: 1_000)
        return try moved(seconds: second, nanoseconds: millisecond * 1_000_000)
    }
}
