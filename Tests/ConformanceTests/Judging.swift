import Conformance
import Foundation
import Interchange
import PGSchema
import PropertyGraph
import Testing

/// The report on a graph; the schema must be free of errors.
func judge(
    _ ddl: String, _ graph: some GraphSource, options: Validator.Options = Validator.Options(),
    location: SourceLocation = #_sourceLocation
) throws -> Report {
    let (catalog, diagnostics) = Catalog.load(ddl)
    let errors = diagnostics.filter { $0.kind != .warning }
    try #require(errors.isEmpty, "\(errors)", sourceLocation: location)
    return try Validator(catalog: catalog).validate(graph, options: options)
}

/// A strict graph type of these elements.
func strict(_ elements: String) -> String { "CREATE GRAPH TYPE g STRICT {\n\(elements)\n}" }

/// A loose graph type of these elements.
func loose(_ elements: String) -> String { "CREATE GRAPH TYPE g LOOSE {\n\(elements)\n}" }

extension Report {
    func violations(_ rule: Violation.Rule) -> [Violation] { violations.filter { $0.rule == rule } }

    /// The one sentence about a rule.
    func message(_ rule: Violation.Rule) throws -> String {
        let found = violations(rule)
        try #require(found.count == 1, "\(found.map(\.message))")
        return found[0].message
    }

    /// Types by element; nodes and edges have different identifiers in tests.
    var types: [String: [String]] {
        var types: [String: [String]] = [:]
        typing?.forEach { id, _, names in types[id] = names }
        return types
    }
}

extension Violation {
    /// `people.csv:3`, without the folder.
    var place: String { "\(file?.split(separator: "/").last ?? "?"):\(line ?? 0)" }
}

/// CSV or JSONL files in a folder of their own, gone when the graph is.
final class WrittenGraph: GraphSource {
    private let graph: GraphFiles
    private let folder: URL

    init(_ texts: KeyValuePairs<String, String>) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "graph-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var inputs: [GraphFiles.Input] = []
        for (name, text) in texts {
            let path = folder.appending(path: name).path(percentEncoded: false)
            try Data(text.utf8).write(to: URL(filePath: path))
            inputs.append(.file(path))
        }
        graph = try GraphFiles(inputs)
    }

    var files: [String] { graph.files }

    func stream<Prepared: Sendable>(
        _ kind: ElementKind, symbols: SymbolTable, workers: Int,
        prepare: @Sendable (ElementBatch) throws -> Prepared,
        absorb: @Sendable (Prepared) throws -> Void
    ) throws {
        try graph.stream(kind, symbols: symbols, workers: workers, prepare: prepare, absorb: absorb)
    }

    deinit {
        do { try FileManager.default.removeItem(at: folder) } catch {
            Issue.record("A folder of a test cannot be removed: \(error)")
        }
    }
}

extension InMemoryGraph {
    /// Nodes with labels and properties, then edges with identifier, ends and labels, in a few words.
    static func of(
        _ nodes: [(Identifier, [String], [String: Value])],
        edges: [(Identifier?, Identifier, Identifier, [String])] = []
    ) -> InMemoryGraph {
        InMemoryGraph(
            nodes: nodes.map { Node(id: $0.0, labels: $0.1, properties: $0.2) },
            edges: edges.map { Edge(id: $0.0, from: $0.1, to: $0.2, labels: $0.3) })
    }
}
