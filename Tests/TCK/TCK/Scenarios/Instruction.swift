/// What a step asks for, of those that the openCypher TCK knows.
public enum Instruction: Sendable {
    /// `an empty graph`, `any graph`: the scenario begins without elements.
    case emptyGraph
    /// `the binary-tree-1 graph`: the scenario begins with a graph of the suite.
    case graph(named: String)
    /// `having executed:`, a query that has to succeed.
    case prepare(query: String)
    /// `parameters are:`.
    case parameters([WrittenValue.Entry])
    /// `there exists a procedure ...:`.
    case procedure(TableProcedure)
    /// `executing query:` and `executing control query:`.
    case execute(query: String)
    /// `the result should be ...`.
    case expect(RowExpectation)
    /// `the result should be empty`: no rows.
    case expectNothing
    /// `no side effects`, `the side effects should be:`.
    case expectEffects(SideEffects)
    /// `a SyntaxError should be raised at compile time: UndefinedVariable`.
    case expectError(ErrorExpectation)
}

/// A step that cannot be carried out.
public struct InstructionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A sentence that says why.
    public var description: String

    init(_ description: String) { self.description = description }
}

extension Instruction {
    /// What a step asks for.
    ///
    /// - Throws: ``InstructionError`` for a step that the TCK does not know.
    public init(_ step: Step) throws {
        switch step.text {
        case "an empty graph", "any graph": self = .emptyGraph
        case "having executed:": self = .prepare(query: try step.query)
        case "executing query:", "executing control query:": self = .execute(query: try step.query)
        case "parameters are:":
            self = .parameters(
                try step.pairs.map { WrittenValue.Entry($0, try WrittenValue.parse($1)) })
        case "the result should be empty": self = .expectNothing
        case "no side effects": self = .expectEffects(SideEffects())
        case "the side effects should be:": self = .expectEffects(try SideEffects(step.pairs))
        case let text where text.hasPrefix("the result should be"):
            self = .expect(try RowExpectation(order: text, table: try step.table))
        case let text:
            if let match = text.wholeMatch(of: /the ([^ ]+) graph/) {
                self = .graph(named: String(match.1))
            } else if let match = text.wholeMatch(of: /there exists a procedure (.+):/) {
                self = .procedure(try TableProcedure(signature: String(match.1), table: try step.table))
            } else if let expectation = ErrorExpectation(text) {
                self = .expectError(expectation)
            } else {
                throw InstructionError("The step `\(text)` is unknown.")
            }
        }
    }
}

extension Step {
    fileprivate var query: String {
        get throws {
            guard case .text(let query)? = argument else {
                throw InstructionError("The step `\(text)` needs a query.")
            }
            return query
        }
    }

    fileprivate var table: [[String]] {
        get throws {
            guard case .table(let rows)? = argument, !rows.isEmpty else {
                throw InstructionError("The step `\(text)` needs a table.")
            }
            return rows
        }
    }

    /// The rows of a table with two columns.
    fileprivate var pairs: [(String, String)] {
        get throws {
            try table.map { row in
                guard row.count == 2 else {
                    throw InstructionError("The table of `\(text)` needs two columns.")
                }
                return (row[0], row[1])
            }
        }
    }
}
