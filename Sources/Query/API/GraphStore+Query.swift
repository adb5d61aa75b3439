import GraphStore
import QueryValues

extension GraphStore {
    /// A query of the store, to be read row by row, as columns or all at once.
    ///
    ///     for try await row in store.query("MATCH (p:Person) WHERE p.born > $year RETURN p.name", ["year": 1800]) {
    ///         print(row[0])
    ///     }
    ///
    /// Mistakes in the text are thrown where the rows are read. Plans are kept with the store and used again for the same text.
    public func query(_ text: String, _ parameters: [String: QueryValue] = [:]) -> QueryRows {
        let engine = QueryEngine(self)
        return QueryRows(engine, parameters) { try engine.plans.statement(text) }
    }

    /// A query of the store with Swift values as parameters.
    ///
    ///     store.query("MATCH (p:Person) WHERE p.name IN $names RETURN p", ["names": names])
    public func query(
        _ text: String, _ parameters: [String: any QueryValueConvertible]
    ) -> QueryRows {
        query(text, parameters.mapValues(\.queryValue))
    }
}
