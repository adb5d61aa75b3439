extension QueryReader {
    /// Whether a function's name and a parenthesis stand here.
    var startsCall: Bool {
        var index = position
        while token(index).isName, token(index + 1).kind == .dot { index += 2 }
        return token(index).isName && token(index + 1).kind == .leftParenthesis
    }

    func functionCall() throws(Abandoned) -> Expression {
        let start = position
        let takesPredicate = at(.exists)
        let name = try qualifiedName("the name of a function")
        advance()
        let isDistinct = accept(.distinct)
        let arguments = try expressions(
            upTo: .rightParenthesis, "`,` or `)`", arePredicates: takesPredicate)
        let call = FunctionCall(name: name, isDistinct: isDistinct, arguments: arguments)
        return Expression(.call(call), at: range(from: start))
    }

    /// Reads `count(*)`.
    func countAll() throws(Abandoned) -> Expression {
        let start = position
        position += 3
        try expect(.rightParenthesis, "`)`")
        return Expression(.countAll, at: range(from: start))
    }

    /// Reads `all(x IN list WHERE p)` and its like; also `filter` and `extract`, which are comprehensions.
    func iteration() throws(Abandoned) -> Expression {
        try enter()
        let start = position
        let keyword = keyword
        advance()
        let end = brackets.closing[position]
        advance()
        let variable = try name("a variable")
        try expect(.in)
        let list = try expression(beforeBarOf: end)
        let condition = accept(.where) ? try expression(beforeBarOf: end, isPredicate: true) : nil
        let result = keyword == .extract && accept(.bar) ? try expression(beforeBarOf: -1) : nil
        try expect(.rightParenthesis, condition == nil ? "`WHERE` or `)`" : "`)`")
        leave()
        let form: Expression.Form
        if let quantifier = keyword.flatMap(Quantifier.init) {
            form = .quantifier(quantifier, variable: variable, list: list, condition: condition)
        } else {
            form = .listComprehension(variable: variable, list: list, condition: condition, result: result)
        }
        return Expression(form, at: range(from: start))
    }

    /// Reads `reduce(sum = 0, x IN list | sum + x)`.
    func reduce() throws(Abandoned) -> Expression {
        try enter()
        let start = position
        advance()
        let end = brackets.closing[position]
        advance()
        let accumulator = try name("a variable")
        advance()
        let initial = try expression(beforeBarOf: -1)
        try expect(.comma, "`,` and `x IN list`")
        let variable = try name("a variable")
        try expect(.in)
        let list = try expression(beforeBarOf: end)
        try expect(.bar, "`|` and the next value")
        let result = try expression(beforeBarOf: -1)
        try expect(.rightParenthesis, "`)`")
        leave()
        let form = Expression.Form.reduce(
            accumulator: accumulator, initial: initial, variable: variable, list: list, result: result)
        return Expression(form, at: range(from: start))
    }

    /// Reads CASE with its branches.
    func conditional() throws(Abandoned) -> Expression {
        try enter()
        let start = position
        let outer = comprehensionEnd
        comprehensionEnd = -1
        advance()
        let operand = at(.when) ? nil : try expression()
        var alternatives: [Alternative] = []
        repeat {
            try expect(.when)
            let condition = try expression(isPredicate: operand == nil)
            try expect(.then)
            alternatives.append(Alternative(condition: condition, result: try expression()))
        } while at(.when)
        let otherwise = accept(.else) ? try expression() : nil
        comprehensionEnd = outer
        try expect(.end)
        leave()
        return Expression(
            .conditional(operand: operand, alternatives, otherwise: otherwise), at: range(from: start))
    }
}

extension Quantifier {
    /// The quantifier that a keyword names, if it names one.
    fileprivate init?(_ keyword: Keyword) {
        switch keyword {
        case .all: self = .all
        case .any: self = .any
        case .none: self = .none
        case .single: self = .single
        default: return nil
        }
    }
}
