import Cypher
import PropertyGraph

/// Arithmetic between numbers of different types, and with the exact ones that only a store has: decimals and whole numbers
/// above `Int64.max`.
///
/// A float makes the result a float. Otherwise it is exact, as decimals of up to 38 digits, except that a quotient of
/// decimals is a float. All functions return nil where an operand is no number.
enum ExactArithmetic {
    static func add(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue? {
        try combine(left, "+", right, floats: +) { left, right in
            let (left, right, scale) = try left.aligned(with: right)
            return (left.addingReportingOverflow(right), scale)
        }
    }

    static func subtract(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue? {
        try combine(left, "-", right, floats: -) { left, right in
            let (left, right, scale) = try left.aligned(with: right)
            return (left.subtractingReportingOverflow(right), scale)
        }
    }

    static func multiply(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue? {
        try combine(left, "*", right, floats: *) { left, right in
            guard left.scale + right.scale <= 38 else { throw Overflow() }
            return (left.unscaled.multipliedReportingOverflow(by: right.unscaled), left.scale + right.scale)
        }
    }

    static func divide(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue? {
        guard let dividend = left.number, let divisor = right.number else { return nil }
        if case (.exact(let a), .exact(let b)) = (Operand(dividend), Operand(divisor)) {
            guard b.unscaled != 0 else { throw .divisionByZero(left, "/") }
            if a.scale == 0, b.scale == 0 {
                return try result((a.unscaled / b.unscaled, false), scale: 0, left, "/", right)
            }
        }
        return .float((dividend.nearestDouble ?? .nan) / (divisor.nearestDouble ?? .nan))
    }

    static func modulo(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue? {
        if case .exact(let divisor)? = right.number.map(Operand.init), divisor.unscaled == 0,
            case .exact? = left.number.map(Operand.init)
        {
            throw .divisionByZero(left, "%")
        }
        return try combine(left, "%", right, floats: { $0.truncatingRemainder(dividingBy: $1) }) {
            left, right in
            let (left, right, scale) = try left.aligned(with: right)
            return ((right == -1 ? 0 : left % right, false), scale)
        }
    }

    private struct Overflow: Error {}

    private enum Operand {
        case float(Double)
        case exact(DecimalNumber)

        init(_ number: Value) {
            switch number {
            case .integer(let number): self = .exact(DecimalNumber(unscaled: Int128(number), scale: 0))
            case .unsigned(let number): self = .exact(DecimalNumber(unscaled: Int128(number), scale: 0))
            case .decimal(let number): self = .exact(number)
            default: self = .float(number.nearestDouble ?? .nan)
            }
        }

        var nearestDouble: Double {
            switch self {
            case .float(let number): number
            case .exact(let number): number.nearestDouble
            }
        }
    }

    private typealias Exact = (partialValue: Int128, overflow: Bool)

    private static func combine(
        _ left: QueryValue, _ symbol: String, _ right: QueryValue, floats: (Double, Double) -> Double,
        exact: (DecimalNumber, DecimalNumber) throws -> (Exact, scale: Int)
    ) throws(QueryError) -> QueryValue? {
        guard let a = left.number.map(Operand.init), let b = right.number.map(Operand.init) else {
            return nil
        }
        guard case (.exact(let a), .exact(let b)) = (a, b) else {
            return .float(floats(a.nearestDouble, b.nearestDouble))
        }
        do {
            let (number, scale) = try exact(a, b)
            return try result(number, scale: scale, left, symbol, right)
        } catch {
            throw .integerOverflow(left, symbol, right)
        }
    }

    /// A whole number is an integer where it fits; a result with a scale stays a decimal, even without a fraction.
    private static func result(
        _ number: Exact, scale: Int, _ left: QueryValue, _ symbol: String, _ right: QueryValue
    ) throws(QueryError) -> QueryValue {
        guard !number.overflow, number.partialValue.magnitude < UInt128(Int128.powerOfTen(38)) else {
            throw .integerOverflow(left, symbol, right)
        }
        guard scale == 0, !left.isDecimal, !right.isDecimal else {
            return .stored(.decimal(DecimalNumber(unscaled: number.partialValue, scale: scale)))
        }
        if let integer = Int64(exactly: number.partialValue) { return .integer(integer) }
        guard let unsigned = UInt64(exactly: number.partialValue) else {
            throw .integerOverflow(left, symbol, right)
        }
        return .stored(.unsigned(unsigned))
    }
}

extension QueryValue {
    fileprivate var isDecimal: Bool { if case .stored(.decimal) = self { true } else { false } }
}

extension DecimalNumber {
    /// Both numbers with as many digits after the point.
    fileprivate func aligned(with other: Self) throws -> (Int128, Int128, scale: Int) {
        let scale = max(scale, other.scale)
        let left = unscaled.multipliedReportingOverflow(by: .powerOfTen(scale - self.scale))
        let right = other.unscaled.multipliedReportingOverflow(by: .powerOfTen(scale - other.scale))
        guard !left.overflow, !right.overflow else { throw DecimalOverflow() }
        return (left.partialValue, right.partialValue, scale)
    }
}

private struct DecimalOverflow: Error {}
