/// Everything a script creates, with every name resolved.
///
///     let (catalog, diagnostics) = Catalog.load(text)
///     if let graphType = catalog.graphTypes.last { ... }
///
/// Where a definition has errors, what could be understood of it is still here, so that one run reports all
/// of them; do not validate against a catalog whose diagnostics contain errors.
public struct Catalog: Sendable {
    /// All element types, those of graph types included.
    public internal(set) var types: [ElementType] = []
    /// The graph types in the order of their creation.
    public internal(set) var graphTypes: [GraphType] = []
    /// The element types created outside graph types.
    public internal(set) var catalogTypes: [TypeID] = []

    /// An element type by its position.
    public subscript(id: TypeID) -> ElementType { types[id.index] }

    /// A graph type by name.
    public func graphType(named name: String) -> GraphType? { graphTypes.first { $0.name == name } }

    /// Parses and resolves a script.
    ///
    /// Errors and warnings come in the order of the text.
    public static func load(_ text: String) -> (catalog: Catalog, diagnostics: [Diagnostic]) {
        load(Array(text.utf8))
    }

    /// Parses and resolves the bytes of a script, which need not be valid UTF-8.
    public static func load(_ bytes: [UInt8]) -> (catalog: Catalog, diagnostics: [Diagnostic]) {
        let (script, errors) = Parser.parse(bytes)
        var resolver = Resolver(text: bytes, knowsAllNames: errors.isEmpty)
        let catalog = resolver.resolve(script)
        guard errors.isEmpty else {
            let all = (errors + resolver.diagnostics).sorted { $0.range.lowerBound < $1.range.lowerBound }
            return (Catalog(), all)
        }
        // A catalog with errors may refer in circles, and what it seems to say is not what its author means.
        if resolver.diagnostics.isEmpty { resolver.diagnostics = catalog.warnings(for: script) }
        return (catalog, resolver.diagnostics.sorted { $0.range.lowerBound < $1.range.lowerBound })
    }
}
