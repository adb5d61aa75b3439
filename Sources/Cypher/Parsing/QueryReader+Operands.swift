extension QueryReader {
    /// Reads an operand with the keys, indexes and labels behind it.
    func postfixed(takesLabels: Bool) throws(Abandoned) -> Operand {
        let (start, outer) = (position, height)
        height = 0
        let first = try primary()
        return try postfixed(first, from: start, takesLabels: takesLabels, above: outer)
    }

    /// Reads what stands behind an operand that has been read, and restores the height of what is around it.
    private func postfixed(
        _ first: Expression, from start: Int, takesLabels: Bool, above outer: Int
    ) throws(Abandoned) -> Operand {
        var subject = first
        try grow()
        while try postfix(of: &subject, from: start, takesLabels: takesLabels) { try grow() }
        let operand = Operand(expression: subject, height: height)
        height = outer
        return operand
    }

    private func postfix(
        of subject: inout Expression, from start: Int, takesLabels: Bool
    ) throws(Abandoned) -> Bool {
        switch kind {
        case .dot: subject = try property(of: subject, from: start)
        case .leftBracket: subject = try subscripted(subject, from: start)
        case .colon where takesLabels && atLabelBehindColon:
            let labels = try labels(inPattern: false)
            subject = Expression(.hasLabels(subject, labels), at: range(from: start))
        default: return false
        }
        return true
    }

    private func property(of subject: Expression, from start: Int) throws(Abandoned) -> Expression {
        advance()
        let key = try name("a property key")
        return Expression(.property(subject, key: key), at: range(from: start))
    }

    /// Reads `[index]` or `[from..to]`.
    private func subscripted(_ subject: Expression, from start: Int) throws(Abandoned) -> Expression {
        try enter()
        let outer = comprehensionEnd
        comprehensionEnd = -1
        advance()
        let lower = at(.dots) ? nil : try expression()
        let form: Expression.Form
        if accept(.dots) {
            let upper = at(.rightBracket) ? nil : try expression()
            form = .slice(of: subject, from: lower, to: upper)
        } else if let lower {
            form = .element(of: subject, at: lower)
        } else {
            throw unexpected("an index")
        }
        comprehensionEnd = outer
        try expect(.rightBracket, "`]`")
        leave()
        return Expression(form, at: range(from: start))
    }

    /// Reads a constant, a variable, or what has brackets or words of its own.
    private func primary() throws(Abandoned) -> Expression {
        switch kind {
        case .leftParenthesis: return try parenthesized()
        case .leftBracket: return try bracketed()
        case .leftBrace: return try map()
        case .name, .quotedName: return try word()
        case .parameter: return parameter()
        case .string, .integer, .float, .dash: return try constant()
        default: throw expectedExpression()
        }
    }

    private func parenthesized() throws(Abandoned) -> Expression {
        let isPredicate = wantsTruth
        let outer = comprehensionEnd
        comprehensionEnd = -1
        let start = position
        advance()
        let inner = try expression(isPredicate: isPredicate)
        comprehensionEnd = outer
        try expect(.rightParenthesis, "`)` or an operator")
        return Expression(inner.form, at: range(from: start), isParenthesized: true)
    }

    func parameter() -> Expression {
        let expression = Expression(.parameter(spelling(current)), at: current.range)
        advance()
        return expression
    }

    /// Reads what begins with a name.
    private func word() throws(Abandoned) -> Expression {
        switch keyword.flatMap(construct) {
        case .truth: return truth()
        case .conditional: return try conditional()
        case .subquery(let form): return try subquery(form)
        case .countAll: return try countAll()
        case .shortestPath: return try shortestPath()
        case .iteration: return try iteration()
        case .reduce: return try reduce()
        case nil: break
        }
        guard isVariableHere else { throw expectedExpression() }
        if startsCall { return try functionCall() }
        return at(.quotedName) || !atFloatingConstant ? try variable() : floatingConstant()
    }

    private func variable() throws(Abandoned) -> Expression {
        let variable = Expression(.variable(spelling(current)), at: current.range)
        advance()
        return at(.leftBrace) ? try mapProjection(of: variable) : variable
    }

    /// What a keyword can begin that is no name.
    private enum Construct {
        case truth, conditional, countAll, shortestPath, iteration, reduce
        case subquery(SubqueryForm)
    }

    /// What the keyword here begins, if it begins something.
    private func construct(_ keyword: Keyword) -> Construct? {
        let isCall = peek().kind == .leftParenthesis
        let isBraced = peek().kind == .leftBrace
        let isProjection = peek(2).kind == .dot
        switch keyword {
        case .true, .false, .null: return .truth
        case .case: return .conditional
        case .exists where isBraced: return .subquery(.exists)
        case .count where isBraced && !isProjection: return .subquery(.count)
        case .collect where isBraced && !isProjection: return .subquery(.collect)
        case .count where isCall && peek(2).kind == .star: return .countAll
        case .shortestPath where isCall, .allShortestPaths where isCall: return .shortestPath
        case .all, .any, .none, .single, .filter, .extract:
            return isCall && peek(2).isName && peek(3).keyword == .in ? .iteration : nil
        case .reduce where isCall && peek(2).isName && peek(3).kind == .equal: return .reduce
        default: return nil
        }
    }
}
