/// A model, or no more than its predictions, as a release is decided by.
public struct ReleaseCandidate: Sendable {
    /// What tables call it.
    public let name: String
    /// The model; nil where there are predictions alone.
    public let model: ModelDirectory?
    /// What it predicts; nil where nobody wrote that down.
    public let predictions: PredictionSet?

    /// Predictions from anywhere.
    public init(name: String, predictions: PredictionSet) {
        self.name = name
        self.predictions = predictions
        model = nil
    }

    /// A model with what lies beside its weights.
    ///
    /// - Throws: ``PredictionError`` where its predictions cannot be read.
    public init(
        name: String, model: ModelDirectory, sliceColumn: String = "slice"
    ) throws(PredictionError) {
        self.name = name
        self.model = model
        if let path = model.path(of: .predictions) {
            predictions = try PredictionSet(reading: path, sliceColumn: sliceColumn)
        } else {
            predictions = nil
        }
    }

    /// What changes in the predictions when this takes another's place; nil where one of the two has none.
    ///
    /// - Throws: ``PredictionError`` where they are of different examples, or nothing says what is right.
    public func flips(
        against old: ReleaseCandidate, labels: LabelSet? = nil, worst: Int = 10
    ) throws(PredictionError) -> FlipReport? {
        guard let before = old.predictions, let after = predictions else { return nil }
        if let mismatch = TestMismatch(self, and: old) { throw .otherTest(mismatch) }
        return try FlipReport(old: before, new: after, labels: labels, worst: worst)
    }
}

/// What a gate says of a release.
public struct ReleaseVerdict: Sendable, Equatable {
    /// Every condition, in the order of the policy.
    public let checks: [ReleaseCheck]
    /// What changes in the predictions, where that was asked for.
    public let flips: FlipReport?
    /// What was not checked, and why that is no fault.
    public let notes: [String]

    /// Whether every condition is met.
    public var passed: Bool { checks.allSatisfy(\.passed) }
}
