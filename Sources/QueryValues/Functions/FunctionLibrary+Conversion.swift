import Cypher
import PropertyGraph

extension FunctionLibrary {
    static let conversion: [Function] =
        conversions(to: "Integer", .integer, "a whole number, without its fraction") { $0.convertedToInteger }
        + conversions(to: "Float", .float, "a floating-point number") { $0.convertedToFloat }
        + conversions(to: "Boolean", .boolean, "a truth value") { $0.convertedToBoolean }
        + conversions(to: "String", .string, "text") { $0.convertedToString }

    /// A conversion, the one that never fails, and that of all elements of a list.
    private static func conversions(
        to type: String, _ result: Function.Result, _ target: String,
        _ convert: @escaping @Sendable (QueryValue) -> QueryValue?
    ) -> [Function] {
        [
            .strict(
                "to\(type)", [.any], gives: result,
                "The value as \(target); null for a text that does not read so."
            ) { (arguments) throws(QueryError) in
                guard let converted = convert(arguments[0]) else {
                    throw .cannotConvert(arguments[0], with: "to\(type)")
                }
                return converted
            },
            .strict("to\(type)OrNull", [.any], gives: result, "The value as \(target), or null.") {
                (arguments) throws(QueryError) in
                convert(arguments[0]) ?? .null
            },
            .strict("to\(type)List", [.list], gives: .list, "Every element as \(target), or null.") {
                (arguments) throws(QueryError) in
                .list(try arguments.list(0).map { convert($0) ?? .null })
            },
        ]
    }
}

// Each is nil for a type that no conversion leads from, and null for a value that does not convert.
extension QueryValue {
    fileprivate var convertedToInteger: QueryValue? {
        switch self {
        case .null, .integer: return self
        case .boolean(let truth): return .integer(truth ? 1 : 0)
        case .string(let text):
            let numeral = text.trimmed
            if let number = Int64(numeral) { return .integer(number) }
            return Double(cypherNumeral: numeral).map(QueryValue.integer(truncating:)) ?? .null
        case .stored(.decimal(let number)):
            let whole = number.unscaled / Int128.powerOfTen(number.scale)
            return Int64(exactly: whole).map(QueryValue.integer) ?? .null
        case .stored(.unsigned): return .null
        default:
            guard let number = number?.nearestDouble else { return nil }
            return .integer(truncating: number)
        }
    }

    /// A number without its fraction; null where it is beyond 64 bits or NaN.
    private static func integer(truncating number: Double) -> QueryValue {
        Int64(exactly: number.rounded(.towardZero)).map(QueryValue.integer) ?? .null
    }

    fileprivate var convertedToFloat: QueryValue? {
        switch self {
        case .null, .float: return self
        case .string(let text): return Double(cypherNumeral: text.trimmed).map(QueryValue.float) ?? .null
        default: return number?.nearestDouble.map(QueryValue.float)
        }
    }

    fileprivate var convertedToBoolean: QueryValue? {
        switch self {
        case .null, .boolean: return self
        case .integer(let number): return .boolean(number != 0)
        case .string(let text):
            switch text.trimmed.lowercased() {
            case "true": return true
            case "false": return false
            default: return .null
            }
        default: return nil
        }
    }

    fileprivate var convertedToString: QueryValue? {
        switch self {
        case .null, .string: return self
        case .boolean(let truth): return .string(truth ? "true" : "false")
        case .integer, .float: return .string(numeralText)
        case .stored(.opaque(_, let text)): return .string(text)
        case .stored(let value) where value.isNumber: return .string(numeralText)
        default: return temporalText.map(QueryValue.string)
        }
    }
}

extension String {
    /// The text without white space around it.
    fileprivate var trimmed: String {
        var rest = Substring(self).unicodeScalars.drop(while: \.properties.isWhitespace)
        while rest.last?.properties.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}

extension Double {
    /// Reads a decimal numeral, `Infinity` or `NaN`, and none of the other forms that Swift knows.
    fileprivate init?(cypherNumeral text: String) {
        let digits = text.utf8.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
        let isNumeral =
            text.utf8.count - digits.count <= 1
            && text.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
                    UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
                    true
                default: false
                }
            }
        if isNumeral {
            self.init(text)
        } else {
            switch text {
            case "NaN": self = .nan
            case "Infinity", "+Infinity": self = .infinity
            case "-Infinity": self = -.infinity
            default: return nil
            }
        }
    }
}
