import Cypher
import PropertyGraph

/// A day of the proleptic Gregorian calendar in any year that openCypher allows: -999,999,999 to 999,999,999.
///
/// ``CalendarDate`` counts its days in 32 bits, which is enough for 5.8 million years. Functions of dates
/// compute with this wider type and narrow the result once.
struct CalendarDay: Comparable {
    /// Days since 1970-01-01.
    let number: Int

    static let years = -999_999_999...999_999_999

    static let epoch = CalendarDay(number: 0)

    private init(number: Int) { self.number = number }

    /// The day so many days after 1970-01-01.
    init(daysSinceEpoch days: Int) throws(QueryError) {
        // The first and last day of the first and last year.
        guard (-365_243_219_162...365_241_780_471).contains(days) else { throw .dateOutOfRange() }
        self.init(number: days)
    }

    /// A day of the 400 years from 1970, which needs no check.
    init(withinFirstEra days: Int) {
        precondition((0..<CalendarDay.daysOfEra).contains(days), "the day is within the first 400 years")
        self.init(number: days)
    }

    init(_ date: CalendarDate) { self.init(number: Int(date.days)) }

    /// A day by its year, month and day of the month.
    init(year: Int, month: Int, day: Int) throws(QueryError) {
        try QueryError.check(year, in: CalendarDay.years, of: "year")
        try QueryError.check(month, in: 1...12, of: "month")
        try QueryError.check(day, in: 1...31, of: "day")
        guard day <= CalendarDay.length(ofMonth: month, year: year) else {
            throw .noSuchDate(year: year, month: month, day: day)
        }
        self.init(validYear: year, month: month, day: day)
    }

    private init(validYear year: Int, month: Int, day: Int) {
        // Years are counted from March in 400-year eras, so that the leap day is the last of its year
        // (Howard Hinnant, "chrono-compatible low-level date algorithms").
        let shifted = year - (month <= 2 ? 1 : 0)
        let (era, yearOfEra) = shifted.floorDivided(by: 400)
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(number: era * CalendarDay.daysOfEra + dayOfEra - 719_468)
    }

    /// The first day of a year.
    static func first(of year: Int) throws(QueryError) -> CalendarDay {
        try CalendarDay(year: year, month: 1, day: 1)
    }

    /// The year, the month from 1 and the day of the month from 1.
    var components: (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = (number + 719_468).floorDivided(by: CalendarDay.daysOfEra)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        )
    }

    /// The calendar repeats itself, weekdays included, after 400 years.
    static let daysOfEra = 146_097

    static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }
}

extension BinaryInteger {
    /// Quotient and remainder where the remainder is never negative.
    func floorDivided(by divisor: Self) -> (quotient: Self, remainder: Self) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
