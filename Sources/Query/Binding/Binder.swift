import Cypher
import struct PGSchema.Catalog
import QueryValues

/// Resolves the names of a query and checks what can be checked before it runs.
///
/// It walks the tree once, in the order in which the clauses take effect. What is known by name at a place is
/// a ``Scope``, a value that is passed along; what is known of each variable is ``variables``, which only
/// grows.
struct Binder {
    /// What procedures can be called.
    let procedures: ProcedureRegistry
    /// The schema of the store, resolved; nil without one.
    let schema: PGSchema.Catalog?
    /// The names of labels, relationship types and keys that the store has, for suggestions and warnings.
    let vocabulary: Vocabulary
    /// The names of the parameters that were given, for what only they can decide; nil while they are not known.
    let parameters: Set<String>?
    /// What the schema leaves possible; nil where it is not strict.
    let narrowing: SchemaNarrowing?

    /// The variables so far, each at the position that is its number.
    var variables: [VariableDescription] = []
    /// The aggregations of the projection at hand.
    var aggregations = AggregationCollector()
    /// Names of the graph that the query mentions, for warnings.
    var mentions = GraphMentions()

    init(
        procedures: ProcedureRegistry, schema: PGSchema.Catalog?, vocabulary: Vocabulary,
        parameters: Set<String>?, narrowing: SchemaNarrowing? = nil
    ) {
        self.procedures = procedures
        self.schema = schema
        self.vocabulary = vocabulary
        self.parameters = parameters
        self.narrowing = narrowing
    }

    /// Binds a query.
    func bind(_ query: Cypher.Query) throws(QueryError) -> BoundQuery {
        var binder = self
        var bound = try binder.bindQuery(query, in: Scope(), place: .statement)
        bound.variables = binder.variables
        bound.warnings = binder.warnings()
        return bound
    }

    /// A variable with a number of its own.
    mutating func makeVariable(_ name: String?, _ type: StaticType) -> Variable {
        variables.append(VariableDescription(name: name, type: type))
        return Variable(variables.count - 1)
    }

    /// What is known of a variable.
    func type(of variable: Variable) -> StaticType { variables[variable.number].type }
}

/// Names that the store has.
///
/// Without any names, nothing is known of them.
struct Vocabulary: Sendable {
    var labels: Set<String> = []
    var types: Set<String> = []
    var keys: Set<String> = []

    /// Whether nothing is known.
    var isEmpty: Bool { labels.isEmpty && types.isEmpty && keys.isEmpty }
}
