import ArgumentParser
import Foundation
import GraphStore
import VectorSearch

/// The command `espalier vectors status STORE`.
struct VectorsStatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say which vectors a store holds, of which versions, and what its indexes are worth.",
        discussion: "  espalier vectors status shop.espalier\n")

    @Argument(help: "The store.")
    var store: String

    @Option(help: ArgumentHelp("The version of vectors beside which none is said.", valueName: "version"))
    var base = "v1"

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func run() throws {
        let status = try VectorAccess.orExit(asJSON: format == .json) {
            let store = try GraphStore.open(store, isReadOnly: true)
            return try store.read { try VectorStatus(store, $0, base: base) }
        }
        switch format {
        case .json: try JSONOutput.write(status)
        case .text: try Terminal.write(status.text.printable)
        }
    }
}

/// Vectors and indexes, as `status` prints them.
private struct VectorStatus: Encodable {
    struct Property: Encodable {
        let label: String
        let property: String
        let dimensions: [Int]
        let count: Int
        let versions: [String: Int]
    }
    struct Index: Encodable {
        let file: String
        let label: String?
        let property: String?
        /// Null for the vectors of all versions.
        let version: String?
        let metric: String?
        let count: Int
        let bytes: Int
        /// current, behind or useless.
        let state: String
        let added: Int?
        let removed: Int?
        let reason: String?
    }
    let store: String
    let vectors: [Property]
    let indexes: [Index]

    init(_ store: GraphStore, _ snapshot: Snapshot, base: String) throws {
        self.store = store.path
        vectors = try VectorCensus(of: snapshot, baseVersion: base).entries.map {
            Property(
                label: $0.label, property: $0.property, dimensions: $0.dimensions.keys.sorted(),
                count: $0.dimensions.values.reduce(0, +), versions: $0.versions)
        }
        indexes = try IndexStatus.all(of: store, in: snapshot).map(Index.init)
    }

    var text: String {
        guard !vectors.isEmpty || !indexes.isEmpty else { return "\(store) holds no vectors.\n" }
        var properties = TextTable([
            .text("label"), .text("property"), .number("numbers"), .number("vectors"), .text("versions"),
        ])
        for entry in vectors {
            properties.append(
                entry.label, entry.property, entry.dimensions.map(String.init).joined(separator: ", "),
                entry.count.formatted(),
                entry.versions.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.formatted())" }
                    .joined(separator: ", "))
        }
        guard !indexes.isEmpty else {
            return "Vectors\n\(properties.text)\nThere is no index; `espalier vectors build` makes one.\n"
        }
        var files = TextTable([
            .text("label"), .text("property"), .text("version"), .text("metric"), .number("vectors"),
            .number("size"), .text("state"),
        ])
        for index in indexes {
            files.append(
                index.label ?? "?", index.property ?? "?", index.version ?? "all", index.metric ?? "?",
                index.count.formatted(), ByteCount.text(index.bytes), index.stateText)
        }
        let reasons = indexes.compactMap(\.reason).map { "\($0)\n" }
        return "Vectors\n\(properties.text)\nIndexes\n\(files.text)" + (reasons.isEmpty ? "" : "\n")
            + reasons.joined()
    }
}

extension VectorStatus.Index {
    fileprivate init(_ status: IndexStatus) {
        file = status.path
        label = status.selection?.label
        property = status.selection?.property
        version = status.selection?.version
        metric = status.metric?.rawValue
        (count, bytes) = (status.count, status.size)
        switch status.condition {
        case .current: (state, added, removed, reason) = ("current", nil, nil, nil)
        case .behind(let added, let removed):
            (state, self.added, self.removed, reason) = ("behind", added, removed, nil)
        case .useless(let reason):
            (state, added, removed) = ("useless", nil, nil)
            self.reason = reason
        }
    }

    fileprivate var stateText: String {
        switch state {
        case "current": "current"
        case "behind": "behind: \((added ?? 0).formatted()) to add, \((removed ?? 0).formatted()) to remove"
        default: "to be built anew"
        }
    }
}
