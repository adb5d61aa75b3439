import Cypher
import PropertyGraph
import QueryValues

/// Reads values of parameters as a query would write them.
///
///     7, 1.5, true, null, "Ada", [1, 2], {name: 'Ada'}, date('1815-12-10')
enum ParameterLiteral {
    /// The value of a text; nil where it is no literal.
    ///
    /// Calls of functions that make dates, times and durations count as literals: there is no other way to write these.
    static func value(_ text: String) -> QueryValue? {
        let query = "RETURN " + text
        guard case .query(let query)? = parsed(query)?.body, query.parts.count == 1,
            let clauses = query.parts.first?.clauses, clauses.count == 1,
            case .return(let projection)? = clauses.first?.form, projection.items.count == 1,
            let item = projection.items.first, item.alias == nil, projection.order.isEmpty,
            !projection.isDistinct, !projection.includesAll, projection.skip == nil, projection.limit == nil
        else { return nil }
        return value(item.expression)
    }

    /// Whether a text that is no literal looks as if it was meant to be one.
    static func looksLikeLiteral(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first(where: { !$0.properties.isWhitespace }) else {
            return false
        }
        return "[{\"'".unicodeScalars.contains(first)
    }

    // A text that does not parse is no literal: it is the answer, not a failure.
    private static func parsed(_ query: String) -> Statement? {
        do { return try Parser.parse(query) } catch { return nil }
    }

    private static func value(_ expression: Cypher.Expression) -> QueryValue? {
        switch expression.form {
        case .literal(let literal): return value(literal)
        case .unary(.minus, let operand):
            switch value(operand) {
            case .integer(let number): return .integer(0 &- number)
            case .float(let number): return .float(-number)
            default: return nil
            }
        case .list(let elements):
            let values = elements.compactMap(value)
            return values.count == elements.count ? .list(values) : nil
        case .map(let entries):
            var map = QueryMap()
            for entry in entries {
                guard let value = value(entry.value) else { return nil }
                map[entry.key.text] = value
            }
            return .map(map)
        case .call(let call): return value(call)
        default: return nil
        }
    }

    private static func value(_ literal: Literal) -> QueryValue {
        switch literal {
        case .null: .null
        case .boolean(let value): .boolean(value)
        case .integer(let number): .integer(number)
        case .float(let number): .float(number)
        case .string(let text): .string(text)
        }
    }

    private static func value(_ call: FunctionCall) -> QueryValue? {
        guard call.arguments.count == 1, let argument = value(call.arguments[0]) else { return nil }
        return TemporalConstruction.value(call.name.text, of: argument)
    }
}

/// Makes dates, times and durations by the names of their functions.
enum TemporalConstruction {
    private static let names = ["date", "time", "localtime", "datetime", "localdatetime", "duration"]

    /// The value that a function makes of an argument; nil where it makes none, or is another function.
    static func value(_ name: String, of argument: QueryValue) -> QueryValue? {
        guard names.contains(name.lowercased()), let function = FunctionLibrary.function(named: name) else {
            return nil
        }
        let context = EvaluationContext(
            statementTime: LocalDateTime(seconds: 0, nanoseconds: 0), zone: "UTC", random: { 0 })
        do { return try function.apply([argument], context) } catch { return nil }
    }
}
