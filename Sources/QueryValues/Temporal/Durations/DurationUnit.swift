/// The units of a duration, named as the fields of `duration({...})`.
enum DurationUnit: String, CaseIterable {
    case years, quarters, months, weeks, days
    case hours, minutes, seconds, milliseconds, microseconds, nanoseconds

    /// The parts of a duration, which do not convert into each other.
    enum Part {
        case months, days, clock
    }

    var part: Part {
        switch self {
        case .years, .quarters, .months: .months
        case .weeks, .days: .days
        default: .clock
        }
    }

    /// The length, where a month is an average one.
    var nanoseconds: Int128 {
        switch self {
        case .years: 12 * DurationSum.month
        case .quarters: 3 * DurationSum.month
        case .months: DurationSum.month
        case .weeks: 7 * DurationSum.day
        case .days: DurationSum.day
        case .hours: 3_600 * DurationSum.second
        case .minutes: 60 * DurationSum.second
        case .seconds: DurationSum.second
        case .milliseconds: 1_000_000
        case .microseconds: 1_000
        case .nanoseconds: 1
        }
    }
}
