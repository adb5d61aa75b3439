import ArgumentParser
import Conformance
import GraphStore
import PGSchema

/// The command `espalier schema apply SCHEMA STORE`.
struct ApplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Hold a store to a schema, if everything in it conforms.",
        discussion:
            "All stored data is checked first. If it does not conform, the report says where, and the store keeps its schema."
    )

    @OptionGroup var choice: GraphTypeChoice

    @Argument(help: "The store.")
    var store: String

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func run() throws {
        let file = try SchemaFile.orExit(resolving: choice.schema, asJSON: format == .json)
        let schema = try StoreAccess.schema(file, choice.graphType, asJSON: format == .json)
        let report = try StoreAccess.orExit(asJSON: format == .json) {
            try GraphStore.open(store).apply(schema)
        }
        switch format {
        case .json: try report.writeJSON { try Terminal.write($0) }
        case .text:
            try Terminal.write(report.text(isBrief: true).printable)
            if report.conforms { try Terminal.write("\(store) is held to it from now on.\n") }
        }
        if !report.conforms { throw Terminal.doesNotConform }
    }
}
