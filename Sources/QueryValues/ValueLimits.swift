import Cypher

/// How large a single value may become, so that a query that doubles one in a loop fails rather than exhausts memory.
enum ValueLimits {
    /// The bytes of a text.
    static let text = 1 << 30
    /// The elements of a list.
    static let list = 1 << 26

    /// How deep lists and maps may stand in one another; each level takes some of the stack of whatever walks them.
    static let nesting = 1_000
    /// The elements of all lists and maps that lie within a list or map.
    static let nestedElements = 1 << 24

    static func check(text bytes: Int) throws(QueryError) {
        guard bytes <= text else { throw .tooLarge("A text", of: bytes, "bytes", limit: text) }
    }

    static func check(list sum: (partialValue: Int, overflow: Bool)) throws(QueryError) {
        try check(list: sum.overflow ? .max : sum.partialValue)
    }

    static func check(list count: Int) throws(QueryError) {
        guard count <= list else { throw .tooLarge("A list", of: count, "elements", limit: list) }
    }
}

extension QueryValue {
    /// Fails for lists and maps that are nested too deep to be walked, or have too many elements in those within.
    ///
    /// Only `reduce` and parameters can make such values; everything else nests as deep as the text of the query. A list of
    /// one list twice, and so on, has endless elements though it takes little memory.
    /// - Complexity: O(size) at most.
    public func checkNesting() throws(QueryError) {
        var elements = 0
        guard try !isNested(deeperThan: ValueLimits.nesting, counting: &elements) else {
            throw QueryError(
                .resource, "ValueTooLarge", phase: .runtime,
                "A value has more than \(ValueLimits.nesting) lists or maps in one another.",
                suggestion: "Add elements to one list, as in `list + x`, rather than make lists of lists.")
        }
    }

    private func isNested(
        deeperThan depth: Int, counting elements: inout Int
    ) throws(QueryError) -> Bool {
        switch self {
        case .list(let list):
            if depth == 0 { return true }
            try Self.count(list.count, depth, &elements)
            for element in list where try element.isNested(deeperThan: depth - 1, counting: &elements) {
                return true
            }
            return false
        case .map(let map):
            if depth == 0 { return true }
            try Self.count(map.count, depth, &elements)
            for (_, value) in map.entries
            where try value.isNested(deeperThan: depth - 1, counting: &elements) {
                return true
            }
            return false
        default: return false
        }
    }

    /// Counts the elements of lists and maps that lie within others.
    private static func count(_ more: Int, _ depth: Int, _ elements: inout Int) throws(QueryError) {
        guard depth < ValueLimits.nesting else { return }
        elements += more
        guard elements <= ValueLimits.nestedElements else {
            throw .tooLarge(
                "A value of lists or maps in one another", of: elements, "elements or more",
                limit: ValueLimits.nestedElements)
        }
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
