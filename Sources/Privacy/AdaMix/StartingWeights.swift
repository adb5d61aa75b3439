import Foundation
import LearningCore
import Tensors

/// Weights that a training begins from: embeddings of the classes' names, as in the paper's multi-modal variant, or a model
/// that was trained before on public data.
///
/// They are taken to be public. A model of other private data may be used; what it reveals of those was charged to them.
public struct StartingWeights: Sendable {
    /// The tensors by name, as ``AdaMixOutcome/save(to:test:)`` names them: `weight` of a linear head.
    public let weights: [String: TensorData]
    /// Where they were found.
    public let source: String

    /// Weights from anywhere.
    public init(_ weights: [String: TensorData], source: String) {
        self.weights = weights
        self.source = source
    }

    /// Reads a safetensors file, or the folder of a model that AdaMix trained.
    ///
    /// - Throws: `TensorError` or `ModelError` with what is wrong with the file.
    public init(reading path: String) throws {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            let model = try ModelDirectory(reading: path)
            try model.require(kind: AdaMixOutcome.kind)
            self.init(try model.weights(), source: path)
        } else {
            self.init(try SafetensorsFile(path: path).tensors(), source: path)
        }
    }
}
