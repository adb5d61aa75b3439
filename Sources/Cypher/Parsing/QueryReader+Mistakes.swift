import PGSchema

/// What is said about a token that the grammar does not expect.
extension QueryReader {
    /// How the token here is named in an error.
    var found: String {
        guard !at(.endOfText) else { return "the end of the query" }
        let whole = text(current)
        return whole.unicodeScalars.count > 40 ? "`\(String(whole.prefix(37)))...`" : "`\(whole)`"
    }

    /// Notes that something else was expected here.
    ///
    /// The candidates are words that could stand here, one of which may be misspelt.
    func unexpected(_ expected: String, candidates: [String] = []) -> Abandoned {
        if let error = lexicalError { return abandon(error) }
        return abandon(
            .unexpected(
                found, expected: expected, at: current.range,
                suggestion: suggestionForHabit() ?? nearest(among: candidates)))
    }

    /// Notes that an expression was expected here.
    func expectedExpression() -> Abandoned { unexpected("an expression") }

    /// Notes that the token here neither continues a clause nor starts one.
    func unexpectedAfterClause() -> Abandoned {
        if let error = lexicalError { return abandon(error) }
        let isFirst = position == 0 || token(position - 1).kind == .leftBrace
        guard !isFirst, !at(.endOfText) else {
            return unexpected("a clause such as `MATCH` or `RETURN`", candidates: Keyword.clauseWords)
        }
        return abandon(
            .notExpected(
                found, at: current.range,
                suggestion: suggestionForHabit()
                    ?? nearest(among: Keyword.clauseWords + Keyword.operatorWords)))
    }

    /// What is wrong with the token here by itself.
    private var lexicalError: QueryError? {
        if at(.broken) { return stream.error }
        return current.isTypographic ? .typographicSign(text(current), at: current.range) : nil
    }

    private func nearest(among candidates: [String]) -> String? {
        guard kind == .name, current.range.upperBound - current.range.lowerBound > 1,
            keyword == nil || !candidates.contains(text(current).uppercased()),
            let word = Spelling.nearest(to: text(current).uppercased(), among: candidates)
        else { return nil }
        return "Did you mean `\(word)`?"
    }

    /// The way of Cypher for what other languages write here.
    private func suggestionForHabit() -> String? {
        let before = position > 0 ? token(position - 1) : nil
        let touches = before?.range.upperBound == current.range.lowerBound
        switch (before?.kind, kind) {
        case (.equal, .equal) where touches: return "Write `=`: equality has one sign."
        case (_, .exclamation) where peek().kind == .equal: return "Write `<>` for what is not equal."
        case (_, .exclamation): return "Write `NOT` before a condition."
        case (.ampersand, .ampersand), (_, .ampersand): return "Write `AND` between conditions."
        case (.bars, _) where touches, (_, .bars): return "Write `OR` between conditions, `+` between texts."
        case (_, .name): return Self.foreignWords[text(current).uppercased()]
        default: return nil
        }
    }

    private static let foreignWords = [
        "SELECT": "Cypher reads with `MATCH (n) RETURN n.key`.",
        "FROM": "Cypher has no tables: what is read stands in `MATCH (n:Label)`.",
        "GROUP": "Leave it out: Cypher groups by the items of RETURN that aggregate nothing.",
        "HAVING": "Aggregate in WITH and filter behind it: `WITH n, count(*) AS c WHERE c > 1`.",
        "JOIN": "Connected nodes are matched by a pattern: `MATCH (a)-->(b)`.",
        "INSERT": "Write `CREATE (n:Label {key: value})`.",
        "UPDATE": "Write `MATCH (n) SET n.key = value`.",
        "BETWEEN": "Write `low <= x <= high`.",
        "LIKE": "Write `STARTS WITH`, `ENDS WITH`, `CONTAINS` or `=~` with a regular expression.",
        "ISNULL": "Write `IS NULL`.",
        "LOAD": "Files are read by `espalier import`.",
    ]
}

extension Keyword {
    /// The words that begin a clause or a part of one, as they are written.
    fileprivate static let clauseWords =
        clauseStarts.map(\.rawValue) + [
            "WHERE", "ORDER", "SKIP", "LIMIT", "UNION", "YIELD", "EXPLAIN", "PROFILE",
        ]
    /// The words that continue an expression or follow one.
    fileprivate static let operatorWords = [
        "AND", "OR", "XOR", "IN", "IS", "STARTS", "ENDS", "CONTAINS", "AS", "ASCENDING", "DESCENDING",
    ]
}
