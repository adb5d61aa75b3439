import Cypher
import struct PGSchema.Catalog
import QueryValues

/// Resolves the names of a query and checks what can be checked before it runs.
struct Binder {
    /// What procedures can be called.
    let procedures: ProcedureRegistry
    /// The schema of the store, resolved; nil without one.
    let schema: PGSchema.Catalog?
    /// The names of labels, relationship types and keys that the store has, for suggestions and warnings.
    let vocabulary: Vocabulary
    /// The names of the parameters that were given, for what only they can decide.
    let parameters: Set<String>

    /// Binds a query.
    func bind(_ query: Cypher.Query) throws(QueryError) -> BoundQuery {
        preconditionFailure("not written yet")
    }
}

/// Names that the store has.
struct Vocabulary: Sendable {
    var labels: Set<String> = []
    var types: Set<String> = []
    var keys: Set<String> = []
}
