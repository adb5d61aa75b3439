import Cypher
import PropertyGraph

extension TemporalMap {
    /// The time that the fields name, where a base gives what they leave out; without a base it is 0.
    func time(from base: LocalTime?) throws(QueryError) -> LocalTime {
        if base == nil { try checkGaps() }
        return try LocalTime(
            hour: numbers[.hour] ?? base?.hour ?? 0, minute: numbers[.minute] ?? base?.minute ?? 0,
            second: numbers[.second] ?? base?.second ?? 0, nanosecond: nanosecond(from: base?.nanosecond))
    }

    /// Refuses a field without the next larger one, whose value nobody could guess.
    private func checkGaps() throws(QueryError) {
        let order: [TemporalField] = [.hour, .minute, .second]
        if !kind.hasDate, numbers[.hour] == nil {
            guard let other = first(of: TemporalField.time) else {
                throw .requiredField("hour", of: kind.rawValue)
            }
            throw .missingField("hour", requiredBy: other.rawValue)
        }
        for (larger, field) in zip(order, order.dropFirst())
        where numbers[field] != nil && numbers[larger] == nil {
            throw .missingField(larger.rawValue, requiredBy: field.rawValue)
        }
        if let fraction = first(of: TemporalField.fractions), numbers[.second] == nil {
            throw .missingField("second", requiredBy: fraction.rawValue)
        }
    }

    /// The fraction of the second.
    ///
    /// Each unit counts from the larger one that is given: with milliseconds there are below 1,000
    /// microseconds.
    func nanosecond(from base: Int?) throws(QueryError) -> Int {
        guard first(of: TemporalField.fractions) != nil else { return base ?? 0 }
        let (milliseconds, microseconds) = (numbers[.millisecond], numbers[.microsecond])
        let nanoseconds = numbers[.nanosecond]
        let nanosecondLimit = microseconds != nil ? 1_000 : milliseconds != nil ? 1_000_000 : 1_000_000_000
        try QueryError.check(milliseconds ?? 0, in: 0...999, of: "millisecond")
        try QueryError.check(
            microseconds ?? 0, in: 0...(milliseconds == nil ? 999_999 : 999), of: "microsecond")
        try QueryError.check(nanoseconds ?? 0, in: 0...(nanosecondLimit - 1), of: "nanosecond")
        return (milliseconds ?? 0) * 1_000_000 + (microseconds ?? 0) * 1_000 + (nanoseconds ?? 0)
    }
}
