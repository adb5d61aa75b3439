import Cypher
import QueryValues

extension Binder {
    /// Binds CALL; one that is the whole query gives all columns, and may take its arguments from parameters.
    mutating func bindCall(
        _ call: ProcedureCall, isAlone: Bool, in scope: inout Scope
    ) throws(QueryError) -> (call: BoundProcedureCall, columns: [String]) {
        guard let procedure = procedures[call.name.text] else {
            throw .procedureNotFound(
                call.name.text, at: call.name.range, among: procedures.all.map(\.name))
        }
        let arguments = try bindArguments(of: call, procedure, isAlone: isAlone, in: scope)
        if call.yieldsAll, !isAlone { throw .yieldAllInQuery(at: call.name.range) }
        var yields = call.yield ?? []
        if isAlone, call.yield == nil {
            yields = procedure.columns.map { .init(column: Name($0.name, at: call.name.range), alias: nil) }
        }
        var outputs: [(column: Int, variable: Variable)] = []
        var columns: [String] = []
        for yield in yields {
            let name = yield.alias ?? yield.column
            let wanted = QueryName(yield.column.text)
            guard let position = procedure.columns.firstIndex(where: { QueryName($0.name) == wanted }) else {
                throw .unknownColumn(
                    yield.column.text, of: procedure.name, at: yield.column.range,
                    among: procedure.columns.map(\.name))
            }
            guard scope[name.text] == nil else { throw .variableAlreadyBound(name.text, at: name.range) }
            let variable = makeVariable(name.text, StaticType(spelled: procedure.columns[position].type))
            scope.define(name.text, as: variable)
            outputs.append((position, variable))
            columns.append(name.text)
        }
        var conditions: [BoundExpression] = []
        if let condition = call.condition {
            conditions = try bindConjuncts(of: condition, ExpressionContext(scope), of: "WHERE")
        }
        return (
            BoundProcedureCall(
                procedure: procedure, arguments: arguments, outputs: outputs, conditions: conditions), columns
        )
    }

    private mutating func bindArguments(
        of call: ProcedureCall, _ procedure: Procedure, isAlone: Bool, in scope: Scope
    ) throws(QueryError) -> [BoundExpression] {
        guard let written = call.arguments else {
            return try implicitArguments(of: call, procedure, isAlone: isAlone)
        }
        let count = procedure.arguments.count
        guard written.count == count else {
            throw .argumentCount(
                of: procedure.name, count...count, found: written.count, at: call.name.range)
        }
        var arguments: [BoundExpression] = []
        for (expression, field) in zip(written, procedure.arguments) {
            let argument = try bind(expression, in: scope)
            let wanted = StaticType(spelled: field.type)
            // A whole number can be given for a floating-point one.
            guard argument.type.overlaps(wanted == .float ? .number : wanted) else {
                throw .invalidArgumentType(
                    "`\(field.name)` of `\(procedure.name)`", wants: wanted.described, not: argument.type,
                    at: expression.range)
            }
            arguments.append(argument.expression)
        }
        return arguments
    }

    /// The arguments of a call without parentheses: the parameters of the same names.
    private func implicitArguments(
        of call: ProcedureCall, _ procedure: Procedure, isAlone: Bool
    ) throws(QueryError) -> [BoundExpression] {
        guard isAlone else { throw .implicitArguments(procedure.name, at: call.name.range) }
        var arguments: [BoundExpression] = []
        for field in procedure.arguments {
            guard parameters?.contains(field.name) ?? true else {
                throw .missingArgument(field.name, of: procedure.name, at: call.name.range)
            }
            arguments.append(.parameter(field.name, call.name.range))
        }
        return arguments
    }
}
