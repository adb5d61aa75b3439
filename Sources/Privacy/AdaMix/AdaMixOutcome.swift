import LearningCore
import Tensors

/// A head that was trained by AdaMix, and what may be said of it.
public struct AdaMixOutcome {
    /// The method, as manifests name it.
    static let kind = "adamix"
    /// What the private records are in a manifest.
    static let privateRole = "private training"

    /// What was trained on what.
    public let training: AdaMixTraining
    /// The head.
    public let head: ClassifierHead
    /// The same head, trained on the public records alone: what the private ones have to beat.
    public let onlyPublic: ClassifierHead
    /// What may be published of the training.
    public let report: AdaMixReport
    /// What the ledger recorded; nil for a training that no ledger was asked about.
    public let spend: PrivacyLedger.Spend?

    /// The share of records that the head, and the one of public records alone, put into a wrong class.
    ///
    /// - Throws: As ``AdaMixTraining/test(_:)`` for records that cannot be measured on.
    public func errors(on data: Dataset) throws -> (head: Double, onlyPublic: Double) {
        let batch = try PublicBatch(training.test(data), preparation: training.preparation)
        return (try head.model.error(on: batch), try onlyPublic.model.error(on: batch))
    }

    /// Writes weights and manifest into a folder that is not there yet, all of it or nothing.
    ///
    /// The manifest has the spend that the ledger recorded, and neither a digest nor a count by class of the private records:
    /// it may be published with the weights.
    public func save(
        to path: String, test: (data: Dataset, errors: (head: Double, onlyPublic: Double))? = nil
    ) throws {
        var metrics: [String: Double] = [:]
        var data = [
            ModelManifest.DataSnapshot(training.publicData, role: "public training"),
            ModelManifest.DataSnapshot(
                training.privateData, role: Self.privateRole, publishedCount: training.publishedCount),
        ]
        if let test {
            metrics = ["error": test.errors.head, "error of only public": test.errors.onlyPublic]
            data.append(ModelManifest.DataSnapshot(test.data, role: "test"))
        }
        let epsilon = training.calibration.epsilon
        let spends = JSONValue.list(try spend.map { [try JSONValue(encoding: $0)] } ?? [])
        let manifest = ModelManifest(
            kind: Self.kind, architecture: training.architecture, data: data, seed: training.seed,
            hyperparameters: [
                "configuration": try JSONValue(encoding: training.configuration),
                "preparation": try JSONValue(encoding: training.preparation),
                "hidden widths": .list(training.hiddenWidths.map { .integer(Int64($0)) }),
                "report": try JSONValue(encoding: report),
            ],
            metrics: metrics,
            privacy: .init(
                isPrivate: report.isPrivate, epsilon: report.isPrivate ? epsilon.value : nil,
                delta: epsilon.delta,
                relation: epsilon.relation.rawValue, accountant: epsilon.accountant.rawValue,
                ledger: ["relation": try JSONValue(encoding: epsilon.relation), "spends": spends]),
            madeBy: RunEnvironment(versions: ["libtorch": Torch.version ?? "none"]))
        let weights = try head.tensors().mapValues { try $0.data() }
        try ModelDirectory.write(weights, manifest: manifest, to: path)
    }
}
