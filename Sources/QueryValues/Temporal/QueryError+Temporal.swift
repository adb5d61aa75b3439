import Cypher
import PropertyGraph

/// What can be wrong with dates, times and durations.
extension QueryError {
    private static func value(_ message: String, suggestion: String? = nil) -> QueryError {
        QueryError(.argument, "InvalidArgumentValue", phase: .runtime, message, suggestion: suggestion)
    }

    private static func type(_ message: String, suggestion: String? = nil) -> QueryError {
        QueryError(.type, "InvalidArgumentType", phase: .runtime, message, suggestion: suggestion)
    }

    /// Refuses a number outside its range.
    static func check(_ number: Int, in range: ClosedRange<Int>, of field: String) throws(QueryError) {
        guard !range.contains(number) else { return }
        throw value("`\(field)` is \(number), but must be from \(range.lowerBound) to \(range.upperBound).")
    }

    static func dateOutOfRange() -> QueryError {
        QueryError(
            .arithmetic, "NumberOutOfRange", phase: .runtime,
            "The date would lie outside the years -999999999 to 999999999.")
    }

    static func durationOutOfRange() -> QueryError {
        QueryError(
            .arithmetic, "NumberOutOfRange", phase: .runtime,
            "The duration would be longer than 64 bits can count.")
    }

    static func componentOutOfRange() -> QueryError {
        QueryError(
            .arithmetic, "NumberOutOfRange", phase: .runtime,
            "The value has more of this unit than 64 bits can count.",
            suggestion: "Ask for a larger unit.")
    }

    static func durationDividedByZero() -> QueryError {
        QueryError(.arithmetic, "DivisionByZero", phase: .runtime, "A duration cannot be divided by zero.")
    }

    static func noSuchDate(year: Int, month: Int, day: Int) -> QueryError {
        noSuchPart(
            "day \(day)", of: "month \(month) of the year \(year)",
            because: "it has \(CalendarDay.length(ofMonth: month, year: year)) days")
    }

    static func noSuchPart(_ part: String, of whole: String, because reason: String) -> QueryError {
        value("There is no \(part) in \(whole): \(reason).")
    }

    static func unknownZone(_ name: String, known: [String]) -> QueryError {
        value(
            "There is no time zone `\(name.prefix(100))`.",
            suggestion: Spelling.nearest(to: name, among: known).map { "Did you mean `\($0)`?" }
                ?? "Write an offset such as '+01:00' or a name such as 'Europe/Stockholm'.")
    }

    static func offsetOutsideZone(_ offset: Int32, zone: String) -> QueryError {
        value(
            "The clocks of `\(zone)` are not at \(TemporalText.text(ofOffset: offset)) then.",
            suggestion: "Leave the offset out, and the zone gives it.")
    }

    static func unreadable(_ text: String, as kind: String, such example: String) -> QueryError {
        value("'\(text.prefix(100))' is not a \(kind).", suggestion: "Write it such as '\(example)'.")
    }

    static func unknownField(_ key: String, of function: String, known: [String]) -> QueryError {
        value(
            "\(function)() has no field `\(key.prefix(100))`.",
            suggestion: Spelling.nearest(to: key, among: known).map { "Did you mean `\($0)`?" })
    }

    static func noFields(of function: String) -> QueryError {
        value("\(function)() was given an empty map.", suggestion: "Name at least one field, or give no map.")
    }

    static func missingField(_ field: String, requiredBy other: String) -> QueryError {
        value(
            "`\(other)` is given without `\(field)`.",
            suggestion: "Give `\(field)` too, or a value to take it from.")
    }

    static func requiredField(_ field: String, of function: String) -> QueryError {
        value("\(function)() needs `\(field)`, or a value to take it from.")
    }

    static func zoneWithoutUse(of function: String) -> QueryError {
        value(
            "\(function)() makes a value without a time zone, but `timezone` is given.",
            suggestion: "Give `timezone` alone for the current moment there, or use time() or datetime().")
    }

    static func conflictingFields(_ left: String, _ right: String) -> QueryError {
        value("`\(left)` and `\(right)` cannot be given together.", suggestion: "Leave one of them out.")
    }

    static func fieldType(_ field: String, wants expected: String) -> QueryError {
        type("`\(field)` must be \(expected).")
    }

    static func temporalArgument(of function: String, wants expected: String) -> QueryError {
        type("\(function)() takes \(expected).")
    }

    static func withoutPart(_ part: String, of kind: String) -> QueryError {
        type("A \(kind) needs a \(part), and the value it is made of has none.")
    }

    static func unknownUnit(_ unit: String, of function: String, known: [String]) -> QueryError {
        value(
            "\(function) knows no unit '\(unit.prefix(100))'.",
            suggestion: Spelling.nearest(to: unit, among: known).map { "Did you mean '\($0)'?" }
                ?? "It knows \(known.joined(separator: ", ")).")
    }

    static func nothingToTruncate(_ unit: String) -> QueryError {
        type("A value without a time of day cannot be truncated to the \(unit).")
    }
}
