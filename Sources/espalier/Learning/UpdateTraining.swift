import Foundation
import GracefulUpdates
import LearningCore
import Tensors

/// What all trainings of updates have in common at the command: the sentences that they fail with, and their progress.
enum UpdateTraining {
    /// Runs a training, and ends the command with a sentence where it cannot be done.
    ///
    /// Whether the model can be written is asked first: hours of training would else be for nothing.
    static func perform(writing model: String, asJSON: Bool, _ body: () throws -> Void) throws {
        do {
            _ = try Torch.threadCount
            guard !FileManager.default.fileExists(atPath: model) else { throw ModelError.exists(path: model) }
            let parent = URL(filePath: model).deletingLastPathComponent().path
            guard FileManager.default.isWritableFile(atPath: parent) else {
                throw ModelError.unwritable(
                    path: model, reason: "there is no folder \(parent) that can be written to")
            }
            try body()
        } catch let error as any CustomStringConvertible & Error where isOurs(error) {
            try InputProblem(kind: "training", message: error.description).end(asJSON: asJSON)
        }
    }

    /// Whether an error is a sentence of the layers that train.
    static func isOurs(_ error: any Error) -> Bool {
        error is GracefulUpdateError || error is ModelError || error is DatasetError || error is TensorError
            || error is EmbeddingError || error is PredictionError || error is ArchitectureSearchError
    }

    /// A line on standard error that says how far a training has come, redrawn after every epoch.
    ///
    ///     Epoch 3 of 10: loss 0.4127
    static func progress(of epochs: Int, noun: String = "Epoch") -> (Int, Double) -> Void {
        { epoch, loss in
            guard Terminal.isInteractive else { return }
            let text = "\(noun) \(epoch) of \(epochs): loss \(String(format: "%.4g", loss))"
            Terminal.writeError("\r\u{1B}[K" + (epoch < epochs ? text : ""))
        }
    }
}

/// What `espalier train` says of a model that was written.
struct TrainedModelAnswer: Encodable {
    let model: String
    let kind: String
    let architecture: String
    let parameters: Int
    let losses: [Double]
    /// What the test says, by the manifest's names; empty without a test.
    let metrics: [String: Double]
    let predecessor: String?

    init(_ saved: ModelDirectory, parameters: Int, losses: [Double]) {
        model = saved.path
        kind = saved.manifest.kind
        architecture = saved.manifest.architecture
        self.parameters = parameters
        self.losses = losses
        metrics = saved.manifest.metrics
        predecessor = saved.manifest.predecessor?.path
    }

    /// The report for people.
    var text: String {
        var lines = ["\(model): \(kind), \(architecture), \(parameters) parameters"]
        // A blend of models is not trained.
        if let first = losses.first, let last = losses.last {
            lines.append(
                "  loss        " + String(format: "%.4g in the first epoch, %.4g in the last", first, last))
        }
        if let error = metrics["error"] {
            lines.append("  error       \(String(format: "%.2f %%", error * 100)) of the test records")
        }
        if let precision = metrics["map"] {
            lines.append("  retrieval   mean average precision \(String(format: "%.3f", precision))")
        }
        if let predecessor { lines.append("  replaces    \(predecessor)") }
        return lines.map { $0 + "\n" }.joined()
    }
}
