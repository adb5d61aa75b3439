extension QueryReader {
    /// Reads an operand with the keys, indexes and labels behind it.
    mutating func postfixed(takesLabels: Bool) throws(Abandoned) -> Operand {
        let outer = height
        height = 0
        let start = position
        var subject = try primary()
        try grow()
        while true {
            switch kind {
            case .dot: subject = try property(of: subject, from: start)
            case .leftBracket: subject = try subscripted(subject, from: start)
            case .colon where takesLabels && atLabelBehindColon:
                let labels = try labels(inPattern: false)
                subject = Expression(.hasLabels(subject, labels), at: range(from: start))
            default:
                let operand = Operand(expression: subject, height: height)
                height = outer
                return operand
            }
            try grow()
        }
    }

    private mutating func property(of subject: Expression, from start: Int) throws(Abandoned) -> Expression {
        advance()
        let key = try name("a property key")
        return Expression(.property(subject, key: key), at: range(from: start))
    }

    /// Reads `[index]` or `[from..to]`.
    private mutating func subscripted(_ subject: Expression, from start: Int) throws(Abandoned) -> Expression
    {
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
        return Expression(form, at: range(from: start))
    }

    /// Reads a constant, a variable, or what has brackets or words of its own.
    private mutating func primary() throws(Abandoned) -> Expression {
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

    private mutating func parenthesized() throws(Abandoned) -> Expression {
        let isPredicate = wantsTruth
        let outer = comprehensionEnd
        comprehensionEnd = -1
        let start = position
        advance()
        var inner = try expression(isPredicate: isPredicate)
        comprehensionEnd = outer
        try expect(.rightParenthesis, "`)` or an operator")
        inner.range = range(from: start)
        inner.isParenthesized = true
        return inner
    }

    mutating func parameter() -> Expression {
        let expression = Expression(.parameter(spelling(current)), at: current.range)
        advance()
        return expression
    }

    /// Reads what begins with a name.
    private mutating func word() throws(Abandoned) -> Expression {
        if let keyword, let special = try special(keyword) { return special }
        guard isVariableHere else { throw expectedExpression() }
        if startsCall { return try functionCall() }
        if let constant = floatingConstant() { return constant }
        let variable = Expression(.variable(spelling(current)), at: current.range)
        advance()
        return at(.leftBrace) ? try mapProjection(of: variable) : variable
    }

    /// Reads what a keyword begins, if it begins something here.
    private mutating func special(_ keyword: Keyword) throws(Abandoned) -> Expression? {
        let next = peek().kind
        switch keyword {
        case .true, .false, .null: return truth(keyword)
        case .case: return try conditional()
        case .exists where next == .leftBrace: return try subquery(.exists)
        case .count where next == .leftBrace && peek(2).kind != .dot: return try subquery(.count)
        case .collect where next == .leftBrace && peek(2).kind != .dot: return try subquery(.collect)
        case .count where next == .leftParenthesis && peek(2).kind == .star: return try countAll()
        case .shortestPath where next == .leftParenthesis, .allShortestPaths where next == .leftParenthesis:
            let path = try pathPattern(.match)
            return Expression(.pattern(path), at: path.range)
        case .all, .any, .none, .single, .filter, .extract:
            guard next == .leftParenthesis, peek(2).isName, peek(3).keyword == .in else { return nil }
            return try iteration(keyword)
        case .reduce where next == .leftParenthesis && peek(2).isName && peek(3).kind == .equal:
            return try reduce()
        default: return nil
        }
    }
}
