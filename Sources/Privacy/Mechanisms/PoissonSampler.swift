/// Draws the records of a step, each by its own coin: what ``Sampling/poisson(rate:)`` is accounted for.
///
/// Which records are drawn must stay secret, and so must how many: a sum over them is divided by the rate times the published number
/// of records (``divisor``), never by the number that was drawn. An empty batch is a step like any other: noise is added and
/// charged for.
public struct PoissonSampler: Sendable {
    /// How many records there are, which is published.
    public let recordCount: Int
    /// The probability with which a step sees a given record.
    public let rate: Double

    /// A sampler, or which of its numbers cannot be.
    public init(recordCount: Int, rate: Double) throws(PrivacyError) {
        guard rate > 0, rate <= 1 else { throw .rate(rate) }
        precondition(recordCount >= 0, "there are no fewer than no records")
        self.recordCount = recordCount
        self.rate = rate
    }

    /// What sums over a batch are divided by: the number of records that it has on average.
    public var divisor: Double { rate * Double(recordCount) }

    /// The records of one step, in rising order; none, perhaps.
    public func draw<Source: RandomNumberGenerator>(using random: inout Source) -> [Int] {
        (0..<recordCount).filter { _ in ExactBernoulli.probability(rate, using: &random) }
    }
}
