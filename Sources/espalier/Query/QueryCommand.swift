import ArgumentParser
import Cypher
import Foundation

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
            "table, json, csv, jsonl or arrow; by the ending of --output if it is left out, or table.",
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
        if chosen == .arrow, output == nil, isatty(STDOUT_FILENO) == 1 {
            throw ValidationError("Arrow is for programs; name a file with --output.")
        }
        let progress = quiet || !Terminal.isInteractive ? nil : QueryProgress()
        let run = QueryRun(
            store: store, text: text, parameters: parameters, limits: limits.limits, format: chosen,
            output: output, mode: explain ? .explain : profile ? .profile : .run, create: create,
            progress: progress, tellsSummary: chosen == .table && !quiet)
        try Interruption.run(progress: progress) { try run.run() }
    }
}
