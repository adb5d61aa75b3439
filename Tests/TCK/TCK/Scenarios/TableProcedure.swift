import Cypher
import Query
import QueryValues

/// A procedure whose rows are written down in a scenario.
///
/// Its table has a column for each argument and each result; it gives the rows whose arguments are those of the call.
public struct TableProcedure: Sendable {
    /// The name, namespaces included.
    public var name: String
    /// What it takes.
    public var arguments: [Procedure.Field]
    /// What it gives.
    public var columns: [Procedure.Field]
    private let rows: [[QueryValue]]

    /// What `test.my.proc(in :: INTEGER?) :: (out :: STRING?)` and its table say.
    public init(signature: String, table: [[String]]) throws {
        guard let match = signature.wholeMatch(of: /([^\s(]+)\(([^)]*)\)\s*::\s*(?:\(([^)]*)\)|VOID)\s*/)
        else {
            throw InstructionError("`\(signature)` is no signature of a procedure.")
        }
        name = String(match.1)
        arguments = try Self.fields(match.2)
        columns = try Self.fields(match.3 ?? "")
        let names = (arguments + columns).map(\.name)
        guard table.first ?? [] == names || names.isEmpty else {
            throw InstructionError("The table of `\(name)` has other columns than its signature.")
        }
        rows = try table.dropFirst().map { row in
            try row.map { cell in
                guard let value = try WrittenValue.parse(cell).queryValue else {
                    throw InstructionError("`\(cell)` cannot stand in the table of a procedure.")
                }
                return value
            }
        }
    }

    /// The fields that stand between two parentheses.
    private static func fields(_ list: Substring) throws -> [Procedure.Field] {
        try list.split(separator: ",").map { field in
            guard let match = field.wholeMatch(of: /\s*([^\s:]+)\s*::\s*([A-Z][A-Z ]*?)(\?)?\s*/) else {
                throw InstructionError("`\(field)` is no field of a procedure.")
            }
            return Procedure.Field(
                name: String(match.1), type: String(match.2), isNullable: match.3 != nil)
        }
    }

    /// The procedure for an engine.
    public var procedure: Procedure {
        Procedure(
            name: name, arguments: arguments, columns: columns, summary: "What a scenario says it does."
        ) { [arguments, rows] values, _ in
            rows.filter { row in
                zip(row, values).allSatisfy { Self.isSame($0, $1) }
            }.map { Array($0.dropFirst(arguments.count)) }
        }
    }

    /// Whether an argument is the one of the table; a whole number may stand for a floating-point one.
    private static func isSame(_ expected: QueryValue, _ given: QueryValue) -> Bool {
        switch (expected, given) {
        case (.float(let expected), .integer(let given)): expected == Double(given)
        case (.integer(let expected), .float(let given)): Double(expected) == given
        default: WrittenValue(expected).text().utf8.elementsEqual(WrittenValue(given).text().utf8)
        }
    }
}
