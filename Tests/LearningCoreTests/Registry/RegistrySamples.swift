import Foundation
import Tensors

@testable import LearningCore

extension ModelManifest {
    /// What a small model says of itself.
    static func sample(
        metrics: [String: Double] = [:], epsilon: Double? = nil, isPrivate: Bool = true,
        policy: ReleasePolicy? = nil, test: Dataset? = nil
    ) -> ModelManifest {
        ModelManifest(
            kind: "sample", architecture: "linear 2 -> 3",
            data: test.map { [.init($0, role: "test")] } ?? [], seed: 1, metrics: metrics,
            privacy: epsilon.map {
                .init(
                    isPrivate: isPrivate, epsilon: $0, delta: 1e-5, relation: "add-remove",
                    accountant: "exact", ledger: .null)
            }, madeBy: .test, releasePolicy: policy)
    }
}

/// A registry in a folder of its own.
struct SampleRegistry {
    let folder: TemporaryFolder
    let registry: ModelRegistry

    init() throws {
        folder = try TemporaryFolder()
        registry = ModelRegistry(path: folder.path("models"))
    }

    /// Predictions of 1000 examples, of which so many are wrong, from a place on.
    static func predictions(wrong: Range<Int>, count: Int = 1_000) throws -> PredictionSet {
        try PredictionSet(
            source: "sample", ids: (0..<count).map { "x\($0)" },
            predictions: (0..<count).map { wrong.contains($0) ? "no" : "yes" },
            labels: Array(repeating: "yes", count: count),
            slices: (0..<count).map { $0 < count / 2 ? "day" : "night" })
    }

    /// Adds a version that is wrong on so many examples of 1000, from a place on.
    @discardableResult
    func add(
        _ name: String, wrong: Range<Int>? = 0..<0, manifest: ModelManifest = .sample(),
        embeddings: String? = nil
    ) throws -> ModelDirectory {
        let weights = folder.path("weights.safetensors")
        try SafetensorsFile.write(
            ["weight": TensorData([1, 2, 3, 4, 5, 6] as [Float], shape: [3, 2])], to: weights)
        return try registry.add(
            name, weights: weights, manifest: manifest,
            .init(predictions: try wrong.map { try Self.predictions(wrong: $0) }, embeddings: embeddings))
    }

    @discardableResult
    func promote(_ name: String, _ policy: ReleasePolicy? = nil) throws -> ModelRegistry.PromotionOutcome {
        try registry.promote(
            name, policy: policy.map { .init($0, source: "the test") }, by: "test",
            at: Date(timeIntervalSince1970: 0))
    }

    var inService: String? { get throws { try registry.journal().inService?.name } }

    /// Every file of the registry with its bytes, to see whether anything changed.
    func content() throws -> [String: Data] {
        let paths = FileManager.default.enumerator(atPath: registry.path)?.allObjects as? [String] ?? []
        return Dictionary(
            uniqueKeysWithValues: paths.compactMap { path in
                FileManager.default.contents(atPath: "\(registry.path)/\(path)").map { (path, $0) }
            })
    }
}
