import PropertyGraph

/// The types that can stand before a string, each with an example of such a string.
let temporalExamples = [
    "DATE": "2021-03-05"
]

/// The value of a constant such as `DATE '2021-03-05'`, the type in capitals; nil if the text is not one.
func temporalLiteral(_ type: String, _ text: String) -> Value? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard type == "DATE", parts.count == 3, let year = Int32(parts[0]), let month = Int32(parts[1]),
        let day = Int32(parts[2])
    else { return nil }
    let shifted = (month + 9) % 12
    let from = year - (month < 3 ? 1 : 0)
    let era = (from >= 0 ? from : from - 399) / 400
    let yearOfEra = from - era * 400
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + (153 * shifted + 2) / 5 + day - 1
    return .date(CalendarDate(days: era * 146_097 + dayOfEra - 719_468))
}
