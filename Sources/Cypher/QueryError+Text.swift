/// What can be wrong with the text of a query.
extension QueryError {
    private static func text(
        _ detail: String, _ message: String, at range: SourceRange, _ suggestion: String? = nil
    ) -> QueryError {
        QueryError(.syntax, detail, phase: .compileTime, message, at: range, suggestion: suggestion)
    }

    private static func syntax(
        _ message: String, at range: SourceRange, _ suggestion: String? = nil
    ) -> QueryError {
        text("UnexpectedSyntax", message, at: range, suggestion)
    }

    // Signs and constants.

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
            "Integers reach from -9223372036854775808 to 9223372036854775807; write `.0` behind it for a float."
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

    // Structure.

    static func unexpected(
        _ found: String, expected: String, at range: SourceRange, suggestion: String?
    ) -> QueryError {
        syntax("Expected \(expected), found \(found).", at: range, suggestion)
    }

    static func notExpected(_ found: String, at range: SourceRange, suggestion: String?) -> QueryError {
        syntax("Did not expect \(found) here.", at: range, suggestion)
    }

    static func emptyQuery(at range: SourceRange) -> QueryError {
        syntax("There is no query here.", at: range, "A query is, for example, `MATCH (n) RETURN n`.")
    }

    static func severalStatements(at range: SourceRange) -> QueryError {
        syntax("Another statement follows the semicolon.", at: range, "Send one statement at a time.")
    }

    static func mixedUnions(at range: SourceRange) -> QueryError {
        text(
            "InvalidClauseComposition", "UNION and UNION ALL stand in one query.", at: range,
            "Use one of them throughout.")
    }

    static func updateInExpression(_ clause: String, at range: SourceRange) -> QueryError {
        text(
            "InvalidClauseComposition",
            "\(clause.uppercased()) stands in a subquery of an expression, which can only read.", at: range,
            "Write in a clause of its own, or in `CALL { ... }`.")
    }

    static func readInForEach(_ found: String, at range: SourceRange) -> QueryError {
        syntax(
            "FOREACH can only write; `\(found)` is no clause that does.", at: range,
            "Use CREATE, MERGE, SET, REMOVE, DELETE or FOREACH.")
    }

    static func yieldAllInQuery(_ procedure: Name, at range: SourceRange) -> QueryError {
        syntax(
            "`YIELD *` stands in a query of several clauses.", at: range,
            "Name the columns of `\(procedure.text)` that are used.")
    }

    static func notSettable(at range: SourceRange) -> QueryError {
        syntax(
            "This can be neither set nor removed.", at: range,
            "Name a property, `n.key`, or labels, `n:Label`.")
    }

    static func tooDeep(at range: SourceRange) -> QueryError {
        QueryError(
            .resource, "QueryTooDeep", phase: .compileTime,
            "The nesting is too deep here: \(Parser.deepestNesting) levels are the limit.", at: range,
            suggestion: "Pass long lists as parameters, and use lists instead of long sums.")
    }

    // Expressions.

    static func patternAsValue(at range: SourceRange) -> QueryError {
        syntax(
            "A pattern stands where a value is wanted.", at: range,
            "Write `EXISTS { ... }` for whether it occurs, `COUNT { ... }` for how often.")
    }

    static func notWithinOperator(at range: SourceRange) -> QueryError {
        syntax("NOT binds weaker than the operator before it.", at: range, "Put `NOT ...` in parentheses.")
    }

    static func keyExpected(_ found: String, at range: SourceRange) -> QueryError {
        syntax(
            "Expected a key, found \(found).", at: range,
            "A map is written `{key: value}`, its keys without quotes.")
    }

    // Patterns.

    static func parameterAsProperties(_ parameter: String, at range: SourceRange) -> QueryError {
        text(
            "InvalidParameterUse", "`\(parameter)` cannot be the properties of what is matched.", at: range,
            "Write a map, `{key: \(parameter).key}`: only then is it known which keys are compared.")
    }

    static func shortArrow(_ found: String, pointsLeft: Bool, at range: SourceRange) -> QueryError {
        syntax(
            "Expected `-` or `[`, found \(found).", at: range,
            "Relationships are written `-->`, `<--` or `--`.")
    }

    static func missingRelationship(at range: SourceRange) -> QueryError {
        syntax(
            "No relationship stands between two nodes.", at: range, "Write `-->` between them, or a comma.")
    }

    static func repeatedPathWritten(at range: SourceRange) -> QueryError {
        syntax("A repeated path can be matched, not written.", at: range, "Write out each relationship.")
    }

    static func severalShortest(at range: SourceRange) -> QueryError {
        syntax(
            "Only one shortest path can be asked for.", at: range,
            "Write `SHORTEST 1`, `ANY SHORTEST` or `ALL SHORTEST`.")
    }

    static func lengthWithoutStar(at range: SourceRange) -> QueryError {
        text(
            "InvalidRelationshipPattern", "The star before the length is missing.", at: range,
            "Write `*1..3`.")
    }

    static func negativeLength(at range: SourceRange) -> QueryError {
        text("InvalidRelationshipPattern", "A path has no negative length.", at: range, "Write `*1..3`.")
    }

    static func twoLengths(at range: SourceRange) -> QueryError {
        text(
            "InvalidRelationshipPattern", "The length stands both within and behind the arrow.", at: range,
            "Leave out one of them.")
    }
}
