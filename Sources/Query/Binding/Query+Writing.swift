import Cypher

extension Statement {
    /// Whether carrying it out changes the graph or the schema.
    public var isWriting: Bool {
        guard mode != .explain else { return false }
        return switch body {
        case .query(let query): query.isWriting
        case .schema: true
        }
    }
}

extension Cypher.Query {
    /// Whether any clause changes the graph, subqueries included.
    var isWriting: Bool { parts.contains { $0.clauses.contains(where: \.isWriting) } }
}

extension Clause {
    fileprivate var isWriting: Bool {
        switch form {
        case .create, .merge, .set, .remove, .delete, .forEach: true
        case .subquery(let query, _): query.isWriting
        case .match, .unwind, .with, .return, .call: false
        }
    }
}
