/// Whether two classifiers that are measured on the same examples differ in their errors by more than chance.
///
///     McNemar(negative: 118, positive: 250).p      // 5.1e-12
///
/// Only examples tell them apart on which one is right and the other wrong. If both made as many errors, each of these
/// would fall to either side as a coin does, and p is the chance of a division as uneven as this one or more so.
///
/// Source: McNemar, Psychometrika 12, 1947; the exact form with binomial probabilities.
public struct McNemar: Sendable, Equatable {
    /// On how many examples the first is right and the second wrong.
    public let negative: Int
    /// On how many examples the first is wrong and the second right.
    public let positive: Int

    /// Compares by these counts, which are not negative.
    public init(negative: Int, positive: Int) {
        precondition(negative >= 0 && positive >= 0, "nothing happens less than never")
        self.negative = negative
        self.positive = positive
    }

    /// The exact two-sided probability; 1 where nothing tells them apart.
    ///
    /// - Complexity: O(sqrt(negative + positive))
    public var p: Double {
        let (fewer, all) = (min(negative, positive), negative + positive)
        guard all > 0, 2 * fewer < all else { return 1 }
        // The binomial distribution at a half: P(X <= k) of n tosses is I_{1/2}(n - k, k + 1).
        return min(1, 2 * IncompleteBeta(a: Double(all - fewer), b: Double(fewer + 1)).probability(0.5))
    }
}
