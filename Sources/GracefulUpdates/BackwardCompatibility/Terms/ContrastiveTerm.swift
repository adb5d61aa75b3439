import Tensors

/// Draws each new embedding to the old one of its record, and away from those of records of other classes.
///
/// For each record: minus the logarithm of the softmax of n(z_i).n(o_i) / t among itself and the negatives. Negatives are
/// old embeddings of other classes; for a gallery that is searched while half of it is refreshed also new ones, so that a
/// refreshed record does not come before what a query should find (Zhang et al., Hot-Refresh Model Upgrades with
/// Regression-Alleviating Compatible Training, ICLR 2022). A record without negatives adds nothing.
public struct ContrastiveTerm: CompatibilityTerm {
    /// What the term compares, and how sharply.
    public struct Settings: Sendable, Hashable, Codable {
        /// What cosines are divided by.
        public var temperature: Double
        /// How many negatives of each record count, the nearest ones; nil for all.
        public var nearest: Int?
        /// Whether new embeddings of other classes are negatives too.
        public var hasNewNegatives: Bool

        /// Settings; by default those of OpenCompatible, with all negatives.
        public init(temperature: Double = 0.01, nearest: Int? = nil, hasNewNegatives: Bool = false) {
            self.temperature = temperature
            self.nearest = nearest
            self.hasNewNegatives = hasNewNegatives
        }

        /// Refuses settings that may come from a command line or a file.
        public func check() throws(GracefulUpdateError) {
            guard temperature > 0, temperature.isFinite else {
                throw .setting(
                    name: "the temperature", value: "\(temperature)", range: "a finite number above 0")
            }
            guard nearest ?? 1 > 0 else {
                throw .setting(
                    name: "the number of negatives", value: "\(nearest ?? 0)", range: "at least 1")
            }
        }
    }

    private let old: OldVersion
    /// What is compared.
    public let settings: Settings

    /// Prepares the term.
    ///
    /// - Throws: ``GracefulUpdateError/setting(name:value:range:)``
    public init(_ old: OldVersion, _ settings: Settings = .init()) throws(GracefulUpdateError) {
        try settings.check()
        self.old = old
        self.settings = settings
    }

    /// What is asked of the new embeddings.
    public var summary: String {
        let negatives = settings.nearest.map { "the \($0) nearest" } ?? "all"
        let kinds = settings.hasNewNegatives ? "old and new" : "old"
        return "contrast with \(negatives) \(kinds) embeddings of other classes"
    }

    /// The mean over the batch.
    public func loss(
        of embeddings: Tensor, labels: Tensor, rows: Tensor
    ) throws(TensorError) -> Tensor {
        let new = try embeddings.cut(to: old.dimension).unitRows()
        let before = try old.unitEmbeddings(at: rows)
        let isSame = try labels.differsPairwise().logicalNot()
        func negatives(among others: Tensor) throws(TensorError) -> Tensor {
            try new.matmul(others.transposed()).filled(with: -.infinity, where: isSame)
        }
        var candidates = try negatives(among: before)
        if settings.hasNewNegatives {
            candidates = try Tensor.concatenated([candidates, negatives(among: new)], 1)
        }
        if let nearest = settings.nearest {
            candidates = try candidates.top(min(nearest, candidates.size(1)), 1).values
        }
        let own = try (new * before).sum([1], keepingDimensions: true)
        let all = try Tensor.concatenated([own, candidates], 1) / settings.temperature
        return try (all.logSumExponential([1]) - own.squeezed(1) / settings.temperature).mean()
    }
}
