import Cypher
import GraphStore
import QueryValues

extension ProcedureRegistry {
    /// The procedures that every engine has: those by which drivers and tools learn what there is.
    public static let builtIn: ProcedureRegistry = {
        var registry = ProcedureRegistry()
        for procedure in [
            labels, relationshipTypes, propertyKeys, nodeTypeProperties, relTypeProperties, schema,
            components, procedures, functions,
        ] {
            registry.register(procedure)
        }
        return registry
    }()

    private static let labels = Procedure(
        name: "db.labels", arguments: [], columns: [.init("label", "STRING")],
        summary: "The labels that nodes have."
    ) { _, context in
        try context.nodeKinds().flatMap(\.labels).distinctByBytes.map { [.string($0)] }
    }

    private static let relationshipTypes = Procedure(
        name: "db.relationshipTypes", arguments: [], columns: [.init("relationshipType", "STRING")],
        summary: "The types that relationships have."
    ) { _, context in
        try context.edgeKinds().flatMap(\.labels).distinctByBytes.map { [.string($0)] }
    }

    private static let propertyKeys = Procedure(
        name: "db.propertyKeys", arguments: [], columns: [.init("propertyKey", "STRING")],
        summary: "The keys of the properties that elements have."
    ) { _, context in
        try (context.nodeKinds() + context.edgeKinds()).flatMap(\.keys).distinctByBytes.map { [.string($0)] }
    }

    private static let nodeTypeProperties = Procedure(
        name: "db.schema.nodeTypeProperties", arguments: [],
        columns: [
            .init("nodeType", "STRING"), .init("nodeLabels", "LIST"),
            .init("propertyName", "STRING", isNullable: true),
            .init("propertyTypes", "LIST", isNullable: true), .init("mandatory", "BOOLEAN"),
        ],
        summary:
            "For each set of labels that nodes have: the properties, and whether all such nodes have them."
    ) { _, context in
        try PropertyCensus.nodes(of: context.graph).rows { labels in
            [.string(labels.writtenAsType), .list(labels.map { .string($0) })]
        }
    }

    private static let relTypeProperties = Procedure(
        name: "db.schema.relTypeProperties", arguments: [],
        columns: [
            .init("relType", "STRING"), .init("propertyName", "STRING", isNullable: true),
            .init("propertyTypes", "LIST", isNullable: true), .init("mandatory", "BOOLEAN"),
        ],
        summary:
            "For each type of relationships: the properties, and whether all such relationships have them."
    ) { _, context in
        try PropertyCensus.edges(of: context.graph).rows { [.string($0.writtenAsType)] }
    }

    private static let schema = Procedure(
        name: "db.schema", arguments: [],
        columns: [.init("text", "STRING"), .init("graphType", "STRING")],
        summary: "The schema that the store is held to; no row without one."
    ) { _, context in
        context.graph.schema.map { [[.string($0.text), .string($0.graphType)]] } ?? []
    }

    private static let components = Procedure(
        name: "dbms.components", arguments: [],
        columns: [.init("name", "STRING"), .init("versions", "LIST"), .init("edition", "STRING")],
        summary: "The parts of the database with their versions."
    ) { _, _ in
        [["Espalier", [.string(EngineVersion.text)], "embedded"]]
    }

    private static let procedures = Procedure(
        name: "dbms.procedures", arguments: [],
        columns: [
            .init("name", "STRING"), .init("signature", "STRING"), .init("description", "STRING"),
        ],
        summary: "What CALL can run."
    ) { _, context in
        context.procedures.all.map { [.string($0.name), .string($0.signature), .string($0.summary)] }
    }

    private static let functions = Procedure(
        name: "dbms.functions", arguments: [],
        columns: [
            .init("name", "STRING"), .init("signature", "STRING"), .init("description", "STRING"),
            .init("aggregating", "BOOLEAN"),
        ],
        summary: "The functions that expressions can call."
    ) { _, _ in FunctionListing.rows }
}

/// The version that the engine says it has.
enum EngineVersion {
    static let text = "0.1.0"
}

extension Procedure.Field {
    fileprivate init(_ name: String, _ type: String, isNullable: Bool = false) {
        self.init(name: name, type: type, isNullable: isNullable)
    }

    fileprivate var written: String { "\(name) :: \(type)\(isNullable ? "?" : "")" }
}

extension Procedure {
    /// The name with the arguments and columns: `town.near(name :: STRING?) :: (distance :: FLOAT)`.
    public var signature: String {
        let takes = arguments.map(\.written).joined(separator: ", ")
        return "\(name)(\(takes)) :: (\(columns.map(\.written).joined(separator: ", ")))"
    }
}

extension ProcedureContext {
    fileprivate func nodeKinds() throws -> [ElementCount] { try graph.nodeCounts() }
    fileprivate func edgeKinds() throws -> [ElementCount] { try graph.edgeCounts() }
}

extension [String] {
    /// Each text once, ordered by the bytes.
    fileprivate var distinctByBytes: [String] {
        Set(map(QueryName.init)).map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// As Neo4j's tools know types of elements: `:`Person`:`Employee``.
    fileprivate var writtenAsType: String {
        map {
            ":`" + $0.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`"
        }
        .joined()
    }
}
