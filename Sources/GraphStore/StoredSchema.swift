import Conformance
import PGSchema

/// The schema that a store holds its data to.
public struct StoredSchema: Sendable, Equatable {
    /// The script, as it was given.
    public let text: String
    /// Which of its graph types holds.
    public let graphType: String

    /// Resolves a script and chooses a graph type: the one of the name, or the last.
    ///
    /// - Throws: ``StoreError/unusableSchema(_:)`` with all that is wrong with it.
    public init(_ text: String, graphType name: String? = nil) throws(StoreError) {
        let (catalog, diagnostics) = Catalog.load(text)
        let errors = diagnostics.filter { $0.kind != .warning }
        guard errors.isEmpty else {
            throw StoreError.unusableSchema(
                DiagnosticRenderer(text, file: "schema", usesColor: false).render(errors))
        }
        do { graphType = try catalog.chosenGraphType(name).name } catch {
            throw StoreError.unusableSchema(error.description)
        }
        self.text = text
    }

    /// What a store without a schema is held to: nothing but that edges connect nodes.
    static let anything = StoredSchema(
        unchecked: "CREATE GRAPH TYPE anything LOOSE { }", graphType: "anything")

    init(unchecked text: String, graphType: String) {
        self.text = text
        self.graphType = graphType
    }

    /// The script with its names resolved; the text was checked before it was stored.
    package var catalog: Catalog { Catalog.load(text).catalog }

    /// The graph type with its names resolved.
    var resolved: GraphType {
        get throws { try Catalog.load(text).catalog.chosenGraphType(graphType) }
    }

    /// Judges graphs by the schema; the text was checked before it was stored.
    var validator: Validator {
        get throws { try Validator(catalog: Catalog.load(text).catalog, graphType: graphType) }
    }
}
