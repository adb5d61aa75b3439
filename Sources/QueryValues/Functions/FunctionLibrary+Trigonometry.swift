import Cypher
import Foundation

// Angles are in radians.
extension FunctionLibrary {
    static let trigonometry: [Function] = [
        floating("sin", "The sine.") { sin($0) },
        floating("cos", "The cosine.") { cos($0) },
        floating("tan", "The tangent.") { tan($0) },
        floating("cot", "The cotangent.") { 1 / tan($0) },
        floating("asin", "The angle with this sine.") { asin($0) },
        floating("acos", "The angle with this cosine.") { acos($0) },
        floating("atan", "The angle with this tangent.") { atan($0) },
        .strict("atan2", [.number, .number], gives: .float, "The angle of the point with these y and x.") {
            (arguments) throws(QueryError) in
            .float(atan2(try arguments.number(0), try arguments.number(1)))
        },
        floating("sinh", "The hyperbolic sine.") { sinh($0) },
        floating("cosh", "The hyperbolic cosine.") { cosh($0) },
        floating("tanh", "The hyperbolic tangent.") { tanh($0) },
        floating("coth", "The hyperbolic cotangent.") { 1 / tanh($0) },
        floating("haversin", "Half the versine: (1 - cos x) / 2.") { angle in
            let sine = sin(angle / 2)
            return sine * sine
        },
        floating("degrees", "Radians in degrees.") { $0 * 180 / .pi },
        floating("radians", "Degrees in radians.") { $0 * .pi / 180 },
    ]
}
