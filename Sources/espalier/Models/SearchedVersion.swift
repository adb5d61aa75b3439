import Foundation
import LearningCore

/// An argument of `espalier model matrix`: what lies there, or else a version of the registry.
struct SearchedVersion {
    let evaluation: EmbeddingEvaluation
    /// The model that the embeddings lie beside; nil for a file of embeddings alone.
    private let model: ModelDirectory?

    init(_ name: String, in registry: ModelRegistry) throws {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: name, isDirectory: &isFolder), !isFolder.boolValue {
            evaluation = try EmbeddingEvaluation(reading: name, name: name)
            model = nil
            return
        }
        let model: ModelDirectory
        if isFolder.boolValue {
            model = try ModelDirectory(reading: name)
        } else {
            let isPath = name.contains("/") || name.hasSuffix(".safetensors")
            guard !isPath, registry.exists else {
                throw UnusableModel(
                    description:
                        "\(name): there is no such folder of a model or file of embeddings"
                        + (isPath ? "" : ", and no registry \(registry.path) that could have such a version")
                        + "; check the path")
            }
            model = try registry.version(name, in: registry.journal())
        }
        guard let path = model.path(of: .embeddings) else {
            throw UnusableModel(
                description:
                    "\(name) has no embeddings to compare; train it with --test, or add it to the registry with "
                    + "`espalier model add NAME ... --embeddings FILE`")
        }
        evaluation = try EmbeddingEvaluation(reading: path, name: name)
        self.model = model
    }

    /// Refuses models that were tested on different data.
    static func requireSameTest(_ versions: [Self]) throws(EmbeddingError) {
        for (place, version) in versions.enumerated() {
            guard let manifest = version.model?.manifest else { continue }
            for older in versions[..<place] {
                guard let before = older.model?.manifest,
                    let mismatch = TestMismatch(
                        manifest, of: version.evaluation.name, and: before, of: older.evaluation.name)
                else { continue }
                throw .otherTest(mismatch)
            }
        }
    }
}
