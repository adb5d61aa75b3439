import ArgumentParser
import Cypher
import PGSchema
import Query
import QueryValues

/// Carries out statements one after the other and says what came of each.
struct QuerySession: Sendable {
    let engine: QueryEngine
    var parameters: [String: QueryValue] = [:]
    let progress: QueryProgress?
    /// Whether to tell how many rows there were and what changed.
    var tellsSummary: Bool
    /// Whether to tell how long it took.
    var tellsTime = true
    /// How a parameter of some name is given.
    var parameterAdvice: @Sendable (String) -> String

    /// Carries out a statement.
    ///
    /// It is explained or profiled as `mode` says where it asks for neither itself. Throws ``QueryProblem``,
    /// `CancellationError`, and `ExitCode` when the output cannot be written.
    func run(
        _ part: Script.Part, of source: ScriptSource, as mode: Cypher.Statement.Mode = .run,
        writer: inout some ResultWriter, output: ResultOutput
    ) throws {
        let (prefix, isWriting) = prefixed(part, mode)
        // Ranges count from the start of what the engine sees.
        let offset = part.offset - prefix.utf8.count
        let start = ContinuousClock.now
        progress?.start()
        defer { progress?.stop() }
        var result: QueryResult
        var kept: [[QueryValue]] = []
        var count = 0
        do {
            result = try engine.run(
                prefix + part.text, parameters, begin: { try writer.begin(columns: $0) },
                receive: { rows in
                    count += rows.count
                    // What a query has written is not certain before it ends, nor are its rows.
                    if isWriting { kept += rows } else { try writer.write(rows) }
                    if !isWriting { try output.flush() }
                    return true
                })
        } catch let error as QueryError {
            throw QueryProblem(advised(error, prefix + part.text), in: source, offset: offset)
        }
        let time = ContinuousClock.now - start
        try writer.write(kept)
        for index in result.warnings.indices {
            let range = result.warnings[index].range
            result.warnings[index].range = SourceRange(
                max(0, range.lowerBound + offset), max(0, range.upperBound + offset))
        }
        try writer.end(result)
        try output.flush()
        progress?.stop()
        tell(result.warnings, of: source)
        if tellsSummary, part.mode != .explain, mode != .explain {
            Terminal.writeError(
                Self.summary(
                    result, rows: count, time: tellsTime ? time : nil, hasShortened: writer.hasShortened)
                    + "\n")
        }
    }

    /// Where a parameter is missing, the way out is that of the command.
    private func advised(_ error: QueryError, _ text: String) -> QueryError {
        guard error.kind == .parameterMissing, let range = error.range else { return error }
        let bytes = Array(text.utf8)
        guard range.lowerBound >= 0, range.upperBound <= bytes.count, range.lowerBound < range.upperBound
        else {
            return error
        }
        let name = String(decoding: bytes[range.lowerBound..<range.upperBound], as: UTF8.self)
        var error = error
        error.suggestion = "Give it a value: `\(parameterAdvice(String(name.trimmingPrefix("$"))))`."
        return error
    }

    private func prefixed(_ part: Script.Part, _ mode: Cypher.Statement.Mode) -> (
        prefix: String, isWriting: Bool
    ) {
        guard part.mode == .run else { return ("", part.isWriting) }
        switch mode {
        case .run: return ("", part.isWriting)
        case .explain: return ("EXPLAIN ", false)
        case .profile: return ("PROFILE ", part.isWriting)
        }
    }

    private func tell(_ warnings: [Diagnostic], of source: ScriptSource) {
        guard !warnings.isEmpty else { return }
        Terminal.writeError(
            DiagnosticRenderer(source.text, file: source.name, usesColor: Terminal.takesColors)
                .render(warnings))
    }

    /// One line on what came of a statement: `3 rows, 2 nodes created, 1.2 ms`.
    static func summary(
        _ result: QueryResult, rows: Int, time: Duration?, hasShortened: Bool
    ) -> String {
        var parts: [String] = []
        if !result.columns.isEmpty, result.plan == nil || rows > 0 {
            parts.append(rows == 1 ? "1 row" : "\(rows) rows")
        }
        if !result.changes.isEmpty {
            parts.append(result.changes.text)
        } else if parts.isEmpty, result.plan == nil {
            parts.append("Nothing changed")
        }
        if let time { parts.append(time.text) }
        let note = hasShortened ? " (values are shortened to fit; --format json shows all of them)" : ""
        return parts.joined(separator: ", ") + note
    }
}
