import ArgumentParser
import Cypher
import Query

/// A script on its way through a store.
struct QueryRun: Sendable {
    let store: String
    let text: String?
    let parameters: ParameterOptions
    let limits: QueryLimits
    let format: ResultFormat
    let output: String?
    let mode: Cypher.Statement.Mode
    let create: Bool
    let progress: QueryProgress?
    let tellsSummary: Bool

    /// Carries the script out, or says what went wrong and throws the exit code.
    func run() throws {
        let output = try ResultOutput(path: output, progress: progress)
        var source = ScriptSource(text: "", name: "query")
        var writer = format.writer(to: output, of: source, hasSeveralStatements: false)
        do {
            source = try ScriptSource.reading(text)
            let script = try read(source)
            writer = format.writer(to: output, of: source, hasSeveralStatements: script.parts.count > 1)
            try carryOut(script, &writer, output)
            try writer.finish(after: nil)
            try output.finish()
        } catch let mistakes as ScriptMistakes {
            try end(mistakes.problems, &writer, output)
        } catch let problem as QueryProblem {
            try end([problem], &writer, output)
        } catch is CancellationError {
            try end([QueryProblem(.cancelled, in: source)], &writer, output)
        }
    }

    private func read(_ source: ScriptSource) throws -> Script {
        let script: Script
        do { script = try Script(source) } catch {
            guard let file = source.mistakenFile, let problem = error.problems.first else { throw error }
            throw QueryProblem(
                problem.error.meaningFile(file, store: store), in: source, offset: problem.offset)
        }
        if script.parts.isEmpty { throw QueryProblem(.emptyScript, in: source) }
        return script
    }

    private func carryOut(_ script: Script, _ writer: inout any ResultWriter, _ output: ResultOutput) throws {
        let values = try parameters.values()
        let isWriting = mode != .explain && script.parts.contains(where: \.isWriting)
        var opened = try OpenedStore(
            store, isWriting: isWriting, create: create, command: "query", in: script.source)
        defer { opened.removeIfUnused() }
        let session = QuerySession(
            engine: QueryEngine(opened.store, limits: limits), parameters: values, progress: progress,
            tellsSummary: tellsSummary, parameterAdvice: { "--param \($0)=value" })
        for part in script.parts {
            try session.run(part, of: script.source, as: mode, writer: &writer, output: output)
            opened.isUsed = true
        }
    }

    /// Says what went wrong and ends the command.
    private func end(
        _ problems: [QueryProblem], _ writer: inout any ResultWriter, _ output: ResultOutput
    ) throws -> Never {
        progress?.stop()
        for problem in problems {
            Terminal.writeError(problem.rendered(usesColor: Terminal.takesColors))
        }
        try writer.finish(after: problems.first)
        // A file that was asked for is there only if all of it is; but JSON says itself what it lacks.
        if format == .json { try output.finish() } else { try output.flush() }
        throw problems.first?.exitCode ?? Terminal.unreadable
    }
}
