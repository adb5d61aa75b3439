import Cypher
import QueryValues

/// Where a query stands, which decides what it may contain and how it may end.
enum QueryPlace {
    /// It is the statement.
    case statement
    /// It is an expression: EXISTS, COUNT, COLLECT.
    case expression
    /// It is a clause: `CALL { ... }`.
    case clause
}

extension Binder {
    /// Binds single queries that are joined by UNION.
    mutating func bindQuery(
        _ query: Cypher.Query, in scope: Scope, place: QueryPlace
    ) throws(QueryError) -> BoundQuery {
        if let first = query.keepsDuplicates.first, query.keepsDuplicates.contains(where: { $0 != first }) {
            throw .mixedUnion(at: query.range)
        }
        var parts: [BoundPart] = []
        var columns: [String] = []
        for (position, part) in query.parts.enumerated() {
            let isAlone = place == .statement && query.parts.count == 1 && part.clauses.count == 1
            var (bound, names) = try bindPart(part, in: scope, place: place, isAlone: isAlone)
            if position == 0 {
                columns = names
            } else {
                bound.output = try arrange(bound.output, names, as: columns, at: part.range)
                for (first, other) in zip(parts[0].output, bound.output) {
                    variables[first.number].type = type(of: first).joined(with: type(of: other))
                }
            }
            parts.append(bound)
        }
        return BoundQuery(
            parts: parts, keepsDuplicates: query.keepsDuplicates, columns: columns, variables: [],
            warnings: [],
            isWriting: parts.contains { $0.clauses.contains(where: \.isWriting) })
    }

    /// The columns of a later part of a UNION in the order of the first's.
    private func arrange(
        _ output: [Variable], _ names: [String], as columns: [String], at range: SourceRange
    ) throws(QueryError) -> [Variable] {
        let byName = Dictionary(
            zip(names.map(QueryName.init), output), uniquingKeysWith: { first, _ in first })
        let arranged = columns.compactMap { byName[QueryName($0)] }
        guard arranged.count == columns.count, names.count == columns.count else {
            throw .differentColumns(columns, names, at: range)
        }
        return arranged
    }

    /// Binds one single query.
    private mutating func bindPart(
        _ part: SingleQuery, in outer: Scope, place: QueryPlace, isAlone: Bool
    ) throws(QueryError) -> (BoundPart, columns: [String]) {
        var scope = outer
        var clauses: [BoundClause] = []
        for (position, clause) in part.clauses.enumerated() {
            let isLast = position == part.clauses.count - 1
            switch clause.form {
            case .return(let projection):
                guard isLast else { throw .clauseAfterReturn(at: part.clauses[position + 1].range) }
                let (bound, columns) = try bindProjection(
                    projection, condition: nil, isLast: true, in: &scope)
                clauses.append(.project(bound))
                return (BoundPart(clauses: clauses, output: bound.items.map(\.variable)), columns)
            case .call(let call) where isAlone:
                let (bound, columns) = try bindCall(call, isAlone: true, in: &scope)
                return (BoundPart(clauses: [.call(bound)], output: bound.outputs.map(\.variable)), columns)
            default:
                let bound = try bind(clause, in: &scope, place: place)
                clauses.append(bound)
                guard !isLast || bound.mayEndQuery || place == .expression else {
                    throw .unfinishedQuery(at: clause.range)
                }
            }
        }
        return (BoundPart(clauses: clauses, output: []), [])
    }
}

extension BoundClause {
    /// Whether it changes the graph.
    var isWriting: Bool {
        switch self {
        case .create, .merge, .set, .delete, .forEach: true
        case .match, .unwind, .project, .call: false
        case .subquery(let query, _): query.isWriting
        }
    }

    /// Whether a query can end with it: it changes something, or gives nothing that could be lost.
    fileprivate var mayEndQuery: Bool {
        switch self {
        case .create, .merge, .set, .delete, .forEach: true
        case .match, .unwind, .project: false
        case .call(let call): call.procedure.columns.isEmpty
        case .subquery(let query, _): query.columns.isEmpty
        }
    }
}
