import Testing

@testable import Cypher

/// The query in a text.
func query(_ text: String) throws -> Query {
    guard case .query(let query) = try Parser.parse(text).body else {
        throw NotAQuery(text: text)
    }
    return query
}

/// The dump of a query.
func dump(_ text: String) throws -> String { try query(text).dump }

/// The dump of an expression, which is read behind RETURN.
func dumpExpression(_ text: String) throws -> String { try dumpItem("RETURN " + text) }

/// The dump of a condition, which is read behind WHERE.
func dumpCondition(_ text: String) throws -> String {
    let query = try query("MATCH (n) WHERE \(text) RETURN n")
    guard case .match(_, _, let condition) = query.parts[0].clauses[0].form else { return "" }
    return condition.dump
}

/// The dump of the paths of MATCH.
func dumpPattern(_ text: String) throws -> String {
    String(try dump("MATCH \(text) RETURN 1").dropFirst("(match ".count).dropLast(") (return 1)".count))
}

private func dumpItem(_ text: String) throws -> String {
    guard case .return(let projection)? = try query(text).parts[0].clauses.last?.form else { return "" }
    return projection.items.map(\.expression.dump).joined(separator: ", ")
}

/// Why a text cannot be parsed; nil if it can.
func mistake(_ text: String) -> QueryError? {
    do throws(QueryError) {
        _ = try Parser.parse(text)
        return nil
    } catch {
        return error
    }
}

extension QueryError {
    /// The part of a text that the error is about.
    func place(in text: String) -> String? {
        range.map { String(decoding: Array(text.utf8)[$0.lowerBound..<$0.upperBound], as: UTF8.self) }
    }
}

private struct NotAQuery: Error {
    var text: String
}
