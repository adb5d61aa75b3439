import Cypher
import PropertyGraph

/// The arguments of a call, none of them null.
///
///     .strict("left", [.string, .integer], gives: .string, "The first characters.") { arguments throws(QueryError) in
///         .string(String(try arguments.text(0).unicodeScalars.prefix(try arguments.size(1))))
///     }
struct Arguments {
    /// The function, for messages.
    let function: String
    /// The values.
    let values: [QueryValue]
    /// What the function knows besides.
    let context: EvaluationContext

    /// How many arguments there are.
    var count: Int { values.count }

    subscript(position: Int) -> QueryValue { values[position] }

    func text(_ position: Int) throws(QueryError) -> String {
        guard case .string(let text) = values[position] else {
            throw wrongType(at: position, needs: "STRING")
        }
        return text
    }

    func integer(_ position: Int) throws(QueryError) -> Int64 {
        guard case .integer(let number) = values[position] else {
            throw wrongType(at: position, needs: "INTEGER")
        }
        return number
    }

    /// A number, rounded to the nearest double where it has to be.
    func number(_ position: Int) throws(QueryError) -> Double {
        guard let number = values[position].number?.nearestDouble else {
            throw wrongType(at: position, needs: "a number")
        }
        return number
    }

    func list(_ position: Int) throws(QueryError) -> [QueryValue] {
        guard case .list(let elements) = values[position] else {
            throw wrongType(at: position, needs: "LIST")
        }
        return elements
    }

    /// A whole number that is not negative; above `Int.max` it is that.
    func size(_ position: Int) throws(QueryError) -> Int {
        let number = try integer(position)
        guard number >= 0 else {
            throw .argumentOutOfRange(values[position], of: function, needs: "a number from 0")
        }
        return Int(clamping: number)
    }

    func wrongType(at position: Int, needs type: String) -> QueryError {
        .wrongArgument(values[position], number: position + 1, of: function, needs: type)
    }
}

extension Function {
    /// A function that is null wherever an argument is.
    static func strict(
        _ name: String, _ arguments: [Argument], optional: Int = 0, gives result: Result,
        isDeterministic: Bool = true, _ summary: String,
        _ body: @escaping @Sendable (Arguments) throws(QueryError) -> QueryValue
    ) -> Function {
        Function(
            name, arguments, optional: optional, gives: result, isDeterministic: isDeterministic, summary
        ) { (values, context) throws(QueryError) in
            if values.contains(where: \.isNull) { return .null }
            return try body(Arguments(function: name, values: values, context: context))
        }
    }

    /// The same function by another name.
    func named(_ alias: String) -> Function {
        Function(
            alias, arguments, optional: optional, isVariadic: isVariadic, gives: result,
            isDeterministic: isDeterministic, "The same as `\(name)`.", apply: apply)
    }
}
