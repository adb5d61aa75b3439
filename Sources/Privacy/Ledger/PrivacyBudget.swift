/// How much of the privacy of the people in a data set may be used up in all: an epsilon at a delta.
public struct PrivacyBudget: Hashable, Sendable, CustomStringConvertible {
    /// What everything together may reach at most.
    public let epsilon: Double
    /// The probability with which it may be exceeded.
    public let delta: Double

    /// Sets a budget, or says which of its numbers cannot be.
    public init(epsilon: Double, delta: Double) throws(PrivacyError) {
        guard epsilon > 0 else { throw .epsilon(epsilon) }
        try self.init(atLeastZero: epsilon, delta: delta)
    }

    /// Also takes an epsilon of 0, which is what a fit with very much noise comes to.
    init(atLeastZero epsilon: Double, delta: Double) throws(PrivacyError) {
        guard epsilon >= 0, epsilon.isFinite else { throw .epsilon(epsilon) }
        guard delta > 0, delta < 1 else { throw .delta(delta) }
        self.epsilon = epsilon
        self.delta = delta
    }

    /// "epsilon 3.0 at delta 1e-05".
    public var description: String { "epsilon \(epsilon) at delta \(delta)" }
}

extension PrivacyBudget: Codable {
    private enum CodingKeys: CodingKey { case epsilon, delta }

    /// Reads what was encoded; numbers that cannot be are refused.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            atLeastZero: try container.decode(Double.self, forKey: .epsilon),
            delta: try container.decode(Double.self, forKey: .delta))
    }
}
