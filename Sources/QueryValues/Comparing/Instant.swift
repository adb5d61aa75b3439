import PropertyGraph

extension ZonedTime {
    /// Nanoseconds from midnight UTC of the same day; outside one day where the offset leads there.
    var instant: Int64 { local.nanoseconds &- Int64(offset) &* 1_000_000_000 }
}

extension ZonedDateTime {
    /// The same moment on a clock that shows UTC.
    var instant: LocalDateTime {
        LocalDateTime(seconds: local.seconds &- Int64(offset), nanoseconds: local.nanoseconds)
    }
}

extension CalendarDuration {
    /// The length in nanoseconds with months of 30.436875 days, the mean of the Gregorian calendar, and days of 24 hours:
    /// durations have no order of their own, but ORDER BY needs one.
    var meanLength: Int128 {
        let seconds = Int128(months) * 2_629_746 + Int128(days) * 86_400 + Int128(seconds)
        return seconds * 1_000_000_000 + Int128(nanoseconds)
    }
}
