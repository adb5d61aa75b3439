extension ScriptReader {
    /// Reads a condition; NOT binds tightest, then AND, then OR.
    mutating func predicate(depth: Int) throws(Abandoned) -> Predicate {
        var alternatives = [try predicateConjunction(depth: depth)]
        while accept(.or) { alternatives.append(try predicateConjunction(depth: depth)) }
        return alternatives.count == 1 ? alternatives[0] : .any(alternatives)
    }

    private mutating func predicateConjunction(depth: Int) throws(Abandoned) -> Predicate {
        var parts = [try negation(depth: depth)]
        while accept(.and) { parts.append(try negation(depth: depth)) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func negation(depth: Int) throws(Abandoned) -> Predicate {
        let start = position
        // `not.x` is a property of a variable of that name.
        if at(.not), peek().kind != .dot {
            let depth = try deeper(than: depth)
            advance()
            let inner = try negation(depth: depth)
            return .not(inner, range: range(from: start))
        }
        guard at(.leftParenthesis) else { return try comparison() }
        let depth = try deeper(than: depth)
        advance()
        let inner = try predicate(depth: depth)
        try expect(.rightParenthesis, "AND, OR or `)`")
        if comparisonHere != nil || at(.is) || at(.in) {
            throw failure(
                expecting: "AND, OR or the end of the condition",
                suggestion: "Parentheses go around whole comparisons: leave these out.")
        }
        return .group(inner, range: range(from: start))
    }

    private mutating func comparison() throws(Abandoned) -> Predicate {
        let start = position
        let left = try operand()
        if let comparison = comparisonHere {
            advance()
            if comparison == .equal, at(.equal), touch(position - 1) {
                report("Equality is written `=`.", at: range(from: position - 1).through(current.range))
                advance()
            }
            let right = try operand()
            if comparisonHere != nil {
                throw failure(
                    expecting: "AND, OR or the end of the condition",
                    suggestion: "Comparisons do not chain: write `a < b AND b < c`.")
            }
            try rejectForeignOperator()
            return .comparison(left, comparison, right)
        }
        if accept(.is) {
            let negated = accept(.not)
            guard accept(.null) else { throw failure(expecting: negated ? "NULL" : "NULL or NOT NULL") }
            return .isNull(left, negated: negated, range: range(from: start))
        }
        let negated = at(.not) && peek().keyword == .in
        if negated { advance() }
        if accept(.in) {
            return .isIn(left, try choices(), negated: negated, range: range(from: start))
        }
        try rejectForeignOperator()
        return .operand(left)
    }

    private var comparisonHere: Predicate.Comparison? {
        switch current.kind {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        default: nil
        }
    }

    /// Reads the list behind IN, in brackets or, as in SQL, in parentheses.
    private mutating func choices() throws(Abandoned) -> [Operand] {
        let isSquare = at(.leftBracket)
        guard accept(.leftBracket) || accept(.leftParenthesis) else {
            throw failure(expecting: "`[` and the values", suggestion: "Write `IN ['a', 'b']`.")
        }
        let close = isSquare ? Token.Kind.rightBracket : .rightParenthesis
        guard !accept(close) else { return [] }
        var choices: [Operand] = []
        repeat { choices.append(try operand()) } while accept(.comma)
        try expect(close, isSquare ? "`,` or `]`" : "`,` or `)`")
        return choices
    }

    private mutating func operand() throws(Abandoned) -> Operand {
        if startsConstant { return .literal(try literal()) }
        guard current.isName else {
            let suggestion: String? = at(.dot) && peek().kind == .integer ? "Write `0.\(text(peek()))`." : nil
            throw failure(expecting: "a variable, a property or a constant", suggestion: suggestion)
        }
        let output = try output("a variable, a property or a constant")
        if at(.leftParenthesis), touch(position - 1) {
            throw failure(
                "Conditions have no functions.", at: output.range,
                suggestion: "Compare properties and constants only.")
        }
        return .output(output)
    }

    /// Whether a constant stands here rather than a variable: `date.x` is a property, `DATE '...'` a constant.
    private var startsConstant: Bool {
        switch current.kind {
        case .string, .integer, .decimal, .dash: true
        case .name:
            switch current.keyword {
            case .true, .false, .null: peek().kind != .dot
            default: peek().kind == .string || peek().kind == .name && peek(2).kind == .string && isZoneWord
            }
        default: false
        }
    }

    private var isZoneWord: Bool {
        let word = text(current).uppercased()
        return word == "LOCAL" || word == "ZONED"
    }
}
