import Cypher
import PropertyGraph

extension FunctionLibrary {
    static let others: [Function] = [
        Function("nullIf", [.any, .any], gives: .any, "Null where both are equal, else the first.") {
            arguments, _ in
            arguments[0].equals(arguments[1]) == true ? .null : arguments[0]
        },
        Function(
            "valueType", [.any], gives: .string, "The most precise type of the value, as text."
        ) { arguments, _ in
            .string(arguments[0].preciseType)
        },
        Function(
            "timestamp", [], gives: .integer,
            "Milliseconds since 1970-01-01T00:00:00Z, the same throughout a statement."
        ) { _, context in
            let time = context.statementTime
            return .integer(time.seconds &* 1000 &+ Int64(time.nanoseconds) / 1_000_000)
        },
        Function(
            "randomUUID", [], gives: .string, isDeterministic: false,
            "A random universally unique identifier (RFC 9562, version 4)."
        ) { _, context in
            .string(randomIdentifier(context))
        },
    ]

    private static func randomIdentifier(_ context: EvaluationContext) -> String {
        var text = ""
        for position in 0..<16 {
            var byte = UInt8(clamping: Int(context.random() * 256))
            // The version stands in the seventh byte, the variant in the ninth.
            if position == 6 { byte = byte & 0x0F | 0x40 }
            if position == 8 { byte = byte & 0x3F | 0x80 }
            if [4, 6, 8, 10].contains(position) { text += "-" }
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return text
    }
}

extension QueryValue {
    /// The type with those of the elements, as GQL spells it: `LIST<INTEGER NOT NULL> NOT NULL`.
    fileprivate var preciseType: String {
        guard case .list(let elements) = self else { return isNull ? "NULL" : "\(typeName) NOT NULL" }
        let isNullable = elements.contains(where: \.isNull)
        let types = Set(elements.lazy.filter { !$0.isNull }.map(\.preciseType)).sorted()
        let element =
            types.isEmpty
            ? (isNullable ? "NULL" : "NOTHING")
            : types.map { isNullable ? String($0.dropLast(" NOT NULL".count)) : $0 }.joined(separator: " | ")
        return "LIST<\(element)> NOT NULL"
    }
}
