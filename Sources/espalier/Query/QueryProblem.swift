import ArgumentParser
import Cypher
import GraphStore
import PGSchema
import PropertyGraph

/// Why a statement was refused or stopped, with the place in the script.
struct QueryProblem: Error, Sendable {
    let error: QueryError
    let source: ScriptSource
    /// Where in the script the text begins that the error's range counts from.
    let offset: Int

    init(_ error: QueryError, in source: ScriptSource, offset: Int = 0) {
        self.error = error
        self.source = source
        self.offset = offset
    }

    /// A query that was never carried out is like a file that cannot be read; one that failed does not conform.
    var exitCode: ExitCode {
        switch error.kind {
        case .store, .parameterMissing: Terminal.unreadable
        default: error.phase == .compileTime ? Terminal.unreadable : Terminal.doesNotConform
        }
    }

    /// Where the error is, from 1, if it has a place.
    var place: (line: Int, column: Int)? {
        range.map { LineMap(source.text).position(of: $0.lowerBound) }
    }

    private var range: SourceRange? {
        error.range.map { SourceRange(max(0, $0.lowerBound + offset), max(0, $0.upperBound + offset)) }
    }

    /// The message with source line and caret, the way out, and the names that programs know the error by.
    func rendered(usesColor: Bool) -> String {
        // A refusal by the schema lists every violation below its first line.
        let lines = error.message.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
        var text =
            range.map { range in
                DiagnosticRenderer(source.text, file: source.name, usesColor: usesColor).render(
                    Diagnostic(.parse, lines.first ?? "", at: range)) + "\n"
            } ?? "error: \(lines.first ?? "")\n".printable
        for line in lines.dropFirst() { text += line.printable + "\n" }
        if let suggestion = error.suggestion { text += suggestion.printable + "\n" }
        return text + "\(error.kind.rawValue): \(error.detail), GQLSTATUS \(error.gqlStatus)\n"
    }

    /// The error as an object of JSON; what it does not have is null.
    var json: [UInt8] {
        var bytes: [UInt8] = []
        let place = place
        bytes.append(contentsOf: "{\"kind\":".utf8)
        bytes.append(jsonString: error.kind.rawValue)
        bytes.append(contentsOf: ",\"detail\":".utf8)
        bytes.append(jsonString: error.detail)
        bytes.append(contentsOf: ",\"gqlstatus\":\"\(error.gqlStatus)\",\"message\":".utf8)
        bytes.append(jsonString: error.message)
        bytes.append(contentsOf: ",\"line\":\(place.map { String($0.line) } ?? "null")".utf8)
        bytes.append(contentsOf: ",\"column\":\(place.map { String($0.column) } ?? "null")".utf8)
        bytes.append(contentsOf: ",\"suggestion\":".utf8)
        if let suggestion = error.suggestion {
            bytes.append(jsonString: suggestion)
        } else {
            bytes.append(contentsOf: "null".utf8)
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }
}

extension QueryError {
    /// What the store said when it was opened, with ways out that fit a query.
    static func opening(_ error: StoreError, command: String) -> QueryError {
        if case .missing(let path) = error {
            return QueryError(
                .store, "StoreUnavailable", phase: .runtime, "There is no store \(path).",
                suggestion: "`espalier \(command) \(path) --create` makes an empty one, "
                    + "`espalier import \(path) ...` one with a graph.")
        }
        return QueryError(.store, "StoreUnavailable", phase: .runtime, error.description)
    }

    /// A query that Ctrl-C stopped.
    static let cancelled = QueryError(
        .resource, "Cancelled", phase: .runtime, "The query was cancelled; it changed nothing.")

    /// A text without any statement.
    static let emptyScript = QueryError(
        .syntax, "UnexpectedSyntax", phase: .compileTime, "There is no statement here.",
        suggestion: "A statement is, for example, `MATCH (n) RETURN count(n)`.")

    /// A file of the store that is not what it should be.
    static func damaged(_ reason: String) -> QueryError {
        QueryError(.store, "StoreUnavailable", phase: .runtime, reason)
    }
}
