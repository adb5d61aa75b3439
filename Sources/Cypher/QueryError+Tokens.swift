/// What can be wrong with the constants and signs of a query.
extension QueryError {
    static func unclosed(_ thing: String, at range: SourceRange, by sign: String) -> QueryError {
        syntax("This \(thing) is never closed.", at: range, "Close it with `\(sign)`.")
    }

    static func unknownCharacter(_ scalar: Unicode.Scalar, at range: SourceRange) -> QueryError {
        let code = String(scalar.value, radix: 16, uppercase: true)
        let isVisible: Bool =
            switch scalar.properties.generalCategory {
            case .control, .format, .unassigned, .privateUse: false
            default: true
            }
        let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
        let suggestion: String? =
            switch scalar {
            case "\u{2018}"..."\u{201F}": "Strings stand in straight quotes: `'` or `\"`."
            case "#": "Comments start with `//`."
            case "?": "Parameters are written `$name`."
            case "~": "Undirected relationships are written `--`, regular expressions `=~`."
            default: nil
            }
        return syntax(
            "Did not expect \(isVisible ? "`\(scalar)`" : "the character U+\(padded)") here.", at: range,
            suggestion)
    }

    static func typographicSign(_ sign: String, at range: SourceRange) -> QueryError {
        text(
            "InvalidUnicodeCharacter", "`\(sign)` is no operator, though it looks like one.", at: range,
            "Write the sign of the keyboard: `-`, `<` or `>`.")
    }

    static func invalidNumber(_ number: String, at range: SourceRange, system: String? = nil) -> QueryError {
        let what = system.map { "a \($0) number" } ?? "a number"
        return text(
            "InvalidNumberLiteral", "`\(number)` is not \(what).", at: range,
            system == nil
                ? "If it is a name, put it in back-quotes: names do not start with a digit." : nil)
    }

    static func leadingZero(_ number: String, at range: SourceRange) -> QueryError {
        text(
            "InvalidNumberLiteral", "`\(number)` starts with a zero.", at: range,
            "Leave out the zero, or write `0o` before an octal number.")
    }

    static func integerOverflow(_ number: String, at range: SourceRange) -> QueryError {
        text(
            "IntegerOverflow", "`\(number)` does not fit into 64 bits.", at: range,
            "Write `.0` behind it for a float, or pass it as text."
        )
    }

    static func floatOverflow(_ number: String, at range: SourceRange) -> QueryError {
        text("FloatingPointOverflow", "`\(number)` is larger than any floating-point number.", at: range)
    }

    static func invalidUnicodeEscape(at range: SourceRange) -> QueryError {
        text(
            "InvalidUnicodeLiteral", "This escape names no character.", at: range,
            "Write `\\u` and four hexadecimal digits, or `\\U` and eight.")
    }

    static func unknownEscape(_ escape: String, at range: SourceRange) -> QueryError {
        syntax("`\(escape)` is no escape.", at: range, "A backslash itself is written twice: `\\\\`.")
    }

    static func namelessParameter(at range: SourceRange) -> QueryError {
        syntax("A parameter has no name here.", at: range, "Write `$name`.")
    }
}
