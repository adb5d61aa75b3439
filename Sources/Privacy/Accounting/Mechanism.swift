/// A number of releases, each a clipped sum over some records with Gaussian noise: what an accountant needs to know of it.
///
///     let training = try Mechanism.gaussian(sigma: 1.1, sampling: .poisson(rate: 0.01), steps: 1000)
///     let epsilon = try Composition([training]).epsilon(delta: 1e-5)
///
/// Every release may depend on those before it.
public struct Mechanism: Hashable, Sendable {
    /// The standard deviation of the noise in units of the clip norm, which bounds what one record adds to the sum.
    public let sigma: Double
    /// Which records a release sees.
    public let sampling: Sampling
    /// How many releases there are.
    public let steps: Int

    /// The most steps that are counted; more than that is a slip of the keyboard.
    public static let mostSteps = 1_000_000_000

    private init(sigma: Double, sampling: Sampling, steps: Int) throws(PrivacyError) {
        guard sigma > 0, sigma.isFinite else { throw .sigma(sigma) }
        try sampling.validate()
        guard steps >= 0, steps <= Self.mostSteps else { throw .steps(steps) }
        self.sigma = sigma
        self.sampling = sampling.simplest
        self.steps = steps
    }

    /// Makes the mechanism, or says which of its numbers cannot be.
    public static func gaussian(
        sigma: Double, sampling: Sampling, steps: Int
    ) throws(PrivacyError) -> Mechanism {
        try Mechanism(sigma: sigma, sampling: sampling, steps: steps)
    }
}

extension Mechanism: Codable {
    private enum CodingKeys: CodingKey { case kind, sigma, sampling, steps }
    private enum Kind: String, Codable { case gaussian }

    /// Reads what `encode(to:)` wrote; numbers that cannot be are refused.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        _ = try container.decode(Kind.self, forKey: .kind)
        try self.init(
            sigma: try container.decode(Double.self, forKey: .sigma),
            sampling: try container.decode(Sampling.self, forKey: .sampling),
            steps: try container.decode(Int.self, forKey: .steps))
    }

    /// Writes every number such that reading it gives the same bits.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Kind.gaussian, forKey: .kind)
        try container.encode(sigma, forKey: .sigma)
        try container.encode(sampling, forKey: .sampling)
        try container.encode(steps, forKey: .steps)
    }
}
