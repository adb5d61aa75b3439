import Cypher
import QueryValues

/// Each row with the rows of a procedure.
final class ProcedureOperator: Operator {
    private let call: BoundProcedureCall

    init(_ execution: Execution, _ plan: Plan, input: Operator?, _ call: BoundProcedureCall) {
        self.call = call
        super.init(execution, plan, input: input)
    }

    override func next() throws -> Batch? {
        while let batch = try pullInput() {
            let arguments = try call.arguments.map { try execution.evaluate($0, batch) }
            var rows: [Int] = []
            var columns = [VectorBuilder](repeating: VectorBuilder(), count: call.outputs.count)
            for row in 0..<batch.count {
                let found = try call.procedure.rows(
                    arguments.map { $0[row] },
                    ProcedureContext(graph: execution.reading, procedures: execution.procedures))
                try execution.budget.work(found.count + 1)
                // A procedure without columns is called for its effect and leaves rows as they are.
                if call.procedure.columns.isEmpty { rows.append(row) }
                for values in found where !call.procedure.columns.isEmpty {
                    rows.append(row)
                    for (position, output) in call.outputs.enumerated() {
                        columns[position].append(values[output.column])
                    }
                }
            }
            guard !rows.isEmpty else { continue }
            var result = batch.gathered(rows)
            for (position, output) in call.outputs.enumerated() {
                result[output.variable] = columns[position].finish()
            }
            result = try execution.filter(result, call.conditions)
            if result.count > 0 { return result }
        }
        return nil
    }
}
