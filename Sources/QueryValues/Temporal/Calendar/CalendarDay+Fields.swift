import Cypher

/// The other ways to count days: by week, by quarter, and through the year.
extension CalendarDay {
    var year: Int { components.year }
    var month: Int { components.month }
    var quarter: Int { (components.month - 1) / 3 + 1 }

    /// The day of the week, from Monday, 1, to Sunday, 7.
    var dayOfWeek: Int { (number + 3).floorDivided(by: 7).remainder + 1 }

    var dayOfYear: Int {
        let (year, month, day) = components
        return CalendarDay.daysBefore(month: month, year: year) + day
    }

    var dayOfQuarter: Int {
        let (year, month, day) = components
        let first = (month - 1) / 3 * 3 + 1
        return CalendarDay.daysBefore(month: month, year: year)
            - CalendarDay.daysBefore(month: first, year: year) + day
    }

    /// The year whose weeks the day belongs to: that of its Thursday (ISO 8601).
    var weekYear: Int { thursday.year }

    /// The week of ``weekYear``, from 1.
    var week: Int { (thursday.dayOfYear - 1) / 7 + 1 }

    private var thursday: Thursday { Thursday(number + 4 - dayOfWeek) }

    /// Year and day of the year of a Thursday, which may lie outside the years that a day may have.
    private struct Thursday {
        let year: Int
        let dayOfYear: Int

        init(_ number: Int) {
            // Shifted by whole eras into years that every date may have.
            let (era, day) = number.floorDivided(by: CalendarDay.daysOfEra)
            let shifted = CalendarDay(withinFirstEra: day)
            year = shifted.year + era * 400
            dayOfYear = shifted.dayOfYear
        }
    }

    private static func daysBefore(month: Int, year: Int) -> Int {
        let days = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month - 1]
        return month > 2 && isLeap(year) ? days + 1 : days
    }

    /// A day by its week, as ISO 8601 counts them.
    init(weekYear: Int, week: Int, dayOfWeek: Int) throws(QueryError) {
        try QueryError.check(weekYear, in: CalendarDay.years, of: "year")
        try QueryError.check(week, in: 1...53, of: "week")
        try QueryError.check(dayOfWeek, in: 1...7, of: "dayOfWeek")
        // The fourth of January is always in the first week.
        let fourth = try CalendarDay(year: weekYear, month: 1, day: 4)
        let monday = fourth.number - fourth.dayOfWeek + 1
        let day = try CalendarDay(daysSinceEpoch: monday + (week - 1) * 7 + dayOfWeek - 1)
        guard week < 53 || day.weekYear == weekYear else {
            throw .noSuchPart("week 53", of: "the year \(weekYear)", because: "it has 52 weeks")
        }
        self = day
    }

    /// A day by its place in a quarter.
    init(year: Int, quarter: Int, dayOfQuarter: Int) throws(QueryError) {
        try QueryError.check(quarter, in: 1...4, of: "quarter")
        let first = try CalendarDay(year: year, month: quarter * 3 - 2, day: 1)
        let length = first.quarterLength
        guard (1...length).contains(dayOfQuarter) else {
            throw .noSuchPart(
                "day \(dayOfQuarter)", of: "quarter \(quarter) of the year \(year)",
                because: "it has \(length) days")
        }
        try self.init(daysSinceEpoch: first.number + dayOfQuarter - 1)
    }

    private var quarterLength: Int {
        let (year, month, _) = components
        return (month..<month + 3).reduce(0) { $0 + CalendarDay.length(ofMonth: $1, year: year) }
    }

    /// A day by its place in the year.
    init(year: Int, ordinalDay: Int) throws(QueryError) {
        let first = try CalendarDay.first(of: year)
        let length = CalendarDay.isLeap(year) ? 366 : 365
        guard (1...length).contains(ordinalDay) else {
            throw .noSuchPart("day \(ordinalDay)", of: "the year \(year)", because: "it has \(length) days")
        }
        try self.init(daysSinceEpoch: first.number + ordinalDay - 1)
    }
}

/// Moving by calendar units.
extension CalendarDay {
    /// The same day of another month, or the last day there is in it.
    func adding(months: Int) throws(QueryError) -> CalendarDay {
        guard months != 0 else { return self }
        let (year, month, day) = components
        let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        let (movedYear, monthIndex) = total.floorDivided(by: 12)
        guard !overflow, CalendarDay.years.contains(movedYear) else { throw .dateOutOfRange() }
        let length = CalendarDay.length(ofMonth: monthIndex + 1, year: movedYear)
        return try CalendarDay(year: movedYear, month: monthIndex + 1, day: min(day, length))
    }

    func adding(days: Int) throws(QueryError) -> CalendarDay {
        let (moved, overflow) = number.addingReportingOverflow(days)
        guard !overflow else { throw .dateOutOfRange() }
        return try CalendarDay(daysSinceEpoch: moved)
    }

    /// Whole months from this day to another, rounded towards zero.
    func months(until end: CalendarDay) -> Int {
        let (from, to) = (components, end.components)
        // No month has more than 31 days, so that a month and its day are one number.
        return ((to.year * 12 + to.month) * 32 + to.day - (from.year * 12 + from.month) * 32 - from.day) / 32
    }
}
