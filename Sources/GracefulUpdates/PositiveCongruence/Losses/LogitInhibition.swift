import Tensors

/// By how much logits differ beyond a margin: the mean over classes of max(|new - old| - margin, 0)^power.
///
/// Differences within the margin, which cost accuracy to remove and flip nothing, are let be.
///
/// Source: Zhao et al., ELODI (arXiv 2205.06265), equation 2.
public struct LogitInhibition: Sendable, Hashable, Codable {
    /// The power of what is beyond the margin, at least 1.
    public var power: Double
    /// The difference that costs nothing: 0.5 for a single teacher, 0.2 or 0 for an ensemble.
    public var margin: Double
    /// Only so many classes count, those with the largest new logits; nil counts all.
    public var largestClasses: Int?
    /// Whether the difference at the true class costs nothing.
    public var leavesOutTrueClass: Bool

    /// An inhibition; as for a single teacher by default.
    public init(
        power: Double = 2, margin: Double = 0.5, largestClasses: Int? = nil, leavesOutTrueClass: Bool = false
    ) {
        self.power = power
        self.margin = margin
        self.largestClasses = largestClasses
        self.leavesOutTrueClass = leavesOutTrueClass
    }

    /// The mean over the classes that count, [count]; a class that is left out counts as one without a difference.
    func distance(_ compared: PositiveCongruentLoss.Comparison) throws(TensorError) -> Tensor {
        var excess = try ((compared.new - compared.old).absolute() - margin).clamped(atLeast: 0)
        // A plain square has a finite gradient at 0, which a power of an arbitrary exponent is not sure to have.
        excess = power == 2 ? try excess.square() : try excess.power(power)
        let classCount = compared.new.shape[1]
        if leavesOutTrueClass {
            let classes = try Tensor.range(0..<classCount).reshaped([1, classCount])
            excess = try excess.filled(
                with: 0, where: compared.labels.unsqueezed(1).isEqual(to: classes))
        }
        if let largestClasses, largestClasses < classCount {
            excess = try excess.gathered(compared.new.detached().top(largestClasses, 1).positions, 1)
        }
        return try excess.mean([1])
    }
}
