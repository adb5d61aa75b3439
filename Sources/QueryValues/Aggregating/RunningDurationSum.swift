import PropertyGraph

/// A sum of durations, part by part, in 128 bits.
struct RunningDurationSum: Sendable {
    private var months: Int128 = 0
    private var days: Int128 = 0
    private var nanoseconds: Int128 = 0

    /// Adds a duration so many times; false where the sum leaves 128 bits.
    mutating func add(_ duration: CalendarDuration, weight: Int) -> Bool {
        months.add(Int128(duration.months), times: weight)
            && days.add(Int128(duration.days), times: weight)
            && nanoseconds.add(
                Int128(duration.seconds) * 1_000_000_000 + Int128(duration.nanoseconds), times: weight)
    }

    /// The sum; nil where it is too large for a duration.
    var total: CalendarDuration? {
        CalendarDuration(months: months, days: days, nanoseconds: nanoseconds)
    }

    /// The sum divided by a count; what is left of months becomes days of 24 hours and less, at 30.436875 days a month.
    func mean(of count: Int64) -> CalendarDuration? {
        let count = Int128(count)
        let (months, restOfMonths) = months.quotientAndRemainder(dividingBy: count)
        let (days, restOfDays) = days.quotientAndRemainder(dividingBy: count)
        let day: Int128 = 86_400_000_000_000
        let month: Int128 = 2_629_746_000_000_000
        let (daysOfMonths, timeOfMonths) = (restOfMonths * month / count)
            .quotientAndRemainder(dividingBy: day)
        return CalendarDuration(
            months: months, days: days + daysOfMonths,
            nanoseconds: timeOfMonths + restOfDays * day / count + nanoseconds / count)
    }
}

extension Int128 {
    /// Adds a number so many times; false where the sum leaves 128 bits.
    mutating func add(_ number: Int128, times: Int) -> Bool {
        let product = number.multipliedReportingOverflow(by: Int128(times))
        let sum = addingReportingOverflow(product.partialValue)
        self = sum.partialValue
        return !product.overflow && !sum.overflow
    }
}

extension CalendarDuration {
    /// A span from parts that may be too large for one; nil where they are.
    init?(months: Int128, days: Int128, nanoseconds: Int128) {
        var (seconds, fraction) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        if fraction < 0 {
            seconds -= 1
            fraction += 1_000_000_000
        }
        guard let months = Int64(exactly: months), let days = Int64(exactly: days),
            let seconds = Int64(exactly: seconds)
        else { return nil }
        self.init(months: months, days: days, seconds: seconds, nanoseconds: Int32(fraction))
    }
}
