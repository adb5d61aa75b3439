import Cypher
import Foundation
import PropertyGraph

extension Operators {
    /// Sum of numbers, concatenation of texts and of lists, a list with an element at either end, or a span of time later.
    public static func add(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue {
        switch (left, right) {
        case (.null, _), (_, .null): return .null
        case (.integer(let a), .integer(let b)):
            let (sum, overflow) = a.addingReportingOverflow(b)
            guard !overflow else { throw .integerOverflow(left, "+", right) }
            return .integer(sum)
        case (.float(let a), .float(let b)): return .float(a + b)
        case (.string, .string), (.list, .list): return try concatenate(left, right)
        case (.list, let last): return try concatenate(left, [last])
        case (let first, .list): return try concatenate([first], right)
        case (.string, _) where right.number != nil: return try concatenate(left, .string(right.numeralText))
        case (_, .string) where left.number != nil: return try concatenate(.string(left.numeralText), right)
        default:
            if let result = try ExactArithmetic.add(left, right) { return result }
            if let result = try TemporalArithmetic.add(left, right) { return result }
            throw .cannotCombine(left, "+", right)
        }
    }

    /// Texts or lists one after the other: `||`.
    public static func concatenate(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue {
        switch (left, right) {
        case (.null, _), (_, .null): return .null
        case (.string(let left), .string(let right)):
            try ValueLimits.check(text: left.utf8.count + right.utf8.count)
            return .string(left + right)
        case (.list(let left), .list(let right)):
            try ValueLimits.check(list: left.count + right.count)
            return .list(left + right)
        default: throw .cannotCombine(left, "||", right)
        }
    }

    /// Difference of numbers or durations, or a span of time earlier.
    public static func subtract(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue {
        switch (left, right) {
        case (.null, _), (_, .null): return .null
        case (.integer(let a), .integer(let b)):
            let (difference, overflow) = a.subtractingReportingOverflow(b)
            guard !overflow else { throw .integerOverflow(left, "-", right) }
            return .integer(difference)
        case (.float(let a), .float(let b)): return .float(a - b)
        default:
            if let result = try ExactArithmetic.subtract(left, right) { return result }
            if let result = try TemporalArithmetic.subtract(left, right) { return result }
            throw .cannotCombine(left, "-", right)
        }
    }

    /// Product of numbers, or a duration so many times.
    public static func multiply(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue {
        switch (left, right) {
        case (.null, _), (_, .null): return .null
        case (.integer(let a), .integer(let b)):
            let (product, overflow) = a.multipliedReportingOverflow(by: b)
            guard !overflow else { throw .integerOverflow(left, "*", right) }
            return .integer(product)
        case (.float(let a), .float(let b)): return .float(a * b)
        default:
            if let result = try ExactArithmetic.multiply(left, right) { return result }
            if let result = try TemporalArithmetic.multiply(left, right) { return result }
            throw .cannotCombine(left, "*", right)
        }
    }

    /// Quotient: of whole numbers without its fraction.
    public static func divide(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue {
        switch (left, right) {
        case (.null, _), (_, .null): return .null
        case (.integer(let a), .integer(let b)):
            guard b != 0 else { throw .divisionByZero(left, "/") }
            let (quotient, overflow) = a.dividedReportingOverflow(by: b)
            guard !overflow else { throw .integerOverflow(left, "/", right) }
            return .integer(quotient)
        case (.float(let a), .float(let b)): return .float(a / b)
        default:
            if let result = try ExactArithmetic.divide(left, right) { return result }
            if let result = try TemporalArithmetic.divide(left, right) { return result }
            throw .cannotCombine(left, "/", right)
        }
    }

    /// Remainder, with the sign of the dividend.
    public static func modulo(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue {
        switch (left, right) {
        case (.null, _), (_, .null): return .null
        case (.integer(let a), .integer(let b)):
            guard b != 0 else { throw .divisionByZero(left, "%") }
            // The smallest number divided by -1 overflows, but leaves no remainder.
            return .integer(b == -1 ? 0 : a % b)
        case (.float(let a), .float(let b)): return .float(a.truncatingRemainder(dividingBy: b))
        default:
            if let result = try ExactArithmetic.modulo(left, right) { return result }
            throw .cannotCombine(left, "%", right)
        }
    }

    /// Power, always a floating-point number.
    public static func power(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue {
        if left.isNull || right.isNull { return .null }
        guard let base = left.number?.nearestDouble, let exponent = right.number?.nearestDouble else {
            throw .cannotCombine(left, "^", right)
        }
        return .float(pow(base, exponent))
    }

    /// The negative of a number or a duration.
    public static func negate(_ value: QueryValue) throws(QueryError) -> QueryValue {
        switch value {
        case .null: return .null
        case .integer(let number):
            let (negative, overflow) = (0 as Int64).subtractingReportingOverflow(number)
            guard !overflow else { throw .integerOverflow(negating: value) }
            return .integer(negative)
        case .float(let number): return .float(-number)
        default:
            if let result = try ExactArithmetic.multiply(value, -1) { return result }
            if let result = try TemporalArithmetic.multiply(value, -1) { return result }
            throw .cannotNegate(value)
        }
    }
}
