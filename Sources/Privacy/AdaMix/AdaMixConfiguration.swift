/// How AdaMix trains: what the paper leaves open, as options.
///
/// The values are public and fixed before the private data are looked at; whatever is chosen by a score on private data
/// has to be charged for.
public struct AdaMixConfiguration: Sendable, Equatable, Codable {
    /// Where the weights of the second phase begin.
    public enum Start: String, Sendable, Codable {
        /// Where the model has them: at zero, or at embeddings of the classes' names (the multi-modal variant).
        case asGiven
        /// Where training on the public data alone ends.
        case publicPhase
    }

    /// How the clip norm of a step comes about.
    public enum ClipRule: Sendable, Equatable, Codable {
        /// The same at every step, chosen without the private data.
        case fixed(Double)
        /// The quantile of the lengths of the public gradients at the step's weights.
        case publicQuantile(Double)
    }

    /// Whether gradients are brought into the space that the public gradients span.
    public enum Projection: Sendable, Equatable, Codable {
        /// They are not.
        case none
        /// Each is, then clipped there, so that noise has as few coordinates as the space.
        case projectThenClip(rank: Int?)
        /// Their noisy sum is, so that the noise outside of the space is dropped.
        case clipThenProject(rank: Int?)
    }

    /// How often the private records are summed, and the noise of each sum is calibrated for.
    public var steps = 20
    /// By how much a step follows the mean gradient; nil for a rate that the noise allows.
    ///
    /// It is then the largest, up to 4, at which the noise of all steps together moves the weights by no more than a
    /// length of 5, judged by the clip norm at the first weights: a rule from public numbers only.
    public var learningRate: Double?
    /// The weight lambda of the penalty lambda/2 |w|^2.
    public var weightDecay = 1e-3
    /// Where the second phase begins.
    public var start = Start.publicPhase
    /// How many steps the public phase takes.
    public var publicSteps = 200
    /// By how much a step of the public phase follows the mean gradient.
    public var publicLearningRate = 2.0
    /// What a public record counts in the second phase, a private one counting 1; at 0 it does not take part.
    public var publicWeight = 1.0
    /// How gradients are clipped.
    public var clip = ClipRule.publicQuantile(0.9)
    /// Whether they are projected.
    public var projection = Projection.none
    /// Whether each parameter's gradient is divided by the root mean square of its public gradients first (AdaDPS).
    public var isPreconditioned = false

    /// The product's defaults: public phase, adaptive clip norm, no projection.
    public init() {}

    /// What the paper describes: also the projection onto the span of the public gradients.
    public static var paper: AdaMixConfiguration {
        var configuration = AdaMixConfiguration()
        configuration.projection = .projectThenClip(rank: nil)
        return configuration
    }

    /// Private training that begins where the public data lead, and then leaves them alone (PPGD).
    public static func publicStart(clip: Double) -> AdaMixConfiguration {
        var configuration = AdaMixConfiguration()
        configuration.publicWeight = 0
        configuration.clip = .fixed(clip)
        return configuration
    }

    /// Private training without any public label.
    public static func fullyPrivate(clip: Double) -> AdaMixConfiguration {
        var configuration = publicStart(clip: clip)
        configuration.start = .asGiven
        configuration.publicSteps = 0
        return configuration
    }

    /// Whether the private phase looks at public records at all.
    var usesPublicGradients: Bool {
        if publicWeight > 0 || isPreconditioned || projection != .none { return true }
        if case .publicQuantile = clip { return true }
        return false
    }

    func validate() throws(AdaMixError) {
        func check(_ holds: Bool, _ name: String, _ value: Double, _ range: String) throws(AdaMixError) {
            guard holds else { throw .setting(name: name, value: "\(value)", range: range) }
        }
        try check((1...100_000).contains(steps), "steps", Double(steps), "from 1 to 100,000")
        try check(
            (0...1_000_000).contains(publicSteps), "public steps", Double(publicSteps), "from 0 to 1,000,000")
        if let learningRate {
            try check(learningRate > 0 && learningRate.isFinite, "learning rate", learningRate, "above 0")
        }
        try check(
            publicLearningRate > 0 && publicLearningRate.isFinite, "public learning rate",
            publicLearningRate, "above 0")
        try check(weightDecay >= 0 && weightDecay.isFinite, "weight decay", weightDecay, "at least 0")
        try check(publicWeight >= 0 && publicWeight.isFinite, "public weight", publicWeight, "at least 0")
        switch clip {
        case .fixed(let norm): try check(norm >= 1e-100, "clip norm", norm, "at least 1e-100")
        case .publicQuantile(let quantile):
            try check(quantile > 0 && quantile <= 1, "clip quantile", quantile, "above 0 and at most 1")
        }
        switch projection {
        case .none: break
        case .projectThenClip(let rank), .clipThenProject(let rank):
            if let rank { try check(rank >= 1, "projection rank", Double(rank), "at least 1") }
        }
    }
}
