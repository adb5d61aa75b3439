import Tensors

/// What keeps a new classifier from failing where the old one was right, while it learns.
///
///     let loss = PositiveCongruentLoss.focalLogit(weight: 0.03)
///     try loss.value(of: newLogits, labels: labels, reference: oldLogits)
///
/// For a sample, L = CE + weight x F x D: D says how far the new logits are from the old ones, and F, the focus, how much
/// that matters, which is more where the old classifier is right. The mean is over samples.
///
/// Source: Yan et al., Positive-Congruent Training (CVPR 2021, arXiv 2011.09161), equations 3 to 9; of logit difference
/// inhibition, Zhao et al., ELODI (arXiv 2205.06265).
public struct PositiveCongruentLoss: Sendable, Hashable, Codable {
    /// How far logits are from each other.
    public enum Divergence: Sendable, Hashable, Codable {
        /// Half the squared difference, summed over the classes: FD-LM.
        case logits
        /// The divergence of the new softmax from the old one, both at a temperature, times its square: FD-KL.
        ///
        /// Without the square it would fade with the temperature: gradients are of order 1 / temperature^2.
        case probabilities(temperature: Double)
        /// The cross-entropy once more: with a focus on what the old classifier got right, the naive weighting.
        case crossEntropy
        /// Differences beyond a margin: LDI.
        case inhibition(LogitInhibition)
    }

    /// How much a sample counts: F = base + bonus where the old classifier is right, and base where it is wrong.
    public struct Focus: Sendable, Hashable, Codable {
        /// What every sample counts; alpha in the paper.
        public var base: Double
        /// What it counts more where the old classifier is right; beta in the paper.
        public var bonus: Double

        /// A focus; the paper's by default.
        public init(base: Double = 1, bonus: Double = 5) {
            self.base = base
            self.bonus = bonus
        }

        /// Every sample counts the same: plain distillation.
        public static let none = Focus(base: 1, bonus: 0)
    }

    /// How the cross-entropy and the other term become one loss.
    public enum Mixing: Sendable, Hashable, Codable {
        /// CE + weight x term, as in the paper.
        case additive(weight: Double)
        /// (1 - share) x CE + share x term, as in the released code; no weight makes it run away.
        case convex(share: Double)
    }

    /// How far logits are from each other.
    public var divergence: Divergence
    /// How much a sample counts.
    public var focus: Focus
    /// How the cross-entropy and the other term become one loss.
    public var mixing: Mixing

    /// A loss of these parts.
    public init(_ divergence: Divergence, focus: Focus = Focus(), mixing: Mixing) {
        self.divergence = divergence
        self.focus = focus
        self.mixing = mixing
    }

    /// The mean loss of a batch.
    ///
    /// - Parameters:
    ///   - logits: The new classifier's, [count, classes]; what is learned.
    ///   - labels: Class numbers among the new classes, int64 [count].
    ///   - reference: The old classifier's logits of the same records, [count, old classes]; no gradient flows into them.
    ///   - classes: Which class is which; nil where both have the same.
    /// - Returns: A tensor with one element.
    /// - Throws: ``GracefulUpdateError/data(reason:)`` where the shapes do not fit, or `TensorError`.
    public func value(
        of logits: Tensor, labels: Tensor, reference: Tensor, sharing classes: SharedClasses? = nil
    ) throws -> Tensor {
        let entropy = try Loss.crossEntropy(of: logits, classes: labels, summary: .none)
        let compared = try Comparison(logits, labels, reference, classes)
        let term = try penalties(compared, entropy)
        switch mixing {
        case .additive(let weight): return try (entropy + compared.shared(term) * weight).mean()
        case .convex(let share):
            // A sample of a new class has no other term, and is not counted less for that.
            let mixed = try term * share + entropy * (1 - share)
            return try compared.shared(mixed, otherwise: entropy).mean()
        }
    }

    /// The other term alone, F x D of each sample [count]; zero for samples of classes that the old classifier lacks.
    public func penalties(
        of logits: Tensor, labels: Tensor, reference: Tensor, sharing classes: SharedClasses? = nil
    ) throws -> Tensor {
        let entropy = try Loss.crossEntropy(of: logits, classes: labels, summary: .none)
        let compared = try Comparison(logits, labels, reference, classes)
        return try compared.shared(penalties(compared, entropy))
    }

    private func penalties(_ compared: Comparison, _ entropy: Tensor) throws(TensorError) -> Tensor {
        let distance =
            switch divergence {
            case .logits: try (compared.new - compared.old).square().sum([1]) / 2
            case .probabilities(let temperature): try compared.divergence(temperature: temperature)
            case .crossEntropy: entropy
            case .inhibition(let inhibition): try inhibition.distance(compared)
            }
        // One weight a sample, of the same shape as the distances: [count] against [count, 1] would be broadcast to all
        // pairs, and the mean over these forgets which sample the old classifier got right.
        let weights =
            try compared.oldIsRight.converted(to: distance.scalarType) * focus.bonus + focus.base
        precondition(weights.shape == distance.shape, "a sample has one weight and one distance")
        return try distance * weights
    }
}
