/// Probabilities of several tests, raised so that all of them together are wrong as seldom as one alone would be.
///
///     HolmCorrection([0.01, 0.04, 0.03]).adjusted      // [0.03, 0.06, 0.06]
///
/// Source: Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6, 1979.
public struct HolmCorrection: Sendable, Equatable {
    /// The corrected probabilities, in the order that the tests came in.
    public let adjusted: [Double]

    /// Corrects probabilities, each between 0 and 1.
    ///
    /// - Complexity: O(n log n)
    public init(_ probabilities: [Double]) {
        precondition(probabilities.allSatisfy { 0...1 ~= $0 }, "a probability is between 0 and 1")
        var adjusted = probabilities
        var least = 0.0
        let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
        for (rank, test) in order.enumerated() {
            least = max(least, min(1, Double(order.count - rank) * probabilities[test]))
            adjusted[test] = least
        }
        self.adjusted = adjusted
    }
}
