import ArgumentParser
import Foundation
import GraphStore
import Interchange

/// The command `espalier dump STORE`.
struct DumpCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case jsonl, csv
    }

    static let configuration = CommandConfiguration(
        commandName: "dump",
        abstract: "Write a store's graph as JSON Lines or CSV that imports back to the same graph.",
        discussion:
            "The schema goes beside it, as schema.pgs in the folder of CSV files or FILE.pgs beside JSON Lines."
    )

    @Argument(help: "The store.")
    var store: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file (jsonl) or folder (csv) to write.", valueName: "path"))
    var output: String

    @Option(help: "jsonl, or csv for a file per label set with Neo4j-admin headers.")
    var format: Format = .jsonl

    func run() throws {
        let written = try StoreAccess.orExit(asJSON: false) {
            try GraphStore.open(store, isReadOnly: true).read { snapshot in try write(snapshot) }
        }
        try Terminal.write(written.map { "\($0)\n" }.joined())
    }

    private func write(_ snapshot: Snapshot) throws -> [String] {
        guard snapshot.nodeCount > 0 else { throw StoreError.empty(path: store) }
        var written: [String]
        let schemaFile: String
        switch format {
        case .jsonl:
            try JSONLWriter().write(snapshot, to: output, workers: 2)
            written = [output]
            schemaFile = output + ".pgs"
        case .csv:
            written = try CSVWriter(.fileForEachLabelSet).write(snapshot, into: output, workers: 2)
            schemaFile = output + "/schema.pgs"
        }
        if let schema = snapshot.schema {
            do {
                try Data(schema.text.utf8).write(to: URL(fileURLWithPath: schemaFile), options: .atomic)
            } catch {
                throw StoreError.unreadable(file: schemaFile, reason: "it cannot be written")
            }
            written.append(schemaFile)
        }
        return written
    }
}
