import Cypher
import PropertyGraph

extension TemporalMap {
    /// The day that the fields name, where a base gives what they leave out; without a base it is the first.
    ///
    /// A day is named in one of four ways: by month, by week, by quarter, or by its place in the year. What
    /// the base gives is counted in the same way: another week keeps the day of the week.
    func day(from base: CalendarDay?) throws(QueryError) -> CalendarDay {
        let ways = [
            TemporalField.calendar, TemporalField.weeks, TemporalField.quarters, TemporalField.ordinal,
        ]
        let given = ways.compactMap { first(of: $0) }
        if given.count > 1 { throw .conflictingFields(given[0].rawValue, given[1].rawValue) }
        switch given.first {
        case .week, .dayOfWeek: return try dayOfWeek(from: base)
        case .quarter, .dayOfQuarter:
            return try CalendarDay(
                year: number(.year, from: base?.year), quarter: number(.quarter, from: base?.quarter),
                dayOfQuarter: number(.dayOfQuarter, after: .quarter, from: base?.dayOfQuarter))
        case .ordinalDay:
            return try CalendarDay(
                year: number(.year, from: base?.year), ordinalDay: number(.ordinalDay, from: nil))
        default:
            let parts = base?.components
            return try CalendarDay(
                year: number(.year, from: parts?.year),
                month: number(.month, after: .year, from: parts?.month),
                day: number(.day, after: .month, from: parts?.day))
        }
    }

    private func dayOfWeek(from base: CalendarDay?) throws(QueryError) -> CalendarDay {
        try CalendarDay(
            weekYear: number(.year, from: base?.weekYear), week: number(.week, from: base?.week),
            dayOfWeek: number(.dayOfWeek, after: .week, from: base?.dayOfWeek))
    }

    /// A field that must be given, or be in the base.
    private func number(_ field: TemporalField, from base: Int?) throws(QueryError) -> Int {
        if let number = numbers[field] ?? base { return number }
        guard let other = first(of: TemporalField.date) else {
            throw .requiredField(field.rawValue, of: kind.rawValue)
        }
        throw .missingField(field.rawValue, requiredBy: other.rawValue)
    }

    /// A field that is 1 when nothing gives it, but may only be given after a larger one.
    private func number(
        _ field: TemporalField, after larger: TemporalField, from base: Int?
    ) throws(QueryError) -> Int {
        guard base == nil else { return numbers[field] ?? base ?? 1 }
        guard let number = numbers[field] else { return 1 }
        guard numbers[larger] != nil else {
            throw .missingField(larger.rawValue, requiredBy: field.rawValue)
        }
        return number
    }
}
