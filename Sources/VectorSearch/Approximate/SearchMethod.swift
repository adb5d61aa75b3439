/// How an index finds neighbours.
public enum SearchMethod: String, Sendable {
    /// Every vector that may be found is compared with the query.
    case exact
    /// A graph of neighbours is walked: quick, and now and then one of the nearest is missed.
    case approximate
}

/// What a search found, and how.
public struct SearchAnswer: Sendable, Equatable {
    /// The nearest elements, the nearest first.
    public let neighbours: [Neighbour]
    /// How they were found.
    public let method: SearchMethod

    /// An answer.
    public init(neighbours: [Neighbour], method: SearchMethod) {
        self.neighbours = neighbours
        self.method = method
    }
}
