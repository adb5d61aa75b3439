import PropertyGraph

/// A folder that `EXPORT DATABASE` of Kuzu or Ladybug wrote, as a graph and its schema.
///
///     let export = try KuzuExport("export")
///     print(export.schema)                       // CREATE GRAPH TYPE kuzuGraphType STRICT { ... }
///     try export.stream(.node, symbols: symbols, workers: 2) { batch in ... } absorb: { ... }
///
/// Each table becomes a label. A node is identified by its primary key within the space that its table names, and
/// has the key as a property too.
public struct KuzuExport: GraphSource {
    /// The tables as PG-Schema: a strict graph type with their columns, keys and multiplicities.
    ///
    /// The text begins with ``losses`` as comments.
    public let schema: String
    /// What the database has and the graph and its schema have not, a sentence each.
    public let losses: [String]
    private let graph: GraphFiles

    /// The name of the graph type in ``schema``.
    public static let graphTypeName = "kuzuGraphType"

    /// Reads the scripts of an export and finds the files that they name.
    ///
    /// - Parameters:
    ///   - folder: The folder with `schema.cypher` and `copy.cypher`.
    ///   - progress: Called now and then while the files are streamed, from any thread, one call at a time.
    /// - Throws: What in the scripts cannot be understood, or the first file that is missing.
    public init(
        _ folder: String, progress: (@Sendable (ReadingProgress) -> Void)? = nil
    ) throws(InterchangeError) {
        let catalog = try KuzuCatalog(path: folder + "/schema.cypher")
        var losses = catalog.losses
        var files: [any DataFile] = []
        if try Self.exists(folder + "/copy.cypher") {
            let plan = KuzuFiles(folder: folder, catalog: catalog)
            for copy in try KuzuCopy.statements(in: plan.script) { files.append(try plan.file(copy)) }
            losses += plan.losses(of: files)
        } else {
            losses.append("The export holds no data: there is no copy.cypher.")
        }
        if try Self.exists(folder + "/index.cypher"),
            try CypherReader(path: folder + "/index.cypher").current != nil
        {
            losses.append("The indexes of index.cypher are not kept.")
        }
        let text = KuzuSchemaText(catalog)
        losses += text.losses
        self.losses = losses
        schema = losses.map { "// Lost: \(Self.onOneLine($0))\n" }.joined() + text.written
        graph = GraphFiles(files, progress: progress)
    }

    /// The paths of all files of data, in the order of `copy.cypher`.
    public var files: [String] { graph.files }

    /// Streams all elements of one kind, file after file.
    public func stream<Prepared: Sendable>(
        _ kind: ElementKind, symbols: SymbolTable, workers: Int,
        prepare: @Sendable (ElementBatch) throws -> Prepared,
        absorb: @Sendable (Prepared) throws -> Void
    ) throws {
        try graph.stream(kind, symbols: symbols, workers: workers, prepare: prepare, absorb: absorb)
    }

    private static func exists(_ path: String) throws(InterchangeError) -> Bool {
        do throws(InterchangeError) { _ = try InputFile(path: path) } catch {
            guard error.cause == .missing else { throw error }
            return false
        }
        return true
    }

    /// A name may contain a newline, which would end a comment.
    private static func onOneLine(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }
}
