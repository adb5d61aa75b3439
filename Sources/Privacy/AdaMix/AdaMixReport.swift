/// What is known of a private training and may be published: nothing in it was computed from private records without
/// being charged for.
public struct AdaMixReport: Sendable, Equatable, Codable {
    /// What one record can change at most; nil where nothing is promised, because the noise can be repeated.
    public let epsilon: Epsilon?
    /// The standard deviation of the noise in clip norms; nil without privacy.
    public let sigma: Double?
    /// Whether the noise came from a source that nobody can repeat.
    public let isPrivate: Bool
    /// By how much steps followed the mean gradient.
    public let learningRate: Double
    /// The clip norm of each step.
    public let clipNorms: [Double]
    /// At how many steps the public gradients were so short that the clip norm was held at its floor.
    public let flooredSteps: Int
    /// The number of coordinates that noise was added to at each step.
    public let noisyCoordinates: [Int]
    /// The share of the public gradients' energy in the subspace of each step; empty without projection.
    public let projectionEnergy: [Double]
    /// The published number of private records.
    public let privateCount: Int
    /// How many public records there were.
    public let publicCount: Int
}
