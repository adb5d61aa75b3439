/// The numbers that a map may give for a date, a time, or a moment.
enum TemporalField: String, CaseIterable {
    case year, month, day, week, dayOfWeek, quarter, dayOfQuarter, ordinalDay
    case hour, minute, second, millisecond, microsecond, nanosecond
    case epochSeconds, epochMillis

    /// The ways to name a day of a year, which do not mix.
    static let calendar: [TemporalField] = [.month, .day]
    static let weeks: [TemporalField] = [.week, .dayOfWeek]
    static let quarters: [TemporalField] = [.quarter, .dayOfQuarter]
    static let ordinal: [TemporalField] = [.ordinalDay]

    static let date: [TemporalField] = [.year] + calendar + weeks + quarters + ordinal
    static let fractions: [TemporalField] = [.millisecond, .microsecond, .nanosecond]
    static let time: [TemporalField] = [.hour, .minute, .second] + fractions
    static let epoch: [TemporalField] = [.epochSeconds, .epochMillis]
}
