/// Records divided into queries and a gallery, the same way whenever labels, limit and randomness are the same.
///
///     let split = RetrievalSplit(labels: labels, limit: 2_000, random: random)
///     let queries = split?.query          // positions among the records
///
/// Every class that has two records or more is on both sides, whatever order the records come in; where there are too many,
/// classes are thinned out alike.
public struct RetrievalSplit: Sendable, Equatable {
    /// The positions of the records that ask, ascending.
    public let query: [Int]
    /// The positions of the records that answer, ascending.
    public let gallery: [Int]

    /// Divides records, at most so many for each side.
    ///
    /// - Returns: Nothing where no class has two records: no query could find anything.
    public init?(labels: [Int], limit: Int, random: SeededRandom) {
        precondition(limit > 0, "a split has at least one query")
        var random = random.stream("retrieval split")
        var members: [Int: [Int]] = [:]
        for (position, label) in labels.enumerated() { members[label, default: []].append(position) }
        let classes = members.sorted { $0.key < $1.key }.map { $0.value }.filter { $0.count > 1 }
            .map { positions in random.permutation(of: positions.count).map { positions[$0] } }
        guard !classes.isEmpty else { return nil }
        // One of each class in turn, until a side is full or nothing is left.
        var sides: (gallery: [Int], query: [Int]) = ([], [])
        var round = 0
        while sides.query.count < limit, classes.contains(where: { 2 * round + 1 < $0.count }) {
            for positions in classes where 2 * round + 1 < positions.count && sides.query.count < limit {
                sides.gallery.append(positions[2 * round])
                sides.query.append(positions[2 * round + 1])
            }
            round += 1
        }
        query = sides.query.sorted()
        gallery = sides.gallery.sorted()
    }
}
