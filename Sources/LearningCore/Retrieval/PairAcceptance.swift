/// Which pairs of a query and a record of a gallery a threshold would accept as being of one class.
///
/// Nothing is kept of the pairs, of which there may be many millions: distances are computed anew when they are asked for.
struct PairAcceptance: Sendable {
    private let query: Embeddings
    private let gallery: Embeddings
    private let queryLabels: [Int]
    private let galleryLabels: [Int]
    private let excludesSelf: Bool

    /// Takes vectors as they are compared.
    init(
        query: Embeddings, gallery: Embeddings, queryLabels: [Int], galleryLabels: [Int], excludesSelf: Bool
    ) {
        self.query = query
        self.gallery = gallery
        self.queryLabels = queryLabels
        self.galleryLabels = galleryLabels
        self.excludesSelf = excludesSelf
    }

    /// The share of matching pairs that are nearer than the nearest pair that may no longer be accepted falsely; 0 where no
    /// pair matches.
    ///
    /// - Complexity: O(queries x gallery x dimension) in time; as many numbers in memory as pairs may be accepted falsely.
    func trueAcceptRate(falseAcceptRate rate: Double) -> Double {
        let counts = Dictionary(galleryLabels.map { ($0, 1) }, uniquingKeysWith: +)
        var (matching, others) = (0, 0)
        for (row, label) in queryLabels.enumerated() {
            let isExcluded = excludesSelf && row < gallery.count
            let found = (counts[label] ?? 0) - (isExcluded && galleryLabels[row] == label ? 1 : 0)
            matching += found
            others += gallery.count - (isExcluded ? 1 : 0) - found
        }
        guard matching > 0 else { return 0 }
        let allowed = Self.count(rate, of: others)
        guard allowed < others else { return 1 }
        var nearest = SmallestValues(allowed + 1)
        forEachPair(matching: false) { nearest.insert($0) }
        guard let threshold = nearest.largest else { preconditionFailure("some pairs do not match") }
        var accepted = 0
        forEachPair(matching: true) { if $0 < threshold { accepted += 1 } }
        return Double(accepted) / Double(matching)
    }

    /// How many a share is, rounded down, but for the rounding of the product: 0.29 of 100 are 29.
    private static func count(_ share: Double, of all: Int) -> Int {
        precondition(0...1 ~= share, "a share is from 0 to 1")
        let product = share * Double(all)
        let whole = product.rounded()
        return Int(abs(product - whole) <= 1e-9 * max(1, whole) ? whole : product.rounded(.down))
    }

    private func forEachPair(matching: Bool, _ body: (Double) -> Void) {
        for row in 0..<query.count {
            let label = queryLabels[row]
            for place in 0..<gallery.count
            where (galleryLabels[place] == label) == matching && !(excludesSelf && place == row) {
                body(gallery.squaredDistance(place, to: query, row))
            }
        }
    }
}
