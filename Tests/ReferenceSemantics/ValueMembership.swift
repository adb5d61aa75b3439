import PGSchema
import PropertyGraph

/// Which values a written value type has.
enum ValueMembership {
    /// Refuses a type that has a name or a shape nobody knows.
    static func check(_ type: ValueTypeSyntax) throws(SchemaError) {
        for term in type.alternatives {
            guard knownNames.contains(term.name) else { throw .unknownValueType(term.name) }
            if term.name == "VECTOR", term.arguments.count != 1 { throw .unknownValueType(term.name) }
            if term.name == "LIST", term.element.count != 1 { throw .unknownValueType(term.name) }
            for element in term.element { try check(element) }
        }
    }

    /// Whether a value belongs to one of the alternatives; nothing is converted.
    static func admits(_ type: ValueTypeSyntax, _ value: Value) -> Bool {
        type.alternatives.contains { admits($0, value) }
    }

    private static let knownNames: Set<String> = [
        "BOOL", "BOOLEAN", "STRING", "BYTES", "INT", "INTEGER", "INT8", "INT16", "INT32", "INT64", "UINT",
        "UINT8", "UINT16", "UINT32", "UINT64", "FLOAT", "FLOAT32", "FLOAT64", "DOUBLE", "DECIMAL", "DATE",
        "TIME", "LOCAL TIME", "ZONED TIME", "DATETIME", "LOCAL DATETIME", "ZONED DATETIME", "DURATION",
        "LIST", "VECTOR",
    ]

    private static func admits(_ term: ValueTypeSyntax.Term, _ value: Value) -> Bool {
        switch value {
        case .boolean: ["BOOL", "BOOLEAN"].contains(term.name)
        case .integer(let number): admits(term.name, Int128(number))
        case .unsigned(let number): admits(term.name, Int128(number))
        case .float(let number):
            switch term.name {
            case "FLOAT", "FLOAT64", "DOUBLE": true
            case "FLOAT32": number.isNaN || Double(Float(number)) == number
            default: false
            }
        case .decimal(let number): term.name == "DECIMAL" && admits(term.arguments, number)
        case .string(let text):
            term.name == "STRING" && isWithin(term.arguments, text.unicodeScalars.count)
        case .bytes(let bytes): term.name == "BYTES" && isWithin(term.arguments, bytes.count)
        case .date: term.name == "DATE"
        case .localTime: ["TIME", "LOCAL TIME"].contains(term.name)
        case .zonedTime: ["TIME", "ZONED TIME"].contains(term.name)
        case .localDateTime: ["DATETIME", "LOCAL DATETIME"].contains(term.name)
        case .zonedDateTime: ["DATETIME", "ZONED DATETIME"].contains(term.name)
        case .duration: term.name == "DURATION"
        case .list(let elements):
            term.name == "LIST" && elements.count <= term.maximum ?? .max
                && elements.allSatisfy { element in term.element.contains { admits($0, element) } }
        case .vector(let elements): term.name == "VECTOR" && term.arguments == [elements.count]
        case .opaque: false
        }
    }

    private static func admits(_ name: String, _ number: Int128) -> Bool {
        switch name {
        case "INT8": (-128...127).contains(number)
        case "INT16": (-32_768...32_767).contains(number)
        case "INT32": (-2_147_483_648...2_147_483_647).contains(number)
        case "INT", "INTEGER", "INT64":
            (-9_223_372_036_854_775_808...9_223_372_036_854_775_807).contains(number)
        case "UINT8": (0...255).contains(number)
        case "UINT16": (0...65_535).contains(number)
        case "UINT32": (0...4_294_967_295).contains(number)
        case "UINT", "UINT64": (0...18_446_744_073_709_551_615).contains(number)
        default: false
        }
    }

    /// `(maximum)` or `(minimum, maximum)`, as in GQL.
    private static func isWithin(_ bounds: [Int], _ length: Int) -> Bool {
        switch bounds.count {
        case 0: true
        case 1: length <= bounds[0]
        default: bounds[0] <= length && length <= bounds[1]
        }
    }

    /// `(precision, scale)`: at most `scale` digits after the point and `precision - scale` before it.
    private static func admits(_ arguments: [Int], _ number: DecimalNumber) -> Bool {
        guard let precision = arguments.first else { return true }
        let scale = arguments.count > 1 ? arguments[1] : 0
        var (unscaled, digitsAfterPoint) = (number.unscaled.magnitude, number.scale)
        while digitsAfterPoint > 0, unscaled % 10 == 0 {
            (unscaled, digitsAfterPoint) = (unscaled / 10, digitsAfterPoint - 1)
        }
        let digits = unscaled == 0 ? 0 : String(unscaled).count
        return digitsAfterPoint <= scale && digits - digitsAfterPoint <= precision - scale
    }
}
