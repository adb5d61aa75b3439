import Cypher
import PropertyGraph

/// A duration while it is computed: the time its months, its days and its clock units stand for.
///
/// A fraction of a month goes on as days, and a fraction of a day as time. For that a month has 2,629,746
/// seconds, the 400 years of the calendar divided by their months; whole months never become days.
struct DurationSum {
    /// Nanoseconds of average months.
    private var months: Int128 = 0
    /// Nanoseconds of days of 24 hours.
    private var days: Int128 = 0
    private var clock: Int128 = 0

    static let second: Int128 = 1_000_000_000
    static let day: Int128 = 86_400 * second
    static let month: Int128 = 2_629_746 * second

    init() {}

    init(_ duration: CalendarDuration) {
        months = Int128(duration.months) * DurationSum.month
        days = Int128(duration.days) * DurationSum.day
        clock = Int128(duration.seconds) * DurationSum.second + Int128(duration.nanoseconds)
    }

    /// Adds so many of a unit.
    mutating func add(_ count: Ratio, _ unit: DurationUnit) throws(QueryError) {
        let length = try count.times(unit.nanoseconds)
        switch unit.part {
        case .months: months = try DurationSum.sum(months, length)
        case .days: days = try DurationSum.sum(days, length)
        case .clock: clock = try DurationSum.sum(clock, length)
        }
    }

    private static func sum(_ left: Int128, _ right: Int128) throws(QueryError) -> Int128 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        guard !overflow else { throw .durationOutOfRange() }
        return sum
    }

    func multiplied(by factor: Ratio) throws(QueryError) -> DurationSum {
        var product = DurationSum()
        product.months = try factor.times(months)
        product.days = try factor.times(days)
        product.clock = try factor.times(clock)
        return product
    }

    /// The duration with fractions carried on to the smaller parts.
    func duration() throws(QueryError) -> CalendarDuration {
        let (months, partOfMonth) = months.quotientAndRemainder(dividingBy: DurationSum.month)
        let (days, partOfDay) = try DurationSum.sum(days, partOfMonth)
            .quotientAndRemainder(dividingBy: DurationSum.day)
        let clock = try DurationSum.sum(clock, partOfDay)
        return try CalendarDuration(checkingMonths: months, days: days, clock: clock)
    }
}

extension CalendarDuration {
    /// A span of these parts, the last in nanoseconds, if 64 bits can count them.
    init(checkingMonths months: Int128, days: Int128, clock: Int128) throws(QueryError) {
        let (seconds, nanoseconds) = clock.floorDivided(by: DurationSum.second)
        guard let months = Int64(exactly: months), let days = Int64(exactly: days),
            let seconds = Int64(exactly: seconds)
        else { throw .durationOutOfRange() }
        self.init(months: months, days: days, seconds: seconds, nanoseconds: Int32(nanoseconds))
    }

    /// Hours, minutes, seconds and their fraction, in nanoseconds.
    var clock: Int128 { Int128(seconds) * DurationSum.second + Int128(nanoseconds) }
}
