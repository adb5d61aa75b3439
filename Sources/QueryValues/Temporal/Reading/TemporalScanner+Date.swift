import Cypher

extension TemporalScanner {
    /// Reads a whole text as a date.
    static func date(_ text: String) throws(QueryError) -> CalendarDay {
        var scanner = TemporalScanner(text)
        guard let day = try scanner.date(), scanner.isAtEnd else {
            throw .unreadable(text, as: "date", such: "2015-07-21")
        }
        return day
    }

    /// Reads a date: by month (`2015-07-21`), by week (`2015-W30-2`), by quarter (`2015-Q3-21`) or by the day
    /// of the year (`2015-202`); what is left out at the end is the first.
    mutating func date() throws(QueryError) -> CalendarDay? {
        if let sign = sign() {
            // A year with a sign may have any number of digits, so that only a hyphen can end it.
            let count = digits
            guard (1...9).contains(count), let year = number(digits: count) else { return nil }
            return next == UInt8(ascii: "-")
                ? try extendedDate(of: sign * year) : try CalendarDay.first(of: sign * year)
        }
        guard digits >= 4, let year = number(digits: 4) else { return nil }
        return next == UInt8(ascii: "-") ? try extendedDate(of: year) : try basicDate(of: year)
    }

    private mutating func extendedDate(of year: Int) throws(QueryError) -> CalendarDay? {
        guard pass("-") else { return nil }
        if pass("W") {
            guard let week = number(digits: 2) else { return nil }
            guard pass("-") else { return try CalendarDay(weekYear: year, week: week, dayOfWeek: 1) }
            guard let day = number(digits: 1) else { return nil }
            return try CalendarDay(weekYear: year, week: week, dayOfWeek: day)
        }
        if pass("Q") {
            guard let quarter = number(digits: 1) else { return nil }
            guard pass("-") else { return try CalendarDay(year: year, quarter: quarter, dayOfQuarter: 1) }
            guard let day = number(digits: 2) else { return nil }
            return try CalendarDay(year: year, quarter: quarter, dayOfQuarter: day)
        }
        if digits == 3, let day = number(digits: 3) { return try CalendarDay(year: year, ordinalDay: day) }
        guard digits == 2, let month = number(digits: 2) else { return nil }
        guard pass("-") else { return try CalendarDay(year: year, month: month, day: 1) }
        guard let day = number(digits: 2) else { return nil }
        return try CalendarDay(year: year, month: month, day: day)
    }

    private mutating func basicDate(of year: Int) throws(QueryError) -> CalendarDay? {
        if pass("W") {
            guard let week = number(digits: 2) else { return nil }
            return try CalendarDay(weekYear: year, week: week, dayOfWeek: number(digits: 1) ?? 1)
        }
        if pass("Q") {
            guard let quarter = number(digits: 1) else { return nil }
            return try CalendarDay(year: year, quarter: quarter, dayOfQuarter: number(digits: 2) ?? 1)
        }
        switch digits {
        case 0: return try CalendarDay.first(of: year)
        case 3:
            guard let day = number(digits: 3) else { return nil }
            return try CalendarDay(year: year, ordinalDay: day)
        case 2, 4:
            guard let month = number(digits: 2) else { return nil }
            return try CalendarDay(year: year, month: month, day: number(digits: 2) ?? 1)
        default: return nil
        }
    }
}
