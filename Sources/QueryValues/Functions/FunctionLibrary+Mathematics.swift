import Cypher
import Foundation
import PropertyGraph

extension FunctionLibrary {
    static let mathematics: [Function] = [
        .strict("abs", [.number], gives: .number, "The number without its sign.") {
            (arguments) throws(QueryError) in
            guard case .integer(let number) = arguments[0] else {
                return try arguments.number(0) < 0 ? try Operators.negate(arguments[0]) : arguments[0]
            }
            guard let magnitude = Int64(exactly: number.magnitude) else {
                throw .noMagnitude(of: arguments[0])
            }
            return .integer(magnitude)
        },
        ceil, ceil.named("ceiling"),
        floating("floor", "The largest whole number up to the number.") { $0.rounded(.down) },
        .strict(
            "round", [.number, .integer, .string], optional: 2, gives: .float,
            "The nearest number with so many digits after the point, none unless told, halves by a mode such as 'HALF_UP'."
        ) { (arguments) throws(QueryError) in
            let number = try arguments.number(0)
            guard arguments.count > 1 else { return .float(number.roundedHalfTowardPositive) }
            let digits = try arguments.size(1)
            guard arguments.count > 2 else {
                return .float(DecimalRounding.halfUp.round(number, toDigits: digits))
            }
            guard let mode = DecimalRounding(rawValue: try arguments.text(2).uppercased()) else {
                throw .unknownWord(
                    arguments[2], of: "round", known: DecimalRounding.allCases.map(\.rawValue))
            }
            return .float(mode.round(number, toDigits: digits))
        },
        .strict(
            "sign", [.number], gives: .integer, "-1, 0 or 1, as the number is negative, zero or positive."
        ) {
            (arguments) throws(QueryError) in
            let number = try arguments.number(0)
            return .integer(number > 0 ? 1 : number < 0 ? -1 : 0)
        },
        floating("sqrt", "The square root; NaN for negative numbers.") { $0.squareRoot() },
        floating("exp", "The number e to a power.") { exp($0) },
        log, log.named("ln"),
        floating("log10", "The logarithm to base 10.") { log10($0) },
        .strict("power", [.number, .number], gives: .float, "A number to a power, as `^` has it.") {
            (arguments) throws(QueryError) in
            try Operators.power(arguments[0], arguments[1])
        },
        .strict("mod", [.number, .number], gives: .number, "The remainder, as `%` has it.") {
            (arguments) throws(QueryError) in
            try Operators.modulo(arguments[0], arguments[1])
        },
        .strict("isNaN", [.number], gives: .boolean, "Whether a floating-point number is not a number.") {
            (arguments) throws(QueryError) in
            .boolean(try arguments.number(0).isNaN)
        },
        Function("pi", [], gives: .float, "Half the circumference of the circle with radius 1.") { _, _ in
            .float(.pi)
        },
        Function("e", [], gives: .float, "The base of the natural logarithm.") { _, _ in .float(M_E) },
        Function(
            "rand", [], gives: .float, isDeterministic: false, "A random number from 0 to below 1."
        ) { _, context in
            .float(context.random())
        },
    ]

    private static let ceil = floating("ceil", "The smallest whole number from the number on.") {
        $0.rounded(.up)
    }

    private static let log = floating("log", "The natural logarithm.") { Foundation.log($0) }

    /// A function from doubles to doubles.
    static func floating(
        _ name: String, _ summary: String, _ body: @escaping @Sendable (Double) -> Double
    ) -> Function {
        .strict(name, [.number], gives: .float, summary) { (arguments) throws(QueryError) in
            .float(body(try arguments.number(0)))
        }
    }
}

extension Double {
    /// The nearest whole number, of two the larger.
    fileprivate var roundedHalfTowardPositive: Double {
        let nearest = rounded(.toNearestOrAwayFromZero)
        return self < 0 && self - nearest == 0.5 ? nearest + 1 : nearest
    }
}
