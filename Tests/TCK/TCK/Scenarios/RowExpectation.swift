import Query
import QueryValues

/// The columns and rows that a query has to return.
public struct RowExpectation: Sendable {
    /// The names of the columns, in order.
    public var columns: [String]
    /// The rows.
    public var rows: [[WrittenValue]]
    /// Whether the rows have to come in this order.
    public var isOrdered: Bool
    /// Whether lists with the same elements are the same.
    public var ignoresListOrder: Bool

    /// An expectation.
    public init(
        columns: [String], rows: [[WrittenValue]], isOrdered: Bool = false, ignoresListOrder: Bool = false
    ) {
        self.columns = columns
        self.rows = rows
        self.isOrdered = isOrdered
        self.ignoresListOrder = ignoresListOrder
    }

    /// What a step such as `the result should be, in any order:` says with its table.
    ///
    /// - Parameters:
    ///   - order: The text of the step.
    ///   - table: The names of the columns, then the rows.
    /// - Throws: ``InstructionError``, ``WrittenValue/ParsingError``.
    public init(order: String, table: [[String]]) throws {
        let orders = [
            "the result should be, in any order:": (false, false),
            "the result should be, in order:": (true, false),
            "the result should be (ignoring element order for lists):": (false, true),
            "the result should be, in any order (ignoring element order for lists):": (false, true),
            "the result should be, in order (ignoring element order for lists):": (true, true),
        ]
        guard let (isOrdered, ignoresListOrder) = orders[order] else {
            throw InstructionError("The step `\(order)` is unknown.")
        }
        self.init(
            columns: table.first ?? [], rows: try table.dropFirst().map { try $0.map(WrittenValue.parse) },
            isOrdered: isOrdered, ignoresListOrder: ignoresListOrder)
    }

    /// What is wrong with a result, as a sentence; nil if it is the expected one.
    public func objection(to result: QueryResult) -> String? {
        guard columns.elementsEqual(result.columns, by: { $0.utf8.elementsEqual($1.utf8) }) else {
            return "The columns are \(result.columns.joined(separator: ", ")) "
                + "rather than \(columns.joined(separator: ", "))."
        }
        let expected = texts(rows)
        let returned = texts(result.rows.map { $0.map(WrittenValue.init) })
        guard expected.count == returned.count else {
            return "There are \(returned.count) rows rather than \(expected.count)."
        }
        if expected == returned { return nil }
        let areSame = expected.sorted(by: precedes) == returned.sorted(by: precedes)
        if areSame { return isOrdered ? "The rows come in another order." : nil }
        return "Rows have other values."
    }

    /// Each row as bytes, because strings compare by bytes.
    private func texts(_ rows: [[WrittenValue]]) -> [[UInt8]] {
        rows.map { row in
            Array(row.map { $0.text(ignoringListOrder: ignoresListOrder) }.joined(separator: " | ").utf8)
        }
    }

    private func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.lexicographicallyPrecedes(right)
    }

    /// The table as it stands in a scenario.
    public var text: String { Self.text(columns, rows) }

    /// A result as a table, its first rows only.
    public static func text(of result: QueryResult) -> String {
        text(result.columns, result.rows.map { $0.map(WrittenValue.init) })
    }

    private static func text(_ columns: [String], _ rows: [[WrittenValue]]) -> String {
        let shown = 20
        var lines = ["| \(columns.joined(separator: " | ")) |"]
        lines += rows.prefix(shown).map { "| \($0.map { $0.text() }.joined(separator: " | ")) |" }
        if rows.count > shown { lines.append("... and \(rows.count - shown) rows more") }
        return lines.joined(separator: "\n")
    }
}
