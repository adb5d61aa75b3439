import Cypher

/// How large a single value may become, so that a query that doubles one in a loop fails rather than exhausts memory.
enum ValueLimits {
    /// The bytes of a text.
    static let text = 1 << 30
    /// The elements of a list.
    static let list = 1 << 26

    static func check(text bytes: Int) throws(QueryError) {
        guard bytes <= text else { throw .tooLarge("A text", of: bytes, "bytes", limit: text) }
    }

    static func check(list count: Int) throws(QueryError) {
        guard count <= list else { throw .tooLarge("A list", of: count, "elements", limit: list) }
    }
}

extension QueryError {
    fileprivate static func tooLarge(
        _ subject: String, of size: Int, _ unit: String, limit: Int
    ) -> QueryError {
        QueryError(
            .resource, "ValueTooLarge", phase: .runtime,
            "\(subject) of \(size) \(unit) is beyond the limit of \(limit).",
            suggestion: "Split the work into several rows or queries.")
    }
}
