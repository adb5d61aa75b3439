import ArgumentParser
import Cypher
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

    /// The same problem in a text that begins so many lines further down.
    func moved(down lines: Int) -> QueryProblem {
        guard lines > 0 else { return self }
        return QueryProblem(
            error,
            in: ScriptSource(text: String(repeating: "\n", count: lines) + source.text, name: source.name),
            offset: offset + lines)
    }

    /// A query that was never carried out is like a file that cannot be read; one that failed does not conform.
    var exitCode: ExitCode {
        if error == .cancelled { return Terminal.cancelled }
        return switch error.kind {
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
