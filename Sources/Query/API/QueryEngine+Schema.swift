import Cypher
import GraphStore
import struct PGSchema.Catalog
import QueryValues

extension QueryEngine {
    /// CREATE GRAPH TYPE and its kin: the store is held to the schema from now on.
    ///
    /// - Throws: `QueryError` with the first thing that is wrong with the text, or with the validator's words where
    ///   the data does not conform; the store is as it was then.
    func apply(
        schema script: String, _ range: SourceRange, _ mode: Statement.Mode, _ cancellation: Cancellation?
    ) throws -> QueryResult {
        let (catalog, problems) = PGSchema.Catalog.load(script)
        if let problem = problems.first(where: { $0.kind != .warning }) {
            throw QueryError(problem, inSchemaAt: range.lowerBound)
        }
        guard !catalog.graphTypes.isEmpty else { throw QueryError.noGraphType(at: range) }
        let schema = try StoredSchema(script)
        let warnings = problems.map { $0.moved(by: range.lowerBound) }
        if mode == .explain {
            return QueryResult(
                columns: [], rows: [], warnings: warnings,
                plan: PlanDescription(name: "ApplySchema", details: schema.graphType))
        }
        // The validation of a whole store is not stopped half-way.
        try cancellation?.beginCommit()
        let report = try store.apply(schema)
        guard report.conforms else { throw QueryError(StoreError.refused(report)).located(at: range) }
        return QueryResult(
            columns: ["graph type"], rows: [[.string(schema.graphType)]], warnings: warnings)
    }
}

extension QueryError {
    /// What is wrong with a statement of PG-Schema, whose text begins at a place of the query.
    fileprivate init(_ problem: Diagnostic, inSchemaAt offset: Int) {
        let moved = problem.moved(by: offset)
        self.init(
            problem.kind == .parse ? .syntax : .semantic,
            problem.kind == .parse ? "UnexpectedSyntax" : "InvalidSchema", phase: .compileTime, moved.message,
            at: moved.range, suggestion: moved.suggestion)
    }

    fileprivate static func noGraphType(at range: SourceRange) -> QueryError {
        QueryError(
            .semantic, "InvalidSchema", phase: .compileTime,
            "The statement defines no graph type, and a store is held to one.", at: range,
            suggestion: "Write the types within `CREATE GRAPH TYPE name STRICT { ... }`.")
    }
}

extension Diagnostic {
    fileprivate func moved(by offset: Int) -> Diagnostic {
        Diagnostic(
            kind, message, at: SourceRange(range.lowerBound + offset, range.upperBound + offset),
            suggestion: suggestion)
    }
}
