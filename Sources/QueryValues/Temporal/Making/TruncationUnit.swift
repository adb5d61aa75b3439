import Cypher
import PropertyGraph

/// What a point in time can be cut down to.
enum TruncationUnit: String, CaseIterable {
    case millennium, century, decade, year, weekYear, quarter, month, week, day
    case hour, minute, second, millisecond, microsecond

    /// A unit by its name, in any case of letters.
    init?(named name: String) {
        let name = name.lowercased()
        guard let unit = TruncationUnit.allCases.first(where: { $0.rawValue.lowercased() == name }) else {
            return nil
        }
        self = unit
    }

    /// Its length, for the units of the clock.
    var nanoseconds: Int64? {
        switch self {
        case .hour: 3_600_000_000_000
        case .minute: 60_000_000_000
        case .second: 1_000_000_000
        case .millisecond: 1_000_000
        case .microsecond: 1_000
        default: nil
        }
    }

    /// The first day of the unit that a day is in.
    func first(from day: CalendarDay) throws(QueryError) -> CalendarDay {
        let (year, month, _) = day.components
        switch self {
        case .millennium: return try .first(of: year - year.floorDivided(by: 1000).remainder)
        case .century: return try .first(of: year - year.floorDivided(by: 100).remainder)
        case .decade: return try .first(of: year - year.floorDivided(by: 10).remainder)
        case .year: return try .first(of: year)
        case .weekYear: return try CalendarDay(weekYear: day.weekYear, week: 1, dayOfWeek: 1)
        case .quarter: return try CalendarDay(year: year, month: (month - 1) / 3 * 3 + 1, day: 1)
        case .month: return try CalendarDay(year: year, month: month, day: 1)
        case .week: return try day.adding(days: 1 - day.dayOfWeek)
        default: return day
        }
    }
}
