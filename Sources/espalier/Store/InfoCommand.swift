import ArgumentParser
import Foundation
import GraphStore

/// The command `espalier info STORE`.
struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Say what a store holds: schema, tables, counts and sizes.")

    @Argument(help: "The store.")
    var store: String

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func run() throws {
        let summary = try StoreAccess.orExit(asJSON: format == .json) {
            try GraphStore.open(store, isReadOnly: true).read { try StoreSummary(store: store, $0) }
        }
        switch format {
        case .json: try JSONOutput.write(summary)
        case .text: try Terminal.write(summary.text.printable)
        }
    }
}

/// What a store holds, as `info` prints it.
struct StoreSummary: Encodable {
    struct Table: Encodable {
        let labels: [String]
        let source: [String]?
        let target: [String]?
        let count: Int
        let properties: [String]

        init(_ elements: ElementCount) {
            (labels, source, target) = (elements.labels, elements.source, elements.target)
            (count, properties) = (elements.count, elements.keys)
        }
    }
    let store: String
    let graphType: String?
    let schemaVersion: Int
    let conforms: Bool
    let generation: Int
    let commit: UInt64
    let changedElements: Int
    let nodes: Int
    let edges: Int
    let bytes: Int
    let nodeTables: [Table]
    let edgeTables: [Table]

    init(store: String, _ snapshot: Snapshot) throws {
        self.store = store
        graphType = snapshot.schema?.graphType
        schemaVersion = snapshot.schemaVersion
        conforms = snapshot.conforms
        generation = snapshot.generation
        commit = snapshot.commit
        changedElements = snapshot.changedElements
        nodes = snapshot.nodeCount
        edges = snapshot.edgeCount
        bytes = snapshot.segment?.size ?? 0
        nodeTables = try snapshot.nodeCounts().map(Table.init)
        edgeTables = try snapshot.edgeCounts().map(Table.init)
    }

    var text: String {
        var lines: [String] = []
        if let graphType {
            lines.append(
                "\(store) is held to graph type `\(graphType)`, schema version \(schemaVersion)"
                    + (conforms ? "." : ", and does not conform: an import admitted what does not."))
        } else {
            lines.append("\(store) has no schema. `espalier schema apply` gives it one.")
        }
        lines.append(
            "\(nodes.formatted()) nodes, \(edges.formatted()) edges, \(ByteCount.text(bytes)), state \(generation)."
        )
        if changedElements > 0 {
            lines.append(
                "\(changedElements.formatted()) elements were written or deleted since the last merge; "
                    + "`espalier merge \(store)` merges them.")
        }
        if !nodeTables.isEmpty { lines += ["", "Nodes"] + Self.aligned(nodeTables.map(Self.row)) }
        if !edgeTables.isEmpty { lines += ["", "Edges"] + Self.aligned(edgeTables.map(Self.row)) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func row(_ table: Table) -> [String] {
        let ends = [table.source, table.target].map { $0.map { "(\(shown($0)))" } ?? "" }
        let name =
            table.source == nil
            ? "(\(shown(table.labels)))" : "\(ends[0])-[\(shown(table.labels))]->\(ends[1])"
        return [name, table.count.formatted(), table.properties.joined(separator: ", ")]
    }

    private static func shown(_ labels: [String]) -> String { labels.map { ":\($0)" }.joined() }

    private static func aligned(_ rows: [[String]]) -> [String] {
        let widths = (0..<2).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let name = row[0].padding(toLength: widths[0], withPad: " ", startingAt: 0)
            let count = String(repeating: " ", count: widths[1] - row[1].count) + row[1]
            return "  \(name)  \(count)\(row[2].isEmpty ? "" : "  \(row[2])")"
        }
    }
}
