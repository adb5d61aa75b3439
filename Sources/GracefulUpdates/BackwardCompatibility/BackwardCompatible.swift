import LearningCore
import Tensors

/// How a model is trained so that its queries find what the model before it put into the gallery.
///
///     let update = BackwardCompatible(.influence(.synthesised))
///     let outcome = try update.train(
///         network, head: .cosine(scale: 16), on: records, replacing: v1, recipe: recipe, random: random)
///     print(outcome.activeTerms)      // what the loss consisted of
///
/// The loss is always the cross-entropy of the new model's own head and the term, nothing replaces anything. For a third
/// version, train against the second: compatibility with the first follows, decaying.
public struct BackwardCompatible: Sendable, Hashable, Codable {
    /// What holds new embeddings to old ones.
    public enum Method: Sendable, Hashable, Codable {
        /// The old model's head judges new embeddings.
        case influence(InfluenceLoss.Targets)
        /// New embeddings are drawn to the old ones.
        case regression
        /// New embeddings are drawn to the old ones and away from those of other classes.
        case contrastive(ContrastiveTerm.Settings)
        /// All versions have the same fixed head; if wanted, old embeddings are contrasted with new ones too.
        case simplex(isHighOrder: Bool)
    }

    /// What holds new embeddings to old ones.
    public var method: Method
    /// What the term counts against the cross-entropy.
    ///
    /// With the higher-order term both are divided by 1 + weight, so that 9 gives the 0.1 and 0.9 of its source.
    public var weight: Double

    /// A method, with the weight of its source if none is given: 9 for the higher-order term, 1 for all others.
    public init(_ method: Method, weight: Double? = nil) {
        self.method = method
        self.weight = weight ?? (method == .simplex(isHighOrder: true) ? 9 : 1)
    }

    /// The term, prepared; nil where the fixed head is all that versions have in common.
    ///
    /// - Throws: ``GracefulUpdateError/setting(name:value:range:)``, or `TensorError`.
    public func term(_ old: OldVersion) throws -> (any CompatibilityTerm)? {
        switch method {
        case .influence(let targets): try InfluenceLoss(old, targets: targets)
        case .regression: EmbeddingRegression(old)
        case .contrastive(let settings): try ContrastiveTerm(old, settings)
        case .simplex(let isHighOrder): isHighOrder ? try HighOrderTerm(old) : nil
        }
    }

    /// Refuses a weight that may come from a command line.
    public func check() throws(GracefulUpdateError) {
        guard weight >= 0, weight.isFinite else {
            throw .setting(
                name: "the weight of the term", value: "\(weight)",
                range: "a finite number that is not negative")
        }
    }
}

/// A model that was trained to replace another, and how.
public struct BackwardCompatibleOutcome {
    /// The model.
    public let model: EmbeddingModel
    /// How it was trained.
    public let update: BackwardCompatible
    /// Every term of the loss with its weight, in words.
    public let activeTerms: [String]
    /// The mean loss of each epoch.
    public let losses: [Double]

    /// The hyperparameters of a manifest: what the weights are, and how they came about.
    public var manifestEntries: [String: JSONValue] {
        get throws {
            try model.manifestEntries.merging([
                "compatibility": JSONValue(encoding: update),
                "terms": .list(activeTerms.map(JSONValue.text)),
            ]) { $1 }
        }
    }
}
