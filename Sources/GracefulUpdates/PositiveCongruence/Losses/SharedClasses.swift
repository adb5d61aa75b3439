/// Which classes of a new classifier the old one knows, by their names.
///
///     let classes = try SharedClasses(old: ["bag", "shirt"], new: ["coat", "bag", "shirt"])
///     classes.sharedOfNew        // [-1, 0, 1]
///
/// Classes may be added, taken away and put in another order; logits are compared for those that both know.
public struct SharedClasses: Sendable, Hashable {
    /// How many classes the old classifier has.
    public let oldCount: Int
    /// How many the new one has.
    public let newCount: Int
    /// The numbers of the shared classes among the old ones.
    let oldPositions: [Int64]
    /// Their numbers among the new ones, in the same order.
    let newPositions: [Int64]
    /// For each new class its number among the shared ones; -1 for those that are not.
    let sharedOfNew: [Int64]
    /// For each new class its number among the old ones; -1 for those that the old classifier lacks.
    let oldOfNew: [Int64]

    /// Whether both have the same classes in the same order.
    public var areTheSame: Bool { oldCount == newCount && oldOfNew == (0..<Int64(newCount)).map(\.self) }

    /// How many classes both know.
    public var count: Int { newPositions.count }

    /// Finds each class by its name.
    ///
    /// - Throws: ``GracefulUpdateError/data(reason:)`` where there is none that both know.
    public init(old: [String], new: [String]) throws(GracefulUpdateError) {
        let places = Dictionary(zip(old, Int64(0)...)) { first, _ in first }
        let found = new.map { places[$0] ?? -1 }
        oldOfNew = found
        newPositions = found.indices.filter { found[$0] >= 0 }.map(Int64.init)
        oldPositions = found.filter { $0 >= 0 }
        guard !newPositions.isEmpty else {
            throw .data(
                reason:
                    "the old classifier knows none of the classes of the new one: \(Self.listed(old)) against"
                    + " \(Self.listed(new)); classes are matched by their names")
        }
        var shared: Int64 = -1
        sharedOfNew = found.map { position in
            guard position >= 0 else { return -1 }
            shared += 1
            return shared
        }
        (oldCount, newCount) = (old.count, new.count)
    }

    private static func listed(_ names: [String]) -> String {
        names.prefix(5).map { "`\($0)`" }.joined(separator: ", ") + (names.count > 5 ? ", ..." : "")
    }
}
