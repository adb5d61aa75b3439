import Foundation
import GracefulUpdates
import LearningCore

/// What `espalier train pct` and `espalier train blend` say in the end.
struct TrainPCTAnswer: Encodable {
    let trained: TrainedModelAnswer
    /// How the model came about, in a clause.
    let how: String
    /// What changes among the test records; nil without a test.
    let flips: FlipReport?

    init(_ trained: TrainedModelAnswer, how: String, flips: FlipReport?) {
        self.trained = trained
        self.how = how
        self.flips = flips
    }

    private enum CodingKeys: CodingKey { case how, flips }

    /// What every training says, and these beside it.
    func encode(to encoder: any Encoder) throws {
        try trained.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(how, forKey: .how)
        try container.encodeIfPresent(flips.map(FlipAnswer.init), forKey: .flips)
    }

    /// The report for people.
    var text: String {
        let text = trained.text + "  learned     \(how)\n"
        return text + (flips.map { "\n" + FlipText(report: $0).summary } ?? "")
    }
}

extension ModelEvaluation {
    /// What changes when the evaluated model takes another's place, on the records that it was evaluated on.
    func flips(from old: EmbeddingModel, on test: Dataset?) throws -> FlipReport? {
        try test.map { try FlipReport(old: ModelEvaluation(old, on: $0).predictions, new: predictions) }
    }
}
