/// Operators, by the precedence of openCypher: OR, XOR, AND, NOT, comparisons, IN and its like, `+ -`, `* /
/// %`, `^`, signs, and what stands behind an operand.
extension QueryReader {
    /// Reads an expression.
    ///
    /// A predicate is wanted for its truth value, so that it may be a pattern. Pending operators lie on a
    /// stack instead of in frames, so that only brackets cost stack.
    func expression(isPredicate: Bool = false) throws(Abandoned) -> Expression {
        try enter()
        let base = operators.count
        repeat {
            try prefixOperators(above: base)
            try operand(isPattern: atPattern(above: base, isPredicate: isPredicate))
        } while try operatorBehindOperand(above: base)
        leave()
        return try finish(above: base)
    }

    /// Combines what is pending to the expression that was read.
    private func finish(above base: Int) throws(Abandoned) -> Expression {
        while operators.count > base { try combine(above: base) }
        let result = operands.removeLast()
        height = max(height, result.height)
        return result.expression
    }

    /// Reads an expression that the `|` of a comprehension may follow, which ends at a bracket.
    func expression(beforeBarOf end: Int, isPredicate: Bool = false) throws(Abandoned) -> Expression {
        let outer = comprehensionEnd
        comprehensionEnd = end
        let expression = try expression(isPredicate: isPredicate)
        comprehensionEnd = outer
        return expression
    }

    /// Reads expressions between commas up to a closing bracket, the opening one having been read.
    func expressions(
        upTo closing: Token.Kind, _ expected: String, arePredicates: Bool = false
    ) throws(Abandoned) -> [Expression] {
        guard !accept(closing) else { return [] }
        let outer = comprehensionEnd
        comprehensionEnd = -1
        var list: [Expression] = []
        repeat { list.append(try expression(isPredicate: arePredicates)) } while accept(.comma)
        comprehensionEnd = outer
        try expect(closing, expected)
        return list
    }

    /// Whether a pattern stands here; notes whether a truth value is wanted, for it and for a parenthesis.
    private func atPattern(above base: Int, isPredicate: Bool) -> Bool {
        let strength = operators.count > base ? operators.last?.strength : nil
        wantsTruth = strength.map { $0 <= .not } ?? isPredicate
        return at(.leftParenthesis) && strength ?? .or <= .not && startsPattern(at: position)
    }

    /// Reads one operand and puts it on the stack.
    private func operand(isPattern: Bool) throws(Abandoned) {
        if isPattern {
            try patternOperand()
        } else {
            operands.append(try postfixed(takesLabels: true))
        }
    }

    private func patternOperand() throws(Abandoned) {
        let isWanted = wantsTruth
        let (start, outer) = (position, height)
        height = 0
        let pattern = try patternPredicate()
        guard isWanted || at(.and) || at(.or) || at(.xor) else {
            throw abandon(.patternAsValue(at: range(from: start)))
        }
        operands.append(Operand(expression: pattern, height: height + 1))
        height = outer
    }

    /// Moves the operator that stands here to the stack, combining what binds tighter before it.
    private func operatorBehindOperand(above base: Int) throws(Abandoned) -> Bool {
        while at(.is) {
            try combine(above: base, upTo: .predicate, isFlat: false)
            try nullTest()
        }
        guard let (form, strength, length) = operatorHere() else { return false }
        let pending = PendingOperator(form: form, strength: strength, offset: current.range.lowerBound)
        try combine(above: base, upTo: strength, isFlat: pending.isFlat)
        operators.append(pending)
        position += length
        return true
    }

    private func combine(above base: Int, upTo strength: Strength, isFlat: Bool) throws(Abandoned) {
        while operators.count > base, let last = operators.last,
            isFlat ? last.strength > strength : last.strength >= strength
        {
            try combine(above: base)
        }
    }

    /// Makes an expression of the operators on top and their operands.
    private func combine(above base: Int) throws(Abandoned) {
        guard let last = operators.last else { return }
        switch last.form {
        case .prefix(let sign):
            operators.removeLast()
            let operand = operands.removeLast()
            let range = SourceRange(last.offset, operand.expression.range.upperBound)
            try push(Expression(.unary(sign, operand.expression), at: range), above: operand.height)
        case .binary(let sign):
            operators.removeLast()
            let right = operands.removeLast()
            let left = operands.removeLast()
            try push(
                Expression(
                    .binary(sign, left.expression, right.expression),
                    at: left.expression.range.through(right.expression.range)),
                above: max(left.height, right.height))
        case .logical, .comparison: try combineRun(above: base, last.strength)
        }
    }

    /// Makes one expression of a run of operators that bind equally.
    private func combineRun(above base: Int, _ strength: Strength) throws(Abandoned) {
        var first = operators.count
        while first > base, operators[first - 1].strength == strength { first -= 1 }
        // Copies: a slice would make the whole stack be copied when it shrinks.
        let run = Array(operators[first...])
        let parts = Array(operands[(operands.count - run.count - 1)...])
        let expressions = parts.map(\.expression)
        let height = parts.reduce(0) { max($0, $1.height) }
        let form: Expression.Form
        if case .logical(let connective)? = run.first?.form {
            form = .logical(connective, expressions)
        } else {
            form = .comparison(expressions, run.compactMap(\.comparison))
        }
        let range = expressions[0].range.through(expressions[expressions.count - 1].range)
        operands.removeLast(parts.count)
        operators.removeLast(run.count)
        try push(Expression(form, at: range), above: height)
    }

    private func push(_ expression: Expression, above height: Int) throws(Abandoned) {
        guard depth + height < Parser.deepestNesting else {
            throw abandon(.tooDeep(at: expression.range))
        }
        operands.append(Operand(expression: expression, height: height + 1))
    }

    /// Reads `IS NULL` or `IS NOT NULL` behind the operand on top.
    private func nullTest() throws(Abandoned) {
        advance()
        let isNegated = accept(.not)
        guard accept(.null) else {
            throw unexpected(isNegated ? "`NULL`" : "`NULL` or `NOT NULL`", candidates: ["NULL"])
        }
        let operand = operands.removeLast()
        let range = operand.expression.range.through(token(position - 1).range)
        try push(
            Expression(.isNull(operand.expression, isNegated: isNegated), at: range), above: operand.height)
    }
}

extension PendingOperator {
    fileprivate var comparison: ComparisonOperator? {
        if case .comparison(let sign) = form { sign } else { nil }
    }
}
