extension ScriptReader {
    /// Reads labels combined by `&`, `|` and `?`; `?` binds tightest, then `&`, then `|`.
    mutating func labelExpression(depth: Int) throws(Abandoned) -> LabelExpression {
        var alternatives = [try labelConjunction(depth: depth)]
        while accept(.bar) { alternatives.append(try labelConjunction(depth: depth)) }
        return alternatives.count == 1 ? alternatives[0] : .any(alternatives)
    }

    private mutating func labelConjunction(depth: Int) throws(Abandoned) -> LabelExpression {
        var parts = [try optionalLabel(depth: depth)]
        while accept(.ampersand) { parts.append(try optionalLabel(depth: depth)) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func optionalLabel(depth: Int) throws(Abandoned) -> LabelExpression {
        let start = position
        let label = try primaryLabel(depth: depth)
        guard accept(.question) else { return label }
        // `a??` means `a?`. Keeping one mark keeps the tree shallow, however many are written.
        while accept(.question) {}
        return .optional(label, range: range(from: start))
    }

    private mutating func primaryLabel(depth: Int) throws(Abandoned) -> LabelExpression {
        let start = position
        switch current.kind {
        case .at:
            advance()
            let name = try name("the name of a type behind `@`")
            return .typeReference(name, range: range(from: start))
        case .leftParenthesis, .leftBracket:
            let depth = try deeper(than: depth)
            let isRound = at(.leftParenthesis)
            advance()
            let inner = try labelExpression(depth: depth)
            try expect(isRound ? .rightParenthesis : .rightBracket, "`&`, `|` or \(isRound ? "`)`" : "`]`")")
            return .group(inner, bracket: isRound ? .round : .square, range: range(from: start))
        default:
            return .name(try name("a label or the name of a type"))
        }
    }
}
