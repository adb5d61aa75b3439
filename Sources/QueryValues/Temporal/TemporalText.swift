import PropertyGraph

/// Writes temporal values as `toString` does: in the extended forms of ISO 8601, without seconds that are 0.
public enum TemporalText {
    /// The text of a date, time or duration; nil for any other value.
    public static func text(of value: QueryValue) -> String? {
        if let day = CalendarDay(value) { return text(of: day) }
        return switch value {
        case .localTime(let time): text(of: time)
        case .zonedTime(let time): text(of: time.local) + text(ofOffset: time.offset)
        case .localDateTime(let moment): text(of: moment)
        case .zonedDateTime(let moment):
            text(of: moment.local) + text(ofOffset: moment.offset) + (moment.zone.map { "[\($0)]" } ?? "")
        case .duration(let duration): duration.description
        default: nil
        }
    }

    static func text(of day: CalendarDay) -> String {
        let (year, month, day) = day.components
        let sign = year < 0 ? "-" : year > 9999 ? "+" : ""
        return "\(sign)\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    private static func text(of time: LocalTime) -> String {
        let minutes = "\(padded(time.hour, 2)):\(padded(time.minute, 2))"
        guard time.second != 0 || time.nanosecond != 0 else { return minutes }
        return "\(minutes):\(padded(time.second, 2))\(fraction(time.nanosecond))"
    }

    private static func text(of moment: LocalDateTime) -> String {
        let (day, second) = moment.seconds.floorDivided(by: 86_400)
        let time = LocalTime(nanoseconds: second * 1_000_000_000 + Int64(moment.nanoseconds))
        // A moment that did not come from a query may lie outside the years of a date.
        guard let day = try? CalendarDay(daysSinceEpoch: Int(day)) else { return moment.description }
        return "\(text(of: day))T\(text(of: time))"
    }

    /// `Z`, `+01:00`, or `+00:53:28` from before there were zones.
    static func text(ofOffset offset: Int32) -> String {
        guard offset != 0 else { return "Z" }
        let (minutes, second) = offset.magnitude.quotientAndRemainder(dividingBy: 60)
        let seconds = second == 0 ? "" : ":\(padded(Int(second), 2))"
        let hoursAndMinutes = "\(padded(Int(minutes) / 60, 2)):\(padded(Int(minutes) % 60, 2))"
        return "\(offset < 0 ? "-" : "+")\(hoursAndMinutes)\(seconds)"
    }

    private static func fraction(_ nanosecond: Int) -> String {
        guard nanosecond != 0 else { return "" }
        var digits = padded(nanosecond, 9)[...]
        while digits.last == "0" { digits.removeLast() }
        return ".\(digits)"
    }

    /// The number without its sign, with zeros in front.
    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number.magnitude)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
