import CHNSW

/// What vectors and indexes may measure.
enum VectorLimits {
    /// How many numbers a vector may have.
    static let dimensions = 1...CHNSW_DIMENSION_LIMIT
    /// How many links an element may have on each level but the lowest.
    static let links = 2...CHNSW_LINK_LIMIT
    /// How many elements may be kept in mind while an element is added, or a query answered.
    static let breadth = 1...65_536
    /// How many vectors an index may hold.
    static let count = CHNSW_SLOT_LIMIT

    static func check(dimension: Int) throws(VectorSearchError) {
        try check(dimension, dimensions, named: "The dimension of the vectors")
    }

    static func check(_ value: Int, _ range: ClosedRange<Int>, named name: String) throws(VectorSearchError) {
        guard range.contains(value) else { throw .setting(name: name, value: value, range: range) }
    }
}

extension DistanceMetric {
    /// A query as vectors are compared with it.
    func prepared(query: [Float], dimension: Int) throws(VectorSearchError) -> [Float] {
        guard query.count == dimension else {
            throw .dimension(of: "The query", found: query.count, expected: dimension)
        }
        return try withNumbers(of: query) { query throws(VectorSearchError) in
            try prepared(query, named: "The query", isQuery: true)
        }
    }
}

/// Calls `body` with the numbers of a vector where they lie.
func withNumbers<Result>(
    of vector: [Float], _ body: (UnsafeBufferPointer<Float>) throws(VectorSearchError) -> Result
) throws(VectorSearchError) -> Result {
    // `withUnsafeBufferPointer` cannot throw a given type of error on all systems.
    let outcome: Swift.Result<Result, VectorSearchError> = vector.withUnsafeBufferPointer { numbers in
        do throws(VectorSearchError) { return .success(try body(numbers)) } catch { return .failure(error) }
    }
    return try outcome.get()
}
