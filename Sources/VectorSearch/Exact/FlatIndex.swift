import CHNSW
import Dispatch

/// Vectors one after the other, of which every one is compared with a query: exact, and what approximate indexes are
/// measured by.
///
///     var index = try FlatIndex(dimension: 64, metric: .cosine)
///     try index.add(7, vector)
///     let nearest = try index.search(query, k: 10)
///
/// Of equally distant elements, those with the lower numbers come first.
public struct FlatIndex: Sendable {
    /// How many numbers a vector has.
    public let dimension: Int
    /// How far two vectors are from each other.
    public let metric: DistanceMetric
    /// The elements in the order of their addition.
    public private(set) var elements: [UInt32] = []
    /// Their vectors, as the metric compares them.
    private var numbers: [Float] = []

    /// How many vectors there are.
    public var count: Int { elements.count }

    /// An index without vectors.
    ///
    /// - Throws: ``VectorSearchError/setting(name:value:range:)`` for a dimension that no vector has.
    public init(dimension: Int, metric: DistanceMetric) throws(VectorSearchError) {
        try VectorLimits.check(dimension: dimension)
        self.dimension = dimension
        self.metric = metric
    }

    /// Adds the vector of an element.
    ///
    /// - Throws: ``VectorSearchError`` for a vector of another dimension, or with numbers that cannot be compared.
    public mutating func add(_ element: UInt32, _ vector: [Float]) throws(VectorSearchError) {
        guard vector.count == dimension else {
            throw .dimension(of: "The vector of element \(element)", found: vector.count, expected: dimension)
        }
        let metric = metric
        numbers += try withNumbers(of: vector) { vector throws(VectorSearchError) in
            try metric.prepared(vector, named: "The vector of element \(element)")
        }
        elements.append(element)
    }

    /// The elements nearest to a query, the nearest first.
    ///
    /// - Parameters:
    ///   - query: A vector of the index's dimension.
    ///   - k: How many to find; fewer if there are not so many.
    ///   - allowed: Which elements may be found; all if it is nil.
    /// - Returns: The elements with their distances.
    /// - Throws: ``VectorSearchError`` for a query of another dimension, or with numbers that cannot be compared.
    /// - Complexity: O(count * dimension)
    public func search(
        _ query: [Float], k: Int, where allowed: ((UInt32) -> Bool)? = nil
    ) throws(VectorSearchError) -> [Neighbour] {
        let query = try metric.prepared(query: query, dimension: dimension)
        var lists = [NearestList(limit: max(k, 0), offered: count)]
        scan([query], into: &lists, where: allowed)
        return lists[0].sorted
    }

    /// The elements nearest to each of many queries, found on several threads.
    ///
    /// - Parameters:
    ///   - queries: Vectors of the index's dimension.
    ///   - k: How many to find for each.
    ///   - workers: How many threads work.
    /// - Returns: For each query, the elements with their distances.
    /// - Throws: As ``search(_:k:where:)``.
    public func search(
        _ queries: [[Float]], k: Int, workers: Int = 1
    ) throws(VectorSearchError) -> [[Neighbour]] {
        var prepared: [[Float]] = []
        for query in queries { prepared.append(try metric.prepared(query: query, dimension: dimension)) }
        // Queries of a group share each block of vectors while it is in the processor's cache.
        let ready = prepared
        let groups = stride(from: 0, to: queries.count, by: 16).map { $0..<min($0 + 16, queries.count) }
        return inParallel(groups.count, workers: workers) { number in
            var lists = groups[number].map { _ in NearestList(limit: max(k, 0), offered: count) }
            scan(Array(ready[groups[number]]), into: &lists, where: nil)
            return lists.map(\.sorted)
        }.flatMap { $0 }
    }

    /// Offers every vector to the list of each query.
    private func scan(
        _ queries: [[Float]], into lists: inout [NearestList], where allowed: ((UInt32) -> Bool)?
    ) {
        let rowsPerBlock = max(1, 16_384 / dimension)
        var distances = [Float](repeating: 0, count: rowsPerBlock)
        for first in stride(from: 0, to: count, by: rowsPerBlock) {
            let rows = min(rowsPerBlock, count - first)
            for (position, query) in queries.enumerated() {
                numbers.withUnsafeBufferPointer { numbers in
                    chnsw_distances(
                        metric.function, dimension, query, numbers.baseAddress.map { $0 + first * dimension },
                        rows, &distances)
                }
                for row in 0..<rows where distances[row] <= lists[position].bound {
                    let element = elements[first + row]
                    if let allowed, !allowed(element) { continue }
                    lists[position].offer(Neighbour(element: element, distance: distances[row]))
                }
            }
        }
    }
}
