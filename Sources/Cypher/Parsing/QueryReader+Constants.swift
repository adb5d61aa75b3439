extension QueryReader {
    /// Reads a number, which a minus may precede, or a string.
    func constant() throws(Abandoned) -> Expression {
        let start = position
        let isNegative = accept(.dash)
        let literal: Literal
        switch kind {
        case .integer: literal = .integer(try integer(isNegative: isNegative))
        case .float: literal = .float(try float(isNegative: isNegative))
        default: literal = .string(spelling(current))
        }
        advance()
        return Expression(.literal(literal), at: range(from: start))
    }

    /// The value of the integer here.
    private func integer(isNegative: Bool) throws(Abandoned) -> Int64 {
        let digits = bytes[current.range.lowerBound..<current.range.upperBound]
        let radix: Int64
        switch digits.dropFirst().first.map({ $0 | 0x20 }) {
        case UInt8(ascii: "x"): radix = 16
        case UInt8(ascii: "o"): radix = 8
        default: radix = 10
        }
        var value: Int64 = 0
        // The negative numbers reach one further, so the digits are added up below zero.
        for digit in radix == 10 ? digits : digits.dropFirst(2) {
            let (product, overflowed) = value.multipliedReportingOverflow(by: radix)
            let (sum, overflowedAgain) = product.subtractingReportingOverflow(
                Int64(digit.hexadecimalValue ?? 0))
            guard !overflowed, !overflowedAgain else { throw integerOverflow(isNegative) }
            value = sum
        }
        guard isNegative || value > .min else { throw integerOverflow(isNegative) }
        return isNegative ? value : -value
    }

    private func integerOverflow(_ isNegative: Bool) -> Abandoned {
        let sign = isNegative ? "-" : ""
        return abandon(.integerOverflow(sign + text(current), at: current.range))
    }

    private func float(isNegative: Bool) throws(Abandoned) -> Double {
        guard let value = Double(text(current)), value.isFinite else {
            throw abandon(.floatOverflow(text(current), at: current.range))
        }
        return isNegative ? -value : value
    }

    /// Reads the integer here as a number of repetitions.
    func repetitions() throws(Abandoned) -> Int {
        let count = Int(try integer(isNegative: false))
        advance()
        return count
    }

    /// Reads TRUE, FALSE or NULL.
    func truth() -> Expression {
        let literal: Literal =
            switch keyword {
            case .true: .boolean(true)
            case .false: .boolean(false)
            default: .null
            }
        let expression = Expression(.literal(literal), at: current.range)
        advance()
        return expression
    }

    /// Whether `Infinity` or `NaN` stands here.
    ///
    /// These are only the spellings that nobody gives to a variable: `inf` and `nan` remain names.
    var atFloatingConstant: Bool {
        guard current.range.upperBound - current.range.lowerBound <= 8 else { return false }
        switch text(current) {
        case "NaN", "NAN", "Infinity", "INFINITY", "INF": return true
        default: return false
        }
    }

    func floatingConstant() -> Expression {
        let value: Double = text(current).hasPrefix("I") ? .infinity : .nan
        let expression = Expression(.literal(.float(value)), at: current.range)
        advance()
        return expression
    }
}
