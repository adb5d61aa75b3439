/// An approximate index: a graph of neighbours that is walked from far to near.
///
///     let index = try HNSWIndex(dimension: 64, metric: .cosine)
///     for (element, vector) in vectors { try index.add(element, vector) }
///     let answer = try index.search(query, k: 10, breadth: 100)
///
/// The same vectors added in the same order with the same parameters give the same index. A vector that is removed or
/// replaced stays as a signpost until the index is rebuilt, which ``needsRebuilding`` asks for.
///
/// Source: Malkov and Yashunin, "Efficient and robust approximate nearest neighbor search using hierarchical navigable
/// small world graphs", TPAMI 2020; hnswlib builds the graph.
public final class HNSWIndex {
    /// How many numbers a vector has.
    public let dimension: Int
    /// How far two vectors are from each other.
    public let metric: DistanceMetric
    /// How the graph is built.
    public let parameters: HNSWParameters
    let graph: NeighbourGraph
    /// What each slot holds.
    var slots: [Slot] = []
    /// The slots of the elements.
    var places: [UInt32: Int] = [:]
    /// A bit for each slot that holds an element.
    var live: [UInt64] = []

    struct Slot {
        var element: UInt32
        /// The checksum of the vector as it was given, by which it is known again in a store; 0 where nobody asked for it.
        var fingerprint: UInt64
        /// Whether the element is still there; if not, its vector shows the way only.
        var isLive: Bool
    }

    /// An index without vectors.
    ///
    /// - Parameters:
    ///   - dimension: How many numbers a vector has.
    ///   - metric: How far two vectors are from each other.
    ///   - parameters: How the graph is built.
    ///   - capacity: For how many vectors room is made at once; more may come.
    /// - Throws: ``VectorSearchError/setting(name:value:range:)``, ``VectorSearchError/memory``.
    public init(
        dimension: Int, metric: DistanceMetric, parameters: HNSWParameters = HNSWParameters(),
        capacity: Int = 0
    ) throws(VectorSearchError) {
        self.dimension = dimension
        self.metric = metric
        self.parameters = parameters
        graph = try NeighbourGraph(
            dimension: dimension, metric: metric, parameters: parameters, capacity: max(capacity, 0))
    }

    /// How many elements there are.
    public var count: Int { places.count }

    /// The elements in ascending order.
    public var elements: [UInt32] { places.keys.sorted() }

    /// How many removed or replaced vectors are left as signposts.
    public var removedCount: Int { slots.count - places.count }

    /// Whether so many vectors were removed or replaced that building anew pays: more than a quarter.
    public var needsRebuilding: Bool { Self.needsRebuilding(slots: slots.count, live: places.count) }

    static func needsRebuilding(slots: Int, live: Int) -> Bool { (slots - live) * 4 > slots }

    /// Whether a change failed halfway, after which searches throw ``VectorSearchError/broken``.
    var isBroken: Bool { graph.isBroken }

    /// Whether an element is there.
    public func contains(_ element: UInt32) -> Bool { places[element] != nil }

    /// The vector of an element as it is compared: for the cosine, of length one.
    public func vector(of element: UInt32) -> [Float]? { places[element].map { graph.vector(in: $0) } }
}
