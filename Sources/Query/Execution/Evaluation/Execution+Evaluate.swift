import Cypher
import GraphStore
import QueryValues

extension Execution {
    /// The values of an expression for all rows of a batch.
    ///
    /// Branches that a row does not take, of CASE, AND and OR, are not evaluated for it.
    func evaluate(_ expression: BoundExpression, _ batch: Batch) throws -> Vector {
        switch expression {
        case .constant(let value): return .constant(value)
        case .parameter(let name, let range):
            guard let value = parameters[name] else { throw QueryError.missingParameter(name, at: range) }
            return .constant(value)
        case .variable(let variable): return batch[variable]
        case .property(let subject, let key, let range):
            return try property(key, of: try evaluate(subject, batch), batch.count, range)
        case .element(let subject, let position, let range):
            return try each(try evaluate(subject, batch), try evaluate(position, batch), batch.count, range) {
                try self.element(of: $0, at: $1, range)
            }
        case .slice(let subject, let from, let to, let range):
            return try slice(subject, from, to, range, batch)
        case .not(let operand, let range):
            return .truths(try truths(operand, batch, range).map(\.negated))
        case .negative(let operand, let range):
            return try each(try evaluate(operand, batch), batch.count, range) { value throws(QueryError) in
                try Operators.negate(value)
            }
        case .binary(let operation, let left, let right, let range):
            return try binary(operation, left, right, range, batch)
        case .logical(let operation, let operands, let range):
            return .truths(try logical(operation, operands, range, batch))
        case .comparison(let operation, let left, let right):
            return .truths(
                try compare(operation, try evaluate(left, batch), try evaluate(right, batch), batch.count))
        case .isNull(let operand, let isNegated):
            let values = try evaluate(operand, batch)
            return .truths((0..<batch.count).map { Truth(values[$0].isNull != isNegated) })
        case .hasLabels(let subject, let labels, let range):
            return .truths(try hasLabels(try evaluate(subject, batch), labels, batch.count, range))
        case .list(let elements):
            let vectors = try elements.map { try evaluate($0, batch) }
            return .values((0..<batch.count).map { row in .list(vectors.map { $0[row] }) })
        case .map(let entries): return .values(try maps(entries, batch).map { .map($0) })
        case .mapProjection(let subject, let includesAll, let entries, let range):
            return try mapProjection(subject, includesAll, entries, range, batch)
        case .function(let function, let arguments, let range):
            return try call(function, arguments, range, batch)
        case .graphFunction(let function, let arguments, let range):
            return try call(function, arguments, range, batch)
        case .coalesce(let operands): return try coalesce(operands, batch)
        case .conditional(let alternatives, let otherwise):
            return try conditional(alternatives, otherwise, batch)
        case .listComprehension(let variable, let list, let condition, let result, let range):
            return try comprehension(variable, list, condition, result, range, batch)
        case .quantifier(let quantifier, let variable, let list, let condition, let range):
            return try quantified(quantifier, variable, list, condition, range, batch)
        case .reduce(let accumulator, let initial, let variable, let list, let result, let range):
            return try reduce(accumulator, initial, variable, list, result, range, batch)
        case .exists(let subquery): return .truths(try exists(subquery, batch))
        case .count(let subquery): return .integers(try count(subquery, batch))
        case .collect(let subquery): return .values(try collect(subquery, batch))
        }
    }

    /// The value of an expression for the only row of a batch.
    func value(_ expression: BoundExpression, _ batch: Batch) throws -> QueryValue {
        try evaluate(expression, batch)[0]
    }

    /// Truth values of an expression that must have them, or null.
    func truths(_ expression: BoundExpression, _ batch: Batch, _ range: SourceRange?) throws -> [Truth] {
        switch try evaluate(expression, batch) {
        case .truths(let truths): return truths
        case .constant(let value):
            return [Truth](repeating: try truth(value, range), count: batch.count)
        case let vector: return try (0..<batch.count).map { try truth(vector[$0], range) }
        }
    }

    private func truth(_ value: QueryValue, _ range: SourceRange?) throws(QueryError) -> Truth {
        switch value {
        case .boolean(let value): return Truth(value)
        case .null: return .unknown
        default:
            throw .wrongType("A truth value is needed here, and this is \(value.written).", at: range)
        }
    }

    /// Applies a function to each row, or once where all rows are alike.
    func each(
        _ operand: Vector, _ count: Int, _ range: SourceRange,
        _ body: (QueryValue) throws -> QueryValue
    ) throws -> Vector {
        do {
            if case .constant(let value) = operand { return .constant(try body(value)) }
            var builder = VectorBuilder(capacity: count)
            for row in 0..<count { builder.append(try body(operand[row])) }
            return builder.finish()
        } catch let error as QueryError { throw error.located(at: range) }
    }

    /// Applies a function to each row of two vectors, or once where all rows are alike.
    func each(
        _ left: Vector, _ right: Vector, _ count: Int, _ range: SourceRange,
        _ body: (QueryValue, QueryValue) throws -> QueryValue
    ) throws -> Vector {
        do {
            if case .constant(let left) = left, case .constant(let right) = right {
                return .constant(try body(left, right))
            }
            var builder = VectorBuilder(capacity: count)
            for row in 0..<count { builder.append(try body(left[row], right[row])) }
            return builder.finish()
        } catch let error as QueryError { throw error.located(at: range) }
    }
}
