extension QueryReader {
    /// Moves NOT and the signs of numbers that stand here to the stack.
    ///
    /// A minus before a number is left to it: -9223372036854775808 has no positive counterpart.
    func prefixOperators(above base: Int) throws(Abandoned) {
        var count = 0
        while let (sign, strength) = prefixHere(), !atNegativeNumber {
            if current.isTypographic { throw abandon(.typographicSign(text(current), at: current.range)) }
            if strength == .not, operators.count > base, let last = operators.last, last.strength > .not {
                throw abandon(.notWithinOperator(at: current.range))
            }
            operators.append(
                PendingOperator(form: .prefix(sign), strength: strength, offset: current.range.lowerBound))
            count += 1
            guard depth + count <= Parser.deepestNesting else { throw tooDeep() }
            advance()
        }
    }

    private func prefixHere() -> (UnaryOperator, Strength)? {
        switch kind {
        case .dash: (.minus, .sign)
        case .plus: (.plus, .sign)
        case .name where at(.not): (.not, .not)
        default: nil
        }
    }

    /// Whether a minus and a number stand here that are one constant.
    var atNegativeNumber: Bool {
        guard at(.dash), !current.isTypographic, peek().kind == .integer || peek().kind == .float else {
            return false
        }
        switch peek(2).kind {
        case .dot, .leftBracket, .colon: return false
        default: return true
        }
    }

    /// The operator between operands that stands here, and how many tokens it has.
    func operatorHere() -> (PendingOperator.Form, Strength, length: Int)? {
        let token = current
        guard !token.isTypographic else { return nil }
        switch token.kind {
        case .equal: return (.comparison(.equal), .comparison, 1)
        case .notEqual: return (.comparison(.notEqual), .comparison, 1)
        case .less: return (.comparison(.less), .comparison, 1)
        case .lessOrEqual: return (.comparison(.lessOrEqual), .comparison, 1)
        case .greater: return (.comparison(.greater), .comparison, 1)
        case .greaterOrEqual: return (.comparison(.greaterOrEqual), .comparison, 1)
        case .matches: return (.binary(.matches), .predicate, 1)
        case .plus: return (.binary(.add), .sum, 1)
        case .dash: return (.binary(.subtract), .sum, 1)
        case .bars: return (.binary(.concatenate), .sum, 1)
        case .star: return (.binary(.multiply), .product, 1)
        case .slash: return (.binary(.divide), .product, 1)
        case .percent: return (.binary(.modulo), .product, 1)
        case .caret: return (.binary(.power), .power, 1)
        default: return token.keyword.flatMap(operatorWord)
        }
    }

    private func operatorWord(_ word: Keyword) -> (PendingOperator.Form, Strength, length: Int)? {
        switch word {
        case .or: (.logical(.or), .or, 1)
        case .xor: (.logical(.xor), .xor, 1)
        case .and: (.logical(.and), .and, 1)
        case .in: (.binary(.in), .predicate, 1)
        case .contains: (.binary(.contains), .predicate, 1)
        case .starts where peek().keyword == .with: (.binary(.startsWith), .predicate, 2)
        case .ends where peek().keyword == .with: (.binary(.endsWith), .predicate, 2)
        default: nil
        }
    }
}
