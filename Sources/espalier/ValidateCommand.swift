import ArgumentParser
import Conformance
import Foundation
import Interchange
import PGSchema
import PropertyGraph

/// The command `espalier validate SCHEMA DATA...`.
struct ValidateCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, sarif
    }

    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Say whether a graph conforms to a graph type, and if not, where and why.",
        discussion: """
            DATA are files in any order and number: CSV with headers as neo4j-admin (:ID, :LABEL, :START_ID, \
            :END_ID, :TYPE, name:string) or Neptune (~id, ~label, ~from, ~to) has them, and JSON Lines; .gz and .zst \
            too.

            Files whose header stands in a file of its own, or that name no labels, are given as with neo4j-admin:

              espalier validate shop.pgs \\
                --nodes Person=person-header.csv,people1.csv,people2.csv \\
                --relationships KNOWS=knows-header.csv,knows.csv
            """)

    @Argument(help: "A file of PG-Schema; - is standard input.")
    var schema: String

    @OptionGroup(title: "Data") var files: DataOptions

    @Option(
        help: ArgumentHelp(
            "The graph type to validate against; the last one if it is left out.", valueName: "name"))
    var graphType: String?

    @Option(help: "text, json or sarif.")
    var format: Format = .text

    @Flag(help: "With --format json: tell the types of every element.")
    var typing = false

    @Option(
        help: ArgumentHelp(
            "How many violations to list for each rule and constraint; all are counted.", valueName: "n"))
    var limit = 20

    @Flag(name: .shortAndLong, help: "No progress, no tables; the verdict and the violations.")
    var quiet = false

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit takes a whole number from 0.") }
        guard !typing || format == .json else { throw ValidationError("--typing needs --format json.") }
    }

    func run() throws {
        let schema = try SchemaFile.orExit(resolving: schema, asJSON: format == .json)
        let report: Report
        do {
            let validator = try Validator(catalog: schema.catalog, graphType: graphType)
            let progress = quiet || !Terminal.isInteractive ? nil : ProgressLine()
            defer { progress?.clear() }
            report = try validator.validate(
                try files.open(progress: progress),
                options: Validator.Options(
                    limit: limit, workers: files.threads, tellsTyping: typing && format == .json))
        } catch let error as InterchangeError {
            try InputProblem(kind: "data", file: error.file, line: error.line, message: error.description)
                .end(asJSON: format == .json)
        } catch let error as Conformance.ValidationError {
            try InputProblem(kind: "schema", file: schema.path, message: error.description)
                .end(asJSON: format == .json)
        }
        switch format {
        case .text: try Terminal.write(report.text(isBrief: quiet).printable)
        case .json: try report.writeJSON { try Terminal.write($0) }
        case .sarif: try Terminal.write(try report.sarif())
        }
        if !report.conforms { throw Terminal.doesNotConform }
    }
}
