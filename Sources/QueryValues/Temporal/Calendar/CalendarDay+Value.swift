import PropertyGraph

extension CalendarDay {
    /// The day as a value of a query.
    ///
    /// A day beyond those of ``CalendarDate`` is kept as text under this type's name, so that nothing is
    /// lost: it can be returned, stored, and measured with `duration.between`, but it is not ordered.
    var value: QueryValue {
        if let days = Int32(exactly: number) { return .date(CalendarDate(days: days)) }
        return .stored(.opaque(type: CalendarDay.farType, text: TemporalText.text(of: self)))
    }

    private static let farType = "DATE"

    /// The day of a date, nil when the value is none.
    init?(_ value: QueryValue) {
        switch value {
        case .date(let date): self.init(date)
        case .stored(.opaque(CalendarDay.farType, let text)):
            // A text of another form came from a file, and is no date.
            guard let day = try? TemporalScanner.date(text) else { return nil }
            self = day
        default: return nil
        }
    }
}
