import ArgumentParser
import GraphStore

/// The command `espalier merge STORE`.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Write what was committed one by one into a new segment.",
        discussion: """
            Reading a store is fastest when everything is in its segment. Merging takes about as long as importing \
            the graph anew; other writers wait, readers do not, and one that has the old segment open keeps it.
            """
    )

    @Argument(help: "The store.")
    var store: String

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func run() throws {
        let (merged, summary) = try StoreAccess.orExit(asJSON: format == .json) {
            let opened = try GraphStore.open(store)
            let merged = try opened.merge()
            return try opened.read {
                (merged, MergeSummary(store: store, merged: merged, nodes: $0.nodeCount, edges: $0.edgeCount))
            }
        }
        switch format {
        case .json: try JSONOutput.write(summary)
        case .text:
            try Terminal.write(
                (merged == 0
                    ? "\(store) has nothing to merge.\n"
                    : "Merged \(merged.formatted()) changed elements into \(summary.nodes.formatted()) nodes and "
                        + "\(summary.edges.formatted()) edges.\n").printable)
        }
    }
}

private struct MergeSummary: Encodable {
    let store: String
    let merged: Int
    let nodes: Int
    let edges: Int
}
