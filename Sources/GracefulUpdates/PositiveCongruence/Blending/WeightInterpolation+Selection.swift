import LearningCore
import Tensors

extension WeightInterpolation {
    /// A blend that was chosen among others.
    public struct Selection {
        /// The blended model.
        public let model: EmbeddingModel
        /// Its share of the old one's weights.
        public let oldShare: Double
        /// What became of every share that was tried, in their order.
        public let tried: [(oldShare: Double, flips: FlipCounts)]
    }

    /// The shares that are tried unless others are given: 0, 0.1 and so on up to 1.
    public static let shares = (0...10).map { Double($0) / 10 }

    /// The blend that is best on validation records, which took no part in training: error first, new mistakes second.
    ///
    /// - Parameters:
    ///   - validation: What is looked at; labels are numbers of the new model's classes.
    ///   - shares: What is tried, at least one.
    ///   - rule: Which is best.
    ///   - records: What normalisation statistics are estimated on, [count, ...]; nil where nothing is normalised.
    /// - Returns: The best blend, and what became of the others.
    /// - Throws: ``GracefulUpdateError``, or `TensorError`.
    public func selected(
        on validation: LabelledTensors, shares: [Double] = Self.shares,
        by rule: CongruentSelection = CongruentSelection(), normalisingOn records: Tensor? = nil
    ) throws -> Selection {
        precondition(!shares.isEmpty, "a choice is made among at least one share")
        let before = try served(validation)
        var tried: [(oldShare: Double, flips: FlipCounts)] = []
        for share in shares {
            let model = try model(oldShare: share, normalisingOn: records)
            let after = try model.classes(of: validation.inputs)
            tried.append(
                (share, FlipCounts(old: before, new: after, labels: validation.classes)))
        }
        let best = rule.best(of: tried.map { .init($0.flips) })
        return Selection(
            model: try model(oldShare: shares[best], normalisingOn: records), oldShare: shares[best],
            tried: tried)
    }

    /// What the old model says, in numbers of the new one's classes.
    private func served(_ records: LabelledTensors) throws -> [Int] {
        try old.classes(of: records.inputs, numberedAs: records.classNames)
    }
}

extension EmbeddingModel {
    /// The likeliest class of each record by its number among other names; -1 for a class that has none there.
    public func classes(of records: Tensor, numberedAs names: [String]) throws(TensorError) -> [Int] {
        try LogitEnsemble(self).classes(of: records, numberedAs: names)
    }
}

extension LogitEnsemble {
    /// The likeliest class of each record by its number among other names; -1 for a class that has none there.
    public func classes(of records: Tensor, numberedAs names: [String]) throws(TensorError) -> [Int] {
        let numbers = classNames.map { names.firstIndex(of: $0) ?? -1 }
        return try classes(of: records).map { numbers[$0] }
    }
}

extension FlipCounts {
    /// Counts predictions of classes by number.
    init(old: [Int], new: [Int], labels: [Int]) {
        self.init()
        for (label, answers) in zip(labels, zip(old, new)) {
            add(oldIsRight: answers.0 == label, newIsRight: answers.1 == label)
        }
    }
}
