extension CalendarDate: CustomStringConvertible {
    /// `YYYY-MM-DD`, with a sign before a year below 0.
    public var description: String {
        let (year, month, day) = components
        return "\(year < 0 ? "-" : "")\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
    }
}

extension LocalTime: CustomStringConvertible {
    /// `hh:mm:ss`, with a fraction when there is one.
    public var description: String {
        let (seconds, fraction) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let (minutes, second) = seconds.quotientAndRemainder(dividingBy: 60)
        let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
        return
            "\(hour.padded(to: 2)):\(minute.padded(to: 2)):\(second.padded(to: 2))\(fractionText(fraction))"
    }
}

extension ZonedTime: CustomStringConvertible {
    /// The time on the clock there and the offset, such as `12:30:00+02:00`.
    public var description: String { "\(local)\(offsetText(offset))" }
}

extension LocalDateTime: CustomStringConvertible {
    /// The date and time with `T` between.
    public var description: String {
        let (date, time) = parts
        return "\(date)T\(time)"
    }

    /// The day, and the time on it.
    public var parts: (date: CalendarDate, time: LocalTime) {
        var (days, second) = seconds.quotientAndRemainder(dividingBy: 86_400)
        if second < 0 {
            days -= 1
            second += 86_400
        }
        return (
            CalendarDate(days: Int32(clamping: days)),
            LocalTime(nanoseconds: second * 1_000_000_000 + Int64(nanoseconds))
        )
    }
}

extension ZonedDateTime: CustomStringConvertible {
    /// The date and time there, the offset, and the zone in brackets when it is known.
    public var description: String { "\(local)\(offsetText(offset))\(zone.map { "[\($0)]" } ?? "")" }
}

extension CalendarDuration: CustomStringConvertible {
    /// The ISO 8601 form with only the parts that are not 0, such as `P1Y2M3DT4H5M6.7S`; `PT0S` is none.
    public var description: String {
        let (years, months) = months.quotientAndRemainder(dividingBy: 12)
        let calendar = [(years, "Y"), (months, "M"), (days, "D")]
        // Nanoseconds always count forward; a negative span is written with a negative fraction.
        let isNegative = seconds < 0 && nanoseconds > 0
        let whole = isNegative ? seconds + 1 : seconds
        let fraction = isNegative ? 1_000_000_000 - Int64(nanoseconds) : Int64(nanoseconds)
        let (minutes, second) = whole.quotientAndRemainder(dividingBy: 60)
        let (hours, minute) = minutes.quotientAndRemainder(dividingBy: 60)
        var clock = [(hours, "H"), (minute, "M")].filter { $0.0 != 0 }.map { "\($0)\($1)" }.joined()
        if second != 0 || fraction != 0 {
            clock += "\(isNegative || second < 0 ? "-" : "")\(second.magnitude)\(fractionText(fraction))S"
        }
        let dates = calendar.filter { $0.0 != 0 }.map { "\($0)\($1)" }.joined()
        if clock.isEmpty { return dates.isEmpty ? "PT0S" : "P\(dates)" }
        return "P\(dates)T\(clock)"
    }
}

/// Nanoseconds as `.5`, without zeros at the end; nothing for 0.
private func fractionText(_ nanoseconds: Int64) -> String {
    guard nanoseconds != 0 else { return "" }
    var digits = nanoseconds.padded(to: 9)[...]
    while digits.last == "0" { digits.removeLast() }
    return ".\(digits)"
}

private func offsetText(_ offset: Int32) -> String {
    guard offset != 0 else { return "Z" }
    let (minutes, second) = offset.magnitude.quotientAndRemainder(dividingBy: 60)
    let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
    let seconds = second == 0 ? "" : ":\(second.padded(to: 2))"
    return "\(offset < 0 ? "-" : "+")\(hour.padded(to: 2)):\(minute.padded(to: 2))\(seconds)"
}
