import LearningCore

/// An update that an arm made: what the versions make of queries and gallery.
struct UpdateUnderTest {
    let arm: BackwardCompatibleArm
    /// The old version in its own gallery.
    let old: EmbeddingEvaluation
    /// The new version in its own gallery.
    let new: EmbeddingEvaluation
    /// The gallery that new queries search: the old one, an adapted one, or the new one for the paragon.
    let galleryVersion: EmbeddingEvaluation
    /// The old model.
    let before: EmbeddingModel
    /// How the new model was trained; nil where it was trained alone.
    let outcome: BackwardCompatibleOutcome?

    init(
        _ arm: BackwardCompatibleArm, old: EmbeddingEvaluation, new: EmbeddingEvaluation,
        gallery: EmbeddingEvaluation, before: EmbeddingModel, outcome: BackwardCompatibleOutcome? = nil
    ) {
        self.arm = arm
        self.old = old
        self.new = new
        galleryVersion = gallery
        self.before = before
        self.outcome = outcome
    }

    /// What the loss consisted of.
    var activeTerms: [String] { outcome?.activeTerms ?? [] }

    /// How well new queries do in the gallery that is there.
    func cross() throws -> RetrievalScores { try new.scores(against: galleryVersion) }

    /// How well the new version does by itself.
    func own() throws -> RetrievalScores { try new.scores(against: new) }
}

/// What is measured of every update.
enum BackwardCompatibleMeasures {
    /// The metrics, and what a table calls them; the first is what the claim is about.
    static let metrics: [(name: String, metric: RetrievalMetric)] = [
        ("mAP", .meanAveragePrecision), ("top-1", .templateTop1), ("1-NN", .cumulativeMatch(1)),
        ("CMC-5", .cumulativeMatch(5)), ("TAR@FAR 10 %", .trueAcceptRate(falseAcceptRate: 0.1)),
        ("TAR@FAR 1 %", .trueAcceptRate(falseAcceptRate: 0.01)),
    ]

    /// What the claim declares: each metric of new queries in the gallery that is there, and of the new version by itself.
    static let declarations: [Claim.Measure] =
        metrics.map { .init("cross \($0.name)", better: .higher) }
        + metrics.map { .init("self \($0.name)", better: .higher) }
        + [.init("gain", better: .higher)]

    /// Measures an update, and says on which metrics it is compatible.
    static func result(of update: UpdateUnderTest, on bench: UpdateBench) throws -> TrialResult {
        let cross = try update.cross()
        // Where the whole gallery is computed anew, or nothing is, both are the same search.
        let own = update.arm == .old || update.arm == .paragon ? cross : try update.own()
        let old = try bench.oldScores(of: update)
        var result = TrialResult(measures: [:])
        for (name, metric) in metrics {
            for (kind, scores) in [("cross", cross), ("self", own)] {
                let measure = "\(kind) \(name)"
                result.measures[measure] = scores.value(of: metric)
                result.outcomes[measure] = scores.outcomes(of: metric)
            }
        }
        result.scores = [
            "cross mAP": ExampleScores(cross.averagePrecisions),
            "self mAP": ExampleScores(own.averagePrecisions),
        ]
        let primary = RetrievalMetric.meanAveragePrecision
        let gain = UpdateGain(
            cross: cross.value(of: primary), old: old.value(of: primary),
            paragon: try bench.paragonScores().value(of: primary))
        result.measures["gain"] = gain.gain
        // Nobody searches an old gallery there.
        guard update.arm != .old, update.arm != .paragon else { return result }
        let share = gain.share.map { ", update gain \(UpdateBench.text($0))" } ?? ""
        result.notes.append(
            verdict { cross.value(of: $0) > old.value(of: $0) }
                + "; old mAP \(UpdateBench.text(old.value(of: primary)))" + share)
        return result
    }

    /// On which metrics something is compatible, in words.
    static func verdict(_ isCompatible: (RetrievalMetric) -> Bool) -> String {
        func list(_ wanted: Bool) -> String {
            metrics.filter { isCompatible($0.metric) == wanted }.map(\.name).joined(separator: ", ")
        }
        let (holds, fails) = (list(true), list(false))
        if holds.isEmpty { return "NOT compatible on \(fails)" }
        return "compatible on \(holds)" + (fails.isEmpty ? "" : ", NOT on \(fails)")
    }
}
