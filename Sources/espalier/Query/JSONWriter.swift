import Cypher
import PGSchema
import PropertyGraph
import Query
import QueryValues

/// Writes one JSON object, once everything is known.
///
///     {"columns": ["n"], "rows": [[1]], "changes": {...}, "warnings": [], "plan": null}
///
/// Several statements are `{"results": [...]}`. What went wrong is `error`, beside the results that there were.
struct JSONWriter: ResultWriter {
    private let output: ResultOutput
    private let lines: LineMap
    private let hasSeveralStatements: Bool
    private var results: [[UInt8]] = []
    private var current: [UInt8] = []
    private var hasRows = false

    init(_ output: ResultOutput, _ script: ScriptSource, hasSeveralStatements: Bool) {
        self.output = output
        lines = LineMap(script.text)
        self.hasSeveralStatements = hasSeveralStatements
    }

    mutating func begin(columns: [String]) throws {
        current = []
        hasRows = false
        current.append(contentsOf: "{\"columns\":".utf8)
        current.append(jsonList: columns) { $0.append(jsonString: $1) }
        current.append(contentsOf: ",\"rows\":[".utf8)
    }

    mutating func write(_ rows: [[QueryValue]]) throws {
        for row in rows {
            if hasRows { current.append(UInt8(ascii: ",")) }
            hasRows = true
            current.append(jsonList: row) { $0.append(contentsOf: $1.jsonText.utf8) }
        }
    }

    mutating func end(_ result: QueryResult) throws {
        current.append(contentsOf: "],\"changes\":".utf8)
        current.append(changes: result.changes)
        current.append(contentsOf: ",\"warnings\":".utf8)
        current.append(jsonList: result.warnings) { $0.append(warning: $1, lines) }
        current.append(contentsOf: ",\"plan\":".utf8)
        if let plan = result.plan {
            current.append(plan: plan)
        } else {
            current.append(contentsOf: "null".utf8)
        }
        current.append(UInt8(ascii: "}"))
        results.append(current)
        current = []
    }

    mutating func finish(after problem: QueryProblem?) throws {
        var object: [UInt8] = []
        if hasSeveralStatements {
            object.append(contentsOf: "{\"results\":".utf8)
            object.append(jsonList: results) { $0.append(contentsOf: $1) }
            if let problem { object.append(contentsOf: ",\"error\":".utf8 + problem.json) }
            object.append(UInt8(ascii: "}"))
        } else if let problem {
            object.append(contentsOf: "{\"error\":".utf8 + problem.json)
            object.append(UInt8(ascii: "}"))
        } else {
            object = results.first ?? Array("{\"results\":[]}".utf8)
        }
        object.append(UInt8(ascii: "\n"))
        try output.write(object)
    }
}

extension [UInt8] {
    mutating func append<Item>(jsonList items: [Item], _ appendItem: (inout [UInt8], Item) -> Void) {
        append(UInt8(ascii: "["))
        for (position, item) in items.enumerated() {
            if position > 0 { append(UInt8(ascii: ",")) }
            appendItem(&self, item)
        }
        append(UInt8(ascii: "]"))
    }

    fileprivate mutating func append(changes: QueryChanges) {
        let counts: [(String, Int)] = [
            ("nodesCreated", changes.nodesCreated), ("nodesDeleted", changes.nodesDeleted),
            ("relationshipsCreated", changes.relationshipsCreated),
            ("relationshipsDeleted", changes.relationshipsDeleted), ("propertiesSet", changes.propertiesSet),
            ("labelsAdded", changes.labelsAdded), ("labelsRemoved", changes.labelsRemoved),
        ]
        append(contentsOf: "{\(counts.map { "\"\($0)\":\($1)" }.joined(separator: ","))}".utf8)
    }

    fileprivate mutating func append(warning: Diagnostic, _ lines: LineMap) {
        let place = lines.position(of: warning.range.lowerBound)
        append(contentsOf: "{\"line\":\(place.line),\"column\":\(place.column),\"message\":".utf8)
        append(jsonString: warning.message)
        append(contentsOf: ",\"suggestion\":".utf8)
        if let suggestion = warning.suggestion {
            append(jsonString: suggestion)
        } else {
            append(contentsOf: "null".utf8)
        }
        append(UInt8(ascii: "}"))
    }

    fileprivate mutating func append(plan: PlanDescription) {
        append(contentsOf: "{\"operator\":".utf8)
        append(jsonString: plan.name)
        append(contentsOf: ",\"details\":".utf8)
        append(jsonString: plan.details)
        if let estimate = plan.estimatedRows, estimate.isFinite {
            append(contentsOf: ",\"estimatedRows\":\(estimate)".utf8)
        }
        if let rows = plan.rows { append(contentsOf: ",\"rows\":\(rows)".utf8) }
        if let time = plan.time {
            append(contentsOf: ",\"milliseconds\":\(time / .milliseconds(1))".utf8)
        }
        append(contentsOf: ",\"inputs\":".utf8)
        append(jsonList: plan.inputs) { $0.append(plan: $1) }
        append(UInt8(ascii: "}"))
    }
}
