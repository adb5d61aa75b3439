import Cypher

extension QueryError {
    /// An argument of a type that the function does not take.
    static func wrongArgument(
        _ value: QueryValue, number: Int, of function: String, needs type: String
    ) -> QueryError {
        QueryError(
            .type, "InvalidArgumentType", phase: .runtime,
            "Argument \(number) of `\(function)` needs \(type), not \(value.typeName) \(value.excerpt).")
    }

    /// An argument that has the right type and cannot be used.
    static func argumentOutOfRange(
        _ value: QueryValue, of function: String, needs bounds: String
    ) -> QueryError {
        QueryError(
            .argument, "NumberOutOfRange", phase: .runtime,
            "`\(function)` needs \(bounds), not \(value.excerpt).")
    }

    /// A bound of `range` that is no whole number, which openCypher classes apart from other wrong types.
    static func rangeBound(_ value: QueryValue) -> QueryError {
        QueryError(
            .argument, "InvalidArgumentType", phase: .runtime,
            "`range` needs INTEGER, not \(value.typeName) \(value.excerpt).")
    }

    /// A text that is none of the words that the function knows.
    static func unknownWord(_ word: QueryValue, of function: String, known: [String]) -> QueryError {
        let nearest =
            if case .string(let text) = word { Spelling.nearest(to: text, among: known) } else {
                nil as String?
            }
        return QueryError(
            .argument, "InvalidArgumentValue", phase: .runtime,
            "`\(function)` does not know \(word.excerpt); it knows \(known.joined(separator: ", ")).",
            suggestion: nearest.map { "Did you mean '\($0)'?" })
    }

    /// A value of a type that no conversion leads from.
    static func cannotConvert(_ value: QueryValue, with function: String) -> QueryError {
        QueryError(
            .type, "InvalidArgumentValue", phase: .runtime,
            "`\(function)` cannot convert \(value.typeName) \(value.excerpt).",
            suggestion: "`\(function)OrNull` gives null instead.")
    }

    /// A whole number without a positive counterpart in 64 bits.
    static func noMagnitude(of value: QueryValue) -> QueryError {
        QueryError(
            .arithmetic, "IntegerOverflow", phase: .runtime, "abs(\(value.excerpt)) is beyond 64 bits.",
            suggestion: "Compute with floating-point numbers: `toFloat(x)`.")
    }
}
