/// A value of epsilon with everything without which it says nothing.
///
/// The mechanism is (value, delta)-differentially private under the relation. The least epsilon of which that is true
/// lies between `value - errorBound` and `value`.
public struct Epsilon: Hashable, Codable, Sendable {
    /// The upper bound.
    public let value: Double
    /// The probability with which the bound may fail to hold.
    public let delta: Double
    /// Which accountant found it.
    public let accountant: Accountant.Name
    /// What neighbouring data sets are.
    public let relation: NeighbouringRelation
    /// How much smaller the true epsilon can be.
    ///
    /// The exact accountant states its arithmetic, a loss distribution what its grid costs. Rényi divergences do not
    /// know how loose they are, so that theirs is the value itself.
    public let errorBound: Double
    /// The Rényi order that gave the value.
    public var order: Double?
    /// The step of the grid of losses.
    public var grid: Double?
}
