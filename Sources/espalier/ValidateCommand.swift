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

    @Argument(help: ArgumentHelp("Files of nodes and edges.", valueName: "data"))
    var data: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Files of nodes, all with these labels; the first holds the header. May be repeated.",
            valueName: "[Label[:Label...]=]header,file..."))
    var nodes: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Files of edges, all with this label; the first holds the header. May be repeated.",
            valueName: "[TYPE=]header,file..."))
    var relationships: [String] = []

    @Flag(
        help:
            "With --nodes and --relationships: the files behind the header begin with a header too; ignore it."
    )
    var skipFirstLine = false

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

    @Option(
        help: ArgumentHelp(
            "string or integer: the type of an identifier as a property, as in id:ID.", valueName: "type"))
    var idType: IdentifierType = .string

    @Option(help: ArgumentHelp("What separates CSV fields; TAB is a tab.", valueName: "character"))
    var delimiter = ","

    @Option(
        help: ArgumentHelp("What separates the elements of a list in a CSV field.", valueName: "character"))
    var arrayDelimiter = ";"

    @Option(help: ArgumentHelp("What quotes CSV fields.", valueName: "character"))
    var quote = "\""

    @Option(help: ArgumentHelp("How many threads to use.", valueName: "n"))
    var threads = max(1, min(ProcessInfo.processInfo.activeProcessorCount, 8))

    @Flag(name: .shortAndLong, help: "No progress, no tables; the verdict and the violations.")
    var quiet = false

    func validate() throws {
        guard !data.isEmpty || !nodes.isEmpty || !relationships.isEmpty else {
            throw ValidationError("Name at least one file of nodes or edges.")
        }
        guard !data.contains("-") else {
            throw ValidationError("Data is read twice, so it cannot come from standard input; name a file.")
        }
        try refuseEmptyGroups()
        try refuseRepetitions()
        guard limit >= 0 else { throw ValidationError("--limit takes a whole number from 0.") }
        guard threads > 0 else { throw ValidationError("--threads takes a whole number from 1.") }
        guard !typing || format == .json else { throw ValidationError("--typing needs --format json.") }
        try refuseUnusableSigns()
    }

    private func refuseEmptyGroups() throws {
        for (option, example, groups) in [
            ("nodes", "Person=people.csv", nodes), ("relationships", "KNOWS=knows.csv", relationships),
        ] {
            for text in groups where FileGroup(text).files.isEmpty {
                throw ValidationError("--\(option) `\(text)` names no file; write --\(option) \(example).")
            }
        }
    }

    /// A header may serve several groups, but elements that are read twice are each there twice.
    private func refuseRepetitions() throws {
        var seen: Set<String> = []
        let parts = (nodes + relationships).flatMap { FileGroup($0).files.dropFirst() }
        for file in data + parts where !seen.insert(file).inserted {
            throw ValidationError("\(file) is given twice; leave one out.")
        }
    }

    private func refuseUnusableSigns() throws {
        for (name, text) in [("delimiter", delimiter), ("array-delimiter", arrayDelimiter), ("quote", quote)]
        {
            guard Self.character(text) != nil else {
                throw ValidationError("--\(name) takes one character, or TAB; `\(text)` is neither.")
            }
        }
        guard Self.character(delimiter) != Self.character(arrayDelimiter) else {
            throw ValidationError(
                "The delimiter and the array delimiter are both `\(delimiter)`; choose another one for lists, "
                    + "such as --array-delimiter '|'.")
        }
    }

    func run() throws {
        let schema = try SchemaFile.orExit(resolving: schema, asJSON: format == .json)
        let report: Report
        do {
            let validator = try Validator(catalog: schema.catalog, graphType: graphType)
            let progress = quiet || !Terminal.isInteractive ? nil : ProgressLine()
            defer { progress?.clear() }
            let files = try GraphFiles(inputs(), options: csvOptions) { progress?.show($0) }
            report = try validator.validate(
                files,
                options: Validator.Options(
                    limit: limit, workers: threads, tellsTyping: typing && format == .json))
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

    private func inputs() -> [GraphFiles.Input] {
        data.map { .file($0) } + nodes.map { group($0, .node) } + relationships.map { group($0, .edge) }
    }

    private func group(_ text: String, _ kind: ElementKind) -> GraphFiles.Input {
        let group = FileGroup(text)
        return .group(kind: kind, labels: group.labels, files: group.files, skipsFirstLine: skipFirstLine)
    }

    private var csvOptions: CSVOptions {
        CSVOptions(
            delimiter: Self.character(delimiter) ?? ",",
            arrayDelimiter: Self.character(arrayDelimiter) ?? ";",
            quote: Self.character(quote) ?? "\"", identifierType: idType.option)
    }

    private static func character(_ text: String) -> Character? {
        if ["TAB", "\\t"].contains(text) { return "\t" }
        return text.count == 1 ? text.first : nil
    }
}

/// Files that share a header, as `Person:Employee=header.csv,part.csv` names them; the labels are optional.
private struct FileGroup {
    let labels: [String]
    let files: [String]

    init(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        labels = parts.count == 2 ? Self.names(parts[0], separator: ":") : []
        files = Self.names(parts[parts.count - 1], separator: ",")
    }

    private static func names(_ text: Substring, separator: Character) -> [String] {
        text.split(separator: separator).map { $0.trimmingCharacters(in: .whitespaces) }.filter {
            !$0.isEmpty
        }
    }
}

/// The values of `--id-type`.
enum IdentifierType: String, ExpressibleByArgument, CaseIterable {
    case string, integer

    var option: CSVOptions.IdentifierType {
        switch self {
        case .string: .string
        case .integer: .integer
        }
    }
}
