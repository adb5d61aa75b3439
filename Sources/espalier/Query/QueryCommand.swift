import ArgumentParser
import Cypher
import Foundation
import GraphStore
import Query
import QueryValues

/// The command `espalier query STORE TEXT`.
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Ask a store a question, or change what it holds, in openCypher.",
        discussion: """
            A query that only reads sees one state of the store; one that writes is a transaction, which the schema \
            checks as a whole.

              espalier query shop.espalier 'MATCH (p:Person) RETURN p.name, p.born'
              espalier query shop.espalier 'MATCH (p:Person {name: $name}) RETURN p' \\
                --param name=Ada --format json
              espalier query new.espalier --create < script.cypher

            The text may hold several statements with semicolons between them. All are read before the first is \
            carried out; each is a transaction of its own, and the first that fails ends the script.

            Exit codes: 0 success; 1 refused by the schema or failed while it ran; 2 the query or the store could not \
            be read; 64 wrong usage; 130 cancelled.
            """)

    @Argument(help: "The store, a directory such as shop.espalier.")
    var store: String

    @Argument(
        help: ArgumentHelp(
            "One or more statements; - or nothing at all reads standard input.", valueName: "text"))
    var text: String?

    @OptionGroup(title: "Parameters") var parameters: ParameterOptions

    @OptionGroup(title: "Limits") var limits: LimitOptions

    @Option(
        help: ArgumentHelp(
            "table, json, csv or jsonl; by the ending of --output if it is left out, or table.",
            valueName: "format"))
    var format: ResultFormat?

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write the rows to.", valueName: "file"))
    var output: String?

    @Flag(help: "Show how the query would be carried out, and do not carry it out.")
    var explain = false

    @Flag(help: "Carry the query out and show where its time went.")
    var profile = false

    @Flag(help: "Make an empty store if there is none.")
    var create = false

    @Flag(name: .shortAndLong, help: "No progress and no summary.")
    var quiet = false

    func validate() throws {
        guard !explain || !profile else { throw ValidationError("Choose one of --explain and --profile.") }
    }

    func run() throws {
        if text == nil, isatty(STDIN_FILENO) == 1 {
            throw ValidationError(
                "Give a query, such as 'MATCH (n) RETURN count(n)'; `espalier shell \(store)` takes one after the other."
            )
        }
        let chosen = format ?? output.flatMap { ResultFormat(fileName: $0) } ?? .table
        let progress = quiet || !Terminal.isInteractive ? nil : QueryProgress()
        let run = QueryRun(
            store: store, source: try ScriptSource.reading(text, asJSON: chosen == .json), format: chosen,
            output: output, mode: explain ? .explain : profile ? .profile : .run, create: create,
            parameters: try parameters.values(asJSON: chosen == .json), limits: limits.limits,
            progress: progress, tellsSummary: chosen == .table && !quiet)
        try Interruption.run(progress: progress) { try run.run() }
    }
}

/// A script on its way through a store.
private struct QueryRun: Sendable {
    let store: String
    let source: ScriptSource
    let format: ResultFormat
    let output: String?
    let mode: Cypher.Statement.Mode
    let create: Bool
    let parameters: [String: QueryValue]
    let limits: QueryLimits
    let progress: QueryProgress?
    let tellsSummary: Bool

    func run() throws {
        let output = try ResultOutput(path: output, progress: progress)
        let script: Script
        do { script = try Script(source) } catch {
            for problem in error.problems { tell(problem) }
            try end(error.problems.first, hasSeveralStatements: false, output)
        }
        guard !script.parts.isEmpty else {
            let problem = QueryProblem(.emptyScript, in: source)
            tell(problem)
            try end(problem, hasSeveralStatements: false, output)
        }
        var writer = format.writer(to: output, of: source, hasSeveralStatements: script.parts.count > 1)
        do {
            try carryOut(script, &writer, output)
        } catch let problem as QueryProblem {
            progress?.stop()
            tell(problem)
            try finish(&writer, after: problem, output)
            throw problem.exitCode
        } catch is CancellationError {
            progress?.stop()
            let problem = QueryProblem(.cancelled, in: source)
            tell(problem)
            try finish(&writer, after: problem, output)
            throw ExitCode(130)
        }
        try finish(&writer, after: nil, output)
    }

    private func carryOut(_ script: Script, _ writer: inout any ResultWriter, _ output: ResultOutput) throws {
        let isWriting = mode != .explain && script.parts.contains(where: \.isWriting)
        var opened = try OpenedStore(
            store, isWriting: isWriting, create: create, command: "query", in: source)
        defer { opened.removeIfUnused() }
        let session = QuerySession(
            engine: QueryEngine(opened.store, limits: limits), parameters: parameters, progress: progress,
            tellsSummary: tellsSummary)
        for part in script.parts {
            try session.run(part, of: source, as: mode, writer: &writer, output: output)
            opened.isUsed = true
        }
    }

    private func finish(
        _ writer: inout any ResultWriter, after problem: QueryProblem?, _ output: ResultOutput
    ) throws {
        try writer.finish(after: problem)
        // A file that was asked for is there only if everything in it is.
        if problem == nil || format == .json { try output.finish() } else { try output.flush() }
    }

    /// Ends the command before anything was carried out.
    private func end(
        _ problem: QueryProblem?, hasSeveralStatements: Bool, _ output: ResultOutput
    ) throws -> Never {
        var writer = format.writer(to: output, of: source, hasSeveralStatements: hasSeveralStatements)
        try finish(&writer, after: problem, output)
        throw problem?.exitCode ?? Terminal.unreadable
    }

    private func tell(_ problem: QueryProblem) {
        Terminal.writeError(problem.rendered(usesColor: Terminal.takesColors))
    }
}
