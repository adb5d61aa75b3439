import PropertyGraph

extension ScriptReader {
    /// Reads a constant.
    mutating func literal() throws(Abandoned) -> Literal {
        let start = position
        let token = current
        switch token.kind {
        case .string:
            advance()
            return Literal(value: .string(decoded[Int(token.payload)]), range: token.range)
        case .integer, .decimal: return Literal(value: try number(isNegative: false), range: token.range)
        case .dash:
            advance()
            guard at(.integer) || at(.decimal) else { throw failure(expecting: "a number behind `-`") }
            return Literal(value: try number(isNegative: true), range: range(from: start))
        case .name: break
        default: throw failure(expecting: "a constant")
        }
        switch token.keyword {
        case .true, .false:
            advance()
            return Literal(value: .boolean(token.keyword == .true), range: token.range)
        case .null:
            advance()
            return Literal(value: nil, range: token.range)
        default: return try typedLiteral()
        }
    }

    private mutating func number(isNegative: Bool) throws(Abandoned) -> Value {
        let digits = (isNegative ? "-" : "") + text(current)
        let value: Value
        if at(.integer), let number = Int64(digits) {
            value = .integer(number)
        } else if at(.integer), let number = UInt64(digits) {
            value = .unsigned(number)
        } else if at(.decimal), let number = Double(digits), number.isFinite {
            value = .float(number)
        } else {
            throw failure(
                "The number `\(digits.prefix(40))` is out of range.", at: current.range,
                suggestion: at(.integer)
                    ? "A floating-point number is written with a point or an exponent." : nil)
        }
        advance()
        return value
    }

    /// Reads `DATE '2021-03-05'` and the like.
    private mutating func typedLiteral() throws(Abandoned) -> Literal {
        let start = position
        let count = peek().kind == .string ? 1 : 2
        guard peek(count).kind == .string else { throw failure(expecting: "a constant") }
        let type = words().prefix(count).joined(separator: " ")
        guard let example = temporalExamples[type] else {
            let meant = Spelling.nearest(to: type, among: temporalExamples.keys.sorted())
            throw failure(
                "`\(type)` is not a type of constants.",
                at: tokens[start].range.through(peek(count - 1).range),
                suggestion: meant.map { "Did you mean `\($0)`?" })
        }
        position += count
        let written = decoded[Int(current.payload)]
        guard let value = temporalLiteral(type, written) else {
            throw failure(
                "`\(written.prefix(40))` is not a \(type).", at: current.range,
                suggestion: "Write it like `\(type) '\(example)'`.")
        }
        advance()
        return Literal(value: value, range: range(from: start))
    }
}
