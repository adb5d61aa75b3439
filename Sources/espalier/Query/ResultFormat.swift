import ArgumentParser
import Query
import QueryValues

/// How the result of a query is written.
enum ResultFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case table, json, csv, jsonl, arrow

    /// The format that a file's name asks for by its ending.
    init?(fileName: String) {
        let ending = fileName.split(separator: ".").last?.lowercased() ?? ""
        switch ending {
        case "ndjson": self = .jsonl
        default: self.init(rawValue: ending)
        }
    }

    /// The formats that a person can read.
    static let readable: [ResultFormat] = [.table, .json, .csv, .jsonl]

    /// A writer to an output.
    func writer(to output: ResultOutput, of script: ScriptSource, hasSeveralStatements: Bool)
        -> any ResultWriter
    {
        switch self {
        case .table: TableWriter(output)
        case .json: JSONWriter(output, script, hasSeveralStatements: hasSeveralStatements)
        case .csv: CSVResultWriter(output)
        case .jsonl: JSONLinesWriter(output)
        case .arrow: ArrowWriter(output, script)
        }
    }
}

/// Writes the results of statements one after the other.
///
/// For every statement: `begin`, `write` any number of times, `end` unless it failed; and `finish` once.
protocol ResultWriter {
    /// Begins the result of a statement.
    mutating func begin(columns: [String]) throws
    /// Goes on with some rows.
    mutating func write(_ rows: [[QueryValue]]) throws
    /// Ends the result of a statement; `result` has everything but the rows, its warnings with places in the script.
    mutating func end(_ result: QueryResult) throws
    /// Ends everything, perhaps because of a problem.
    mutating func finish(after problem: QueryProblem?) throws
    /// Whether values are not shown in full.
    var hasShortened: Bool { get }
}

extension ResultWriter {
    var hasShortened: Bool { false }
    mutating func finish(after problem: QueryProblem?) throws {}
}
