/// How much private training may reveal.
public struct PrivacyTarget: Sendable, Equatable, Codable {
    /// The bound on the privacy loss.
    public var epsilon: Double
    /// The probability with which it may not hold.
    public var delta: Double
    /// What neighbouring data sets are.
    public var relation: NeighbouringRelation

    /// A target.
    public init(epsilon: Double, delta: Double, relation: NeighbouringRelation = .addRemove) {
        self.epsilon = epsilon
        self.delta = delta
        self.relation = relation
    }
}
