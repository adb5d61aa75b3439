import LearningCore

/// Which of several candidates is taken for the new model: error first, new mistakes second.
///
/// Among those whose error is at most a tolerance above the least one, that with the fewest negative flips. New mistakes
/// alone would always choose the old model again, and error alone would not choose by what this is about.
public struct CongruentSelection: Sendable, Hashable {
    /// How much more error than the least is let be: 0.3 points by default.
    public var tolerance: Double

    /// A rule with a tolerance, as a share of the records.
    public init(tolerance: Double = 0.003) { self.tolerance = tolerance }

    /// What a candidate is judged by, on validation records.
    public struct Score: Sendable, Hashable {
        /// The share of records that it gets wrong.
        public let error: Double
        /// The share that the old model got right and it gets wrong.
        public let nfr: Double

        /// A score.
        public init(error: Double, nfr: Double) {
            self.error = error
            self.nfr = nfr
        }

        /// The score that counts make.
        public init(_ flips: FlipCounts) { self.init(error: flips.newErrorRate, nfr: flips.nfr) }
    }

    /// The position of the best candidate; of equally good ones that with less error, then the first.
    ///
    /// - Precondition: There is one.
    public func best(of scores: [Score]) -> Int {
        precondition(!scores.isEmpty, "a choice is made among at least one candidate")
        let least = scores.map(\.error).min() ?? 0
        // Shares of whole records: a difference below this is none.
        let bound = least + tolerance + 1e-9
        let candidates = scores.indices.filter { scores[$0].error <= bound }
        return candidates.min { first, second in
            (scores[first].nfr, scores[first].error, first) < (
                scores[second].nfr, scores[second].error, second
            )
        } ?? 0
    }
}
