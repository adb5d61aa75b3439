import ArgumentParser
import Conformance
import Foundation
import GraphStore
import Interchange
import PropertyGraph

/// The command `espalier import STORE DATA...`.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Add a graph to a store in one step, held to a schema.",
        discussion: """
            The store is made if it is not there. Everything is validated, what the store holds already included, and \
            then becomes valid at once: until then, and if anything goes wrong, the store is as it was.

              espalier import shop.espalier --schema shop.pgs people.csv knows.csv

            DATA are files as `espalier validate` takes them, or one folder that EXPORT DATABASE of Kuzu or Ladybug wrote: \
            its tables become types, and its primary keys keys, unless --schema says otherwise.
            """)

    @Argument(help: "The store, a directory such as shop.espalier.")
    var store: String

    @OptionGroup(title: "Data") var files: DataOptions

    @Option(
        help: ArgumentHelp(
            "The schema to hold the store to from now on; the one it has if this is left out.",
            valueName: "file"))
    var schema: String?

    @Option(
        help: ArgumentHelp(
            "The graph type of the schema; the last one if it is left out.", valueName: "name"))
    var graphType: String?

    @Option(
        help: ArgumentHelp(
            "reject: import nothing. quarantine: import the rest, and write what was refused beside the store. admit: "
                + "import everything that can be stored.", valueName: "reject|quarantine|admit"))
    var onViolation: Policy = .reject

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    @Option(
        help: ArgumentHelp(
            "How many violations to list for each rule and constraint; all are counted.", valueName: "n"))
    var limit = 20

    @Flag(name: .shortAndLong, help: "No progress.")
    var quiet = false

    enum Policy: String, ExpressibleByArgument, CaseIterable {
        case reject, quarantine, admit

        var policy: ImportPolicy {
            switch self {
            case .reject: .reject
            case .quarantine: .quarantine
            case .admit: .admit
            }
        }
    }

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit takes a whole number from 0.") }
        guard graphType == nil || schema != nil else { throw ValidationError("--graph-type needs --schema.") }
    }

    func run() throws {
        let start = ContinuousClock.now
        let schema = try schema.map { path in
            try StoreAccess.schema(
                SchemaFile.orExit(resolving: path, asJSON: format == .json), graphType,
                asJSON: format == .json)
        }
        let outcome: GraphStore.ImportOutcome
        do {
            outcome = try StoreAccess.orExit(asJSON: format == .json) {
                let progress = quiet || !Terminal.isInteractive ? nil : ProgressLine()
                defer { progress?.clear() }
                if let folder = files.kuzuFolder { return try importExport(folder, schema, progress) }
                return try importGraph(try files.open(progress: progress), schema)
            }
        } catch StoreError.refused(let report) {
            try refuse(report)
        }
        try show(outcome, after: ContinuousClock.now - start)
    }

    private func importGraph(
        _ graph: some GraphSource, _ schema: StoredSchema?
    ) throws -> GraphStore.ImportOutcome {
        let options = GraphStore.ImportOptions(
            policy: onViolation.policy, limit: limit, workers: files.threads)
        return try GraphStore.withStore(at: store) {
            try $0.importGraph(graph, schema: schema, options: options)
        }
    }

    private func importExport(
        _ folder: String, _ schema: StoredSchema?, _ progress: ProgressLine?
    ) throws -> GraphStore.ImportOutcome {
        let export = try KuzuExport(folder) { progress?.show($0) }
        if schema == nil {
            for loss in export.losses { Terminal.writeError("note: \(loss)\n".printable) }
        }
        return try importGraph(export, try schema ?? StoredSchema(export.schema))
    }

    private func refuse(_ report: Report) throws -> Never {
        switch format {
        case .text:
            try Terminal.write(report.text(isBrief: true).printable)
            Terminal.writeError(
                "Nothing was imported. Mend the data, or see --on-violation in `espalier import --help`.\n")
        case .json: try report.writeJSON { try Terminal.write($0) }
        }
        throw Terminal.doesNotConform
    }

    private func show(_ outcome: GraphStore.ImportOutcome, after duration: Duration) throws {
        switch format {
        case .json:
            try JSONOutput.write(
                ImportSummary(
                    store: store, nodes: outcome.nodeCount, edges: outcome.edgeCount, bytes: outcome.size,
                    conforms: outcome.report.conforms, violations: outcome.report.violationCount,
                    quarantined: outcome.quarantined, quarantine: outcome.quarantine))
        case .text:
            if !outcome.report.conforms { try Terminal.write(outcome.report.text(isBrief: true).printable) }
            let seconds =
                Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
            try Terminal.write(
                "\(store) now holds \(outcome.nodeCount.formatted()) nodes and \(outcome.edgeCount.formatted()) edges in "
                    + "\(ByteCount.text(outcome.size)); it took \(String(format: "%.2f", seconds)) s.\n")
            if let quarantine = outcome.quarantine {
                try Terminal.write(
                    "Refused: \(outcome.quarantined.formatted()); \(quarantine) has each with the reasons.\n"
                )
            }
        }
    }
}

private struct ImportSummary: Encodable {
    let store: String
    let nodes: Int
    let edges: Int
    let bytes: Int
    let conforms: Bool
    let violations: Int
    let quarantined: Int
    let quarantine: String?
}
