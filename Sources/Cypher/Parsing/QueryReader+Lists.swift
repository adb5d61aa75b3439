extension QueryReader {
    /// Reads a list or a comprehension.
    func bracketed() throws(Abandoned) -> Expression {
        let start = position
        let outer = comprehensionEnd
        comprehensionEnd = -1
        let form: Expression.Form
        if peek().isName, peek(2).keyword == .in, !separates(.comma) {
            form = try listComprehension()
        } else if startsPatternComprehension {
            form = try patternComprehension()
        } else {
            advance()
            form = .list(try expressions(upTo: .rightBracket, "`,` or `]`"))
        }
        comprehensionEnd = outer
        return Expression(form, at: range(from: start))
    }

    /// Whether a sign separates parts of what the bracket here opens.
    private func separates(_ sign: Token.Kind) -> Bool {
        let end = brackets.closing[position]
        return end >= 0 && separates(sign, between: position + 1, and: end)
    }

    /// Whether a sign stands between two tokens, outside of brackets.
    ///
    /// - Complexity: O(tokens between them), brackets being skipped in one step.
    func separates(_ sign: Token.Kind, between start: Int, and end: Int) -> Bool {
        var index = start
        while index < end {
            let token = stream.tokens[index]
            if token.kind == sign { return true }
            index = max(index, brackets.closing[index]) + 1
        }
        return false
    }

    private func listComprehension() throws(Abandoned) -> Expression.Form {
        try enter()
        let end = brackets.closing[position]
        advance()
        let variable = try name("a variable")
        try expect(.in)
        let list = try expression(beforeBarOf: end)
        let condition = accept(.where) ? try expression(beforeBarOf: end, isPredicate: true) : nil
        let result = accept(.bar) ? try expression() : nil
        try expect(.rightBracket, "`WHERE`, `|` or `]`")
        leave()
        return .listComprehension(variable: variable, list: list, condition: condition, result: result)
    }

    /// Whether a pattern follows the bracket, and `|` behind it: without, it is a list of truth values.
    private var startsPatternComprehension: Bool {
        let isNamed = peek().isName && peek(2).kind == .equal
        return startsPattern(at: position + (isNamed ? 3 : 1)) && separates(.bar)
    }

    private func patternComprehension() throws(Abandoned) -> Expression.Form {
        try enter()
        let end = brackets.closing[position]
        advance()
        let path = try pathPattern(.match)
        let condition = accept(.where) ? try expression(beforeBarOf: end, isPredicate: true) : nil
        try expect(.bar, "`|` and the result")
        let result = try expression()
        try expect(.rightBracket, "`]`")
        leave()
        return .patternComprehension(path, condition: condition, result: result)
    }
}
