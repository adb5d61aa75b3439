import Foundation
import Tensors

/// A model on disk: a folder with its weights and a manifest, written once and never changed.
///
///     try ModelDirectory.write(weights, manifest: manifest, to: "head.model")
///     let model = try ModelDirectory(reading: "head.model")
///     try model.require(kind: "adamix", architecture: "linear 64 -> 5")
///     let weights = try model.weights()
///
/// `model.safetensors` has the weights, `manifest.json` says what they are, and `SHA256SUMS` has the digests
/// of both, as `sha256sum --check` reads them. What the model was found to do may lie beside them, as an
/// ``Attachment``. Opening checks every digest, so that what was damaged or edited is refused.
public struct ModelDirectory: Sendable {
    static let weightsFile = "model.safetensors"
    static let manifestFile = "manifest.json"
    static let sumsFile = "SHA256SUMS"

    /// What may lie beside the weights, by the name of its file.
    public enum Attachment: String, Sendable, CaseIterable {
        /// What the model predicts, as ``PredictionSet`` reads it.
        case predictions = "predictions.csv"
        /// What the model makes of queries and of a gallery.
        case embeddings = "embeddings.safetensors"
    }

    /// Where the model lies.
    public let path: String
    /// What it says of itself.
    public let manifest: ModelManifest
    /// Who it is: the digest of its manifest, which has the digest of its weights.
    public let digest: ContentDigest
    /// What lies beside the weights.
    public let attachments: Set<Attachment>
    /// The weights; nil for a model of which only the results are known.
    private let file: SafetensorsFile?

    /// Opens a model and checks that it is whole.
    ///
    /// - Throws: ``ModelError``, whose sentence names the file and what is wrong with it.
    /// - Complexity: O(size of the files), for their digests.
    public init(reading path: String) throws(ModelError) {
        let path = Self.trimmed(path)
        try Self.requireFolder(path)
        let text = try Self.contents(of: Self.manifestFile, in: path)
        let stored = try ModelDirectory.manifest(in: text, at: path)
        try Self.check(stored, at: path)
        let digest = ContentDigest(of: text)
        guard try Self.contents(of: Self.sumsFile, in: path) == Self.sums(manifest: digest, stored.files)
        else {
            throw .damaged(
                path: path, file: Self.manifestFile, reason: "its digest is not the one in SHA256SUMS")
        }
        file = try Self.weights(stored, at: path)
        self.path = path
        self.digest = digest
        manifest = stored.manifest
        attachments = Set(stored.files.keys.compactMap(Attachment.init))
    }

    /// Refuses a model that another method made, or whose weights are those of another architecture.
    ///
    /// - Throws: ``ModelError`` that names both.
    public func require(kind: String, architecture: String? = nil) throws(ModelError) {
        guard manifest.kind == kind else {
            throw .otherKind(path: path, found: manifest.kind, expected: kind)
        }
        guard let architecture, manifest.architecture != architecture else { return }
        throw .otherArchitecture(path: path, found: manifest.architecture, expected: architecture)
    }

    /// The weights by their names, in the mapped file until they are looked at; none where only the results
    /// of a model are known.
    ///
    /// - Throws: ``ModelError`` where a tensor of truth values has others than 0 and 1.
    public func weights() throws(ModelError) -> [String: TensorData] {
        do throws(TensorError) { return try file?.tensors() ?? [:] } catch {
            throw .damaged(path: path, file: Self.weightsFile, reason: error.description)
        }
    }

    /// How many numbers the weights are, statistics of normalisation included; nil where only the results of a
    /// model are known.
    public var parameterCount: Int? {
        file?.entries.reduce(0) { $0 + $1.byteRange.count / $1.scalarType.byteCount }
    }

    /// Where the weights lie; nil where only the results of a model are known.
    public var weightsPath: String? { file?.path }

    /// Where something lies that was put beside the weights; nil where it was not.
    public func path(of attachment: Attachment) -> String? {
        attachments.contains(attachment) ? "\(path)/\(attachment.rawValue)" : nil
    }

    /// The text of `SHA256SUMS`.
    static func sums(manifest: ContentDigest, _ files: [String: ContentDigest]) -> Data {
        let lines = files.merging([manifestFile: manifest]) { $1 }.sorted { $0.key < $1.key }
        return Data(lines.map { "\($0.value)  \($0.key)\n" }.joined().utf8)
    }

    /// The path without slashes at its end, so that names beside it can be made of it.
    static func trimmed(_ path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }
}
