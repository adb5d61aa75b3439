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
/// of both, as `sha256sum --check` reads them. Opening checks every digest, so that what was damaged or
/// edited is refused.
public struct ModelDirectory: Sendable {
    static let weightsFile = "model.safetensors"
    static let manifestFile = "manifest.json"
    static let sumsFile = "SHA256SUMS"

    /// Where the model lies.
    public let path: String
    /// What it says of itself.
    public let manifest: ModelManifest
    /// Who it is: the digest of its manifest, which has the digest of its weights.
    public let digest: ContentDigest
    private let file: SafetensorsFile

    /// Opens a model and checks that it is whole.
    ///
    /// - Throws: ``ModelError``, whose sentence names the file and what is wrong with it.
    /// - Complexity: O(size of the weights), for their digest.
    public init(reading path: String) throws(ModelError) {
        let path = Self.trimmed(path)
        try Self.requireFolder(path)
        let text = try Self.contents(of: Self.manifestFile, in: path)
        let stored = try ModelDirectory.manifest(in: text, at: path)
        let digest = ContentDigest(of: text)
        let weights = try Self.contents(of: Self.weightsFile, in: path)
        guard stored.files == [Self.weightsFile: ContentDigest(of: weights)] else {
            throw .damaged(
                path: path, file: Self.weightsFile,
                reason: "its digest is not the one that the manifest names")
        }
        guard try Self.contents(of: Self.sumsFile, in: path) == Self.sums(manifest: digest, stored.files)
        else {
            throw .damaged(
                path: path, file: Self.manifestFile, reason: "its digest is not the one in SHA256SUMS")
        }
        do throws(TensorError) { file = try SafetensorsFile(path: "\(path)/\(Self.weightsFile)") } catch {
            throw .damaged(path: path, file: Self.weightsFile, reason: error.description)
        }
        let layouts = Dictionary(
            uniqueKeysWithValues: file.entries.map {
                ($0.name, ManifestFile.Layout(type: $0.scalarType.name, shape: $0.shape))
            })
        guard layouts == stored.tensors else {
            throw .damaged(
                path: path, file: Self.weightsFile,
                reason: "its tensors are not those that the manifest names")
        }
        self.path = path
        self.digest = digest
        manifest = stored.manifest
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

    /// The weights by their names, in the mapped file until they are looked at.
    ///
    /// - Throws: ``ModelError`` where a tensor of truth values has others than 0 and 1.
    public func weights() throws(ModelError) -> [String: TensorData] {
        do throws(TensorError) { return try file.tensors() } catch {
            throw .damaged(path: path, file: Self.weightsFile, reason: error.description)
        }
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

extension ModelDirectory {
    private static func requireFolder(_ path: String) throws(ModelError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .missing(path: path)
        }
        guard isFolder.boolValue else { throw .notAModel(path: path, reason: "it is a file") }
    }

    private static func contents(of file: String, in path: String) throws(ModelError) -> Data {
        let url = URL(filePath: path).appending(path: file)
        do { return try Data(contentsOf: url, options: .mappedIfSafe) } catch {
            throw .notAModel(path: path, reason: "\(file) is not there or cannot be read")
        }
    }

    private static func manifest(in text: Data, at path: String) throws(ModelError) -> ManifestFile {
        struct Version: Decodable { let format: Int }
        let limit = 64 << 20
        guard text.count <= limit else {
            throw .notAModel(path: path, reason: "\(manifestFile) has more than \(limit >> 20) MB")
        }
        do {
            let version = try JSONDecoder().decode(Version.self, from: text)
            guard version.format <= ManifestFile.format else {
                throw ModelError.newerFormat(path: path, found: version.format, known: ManifestFile.format)
            }
            return try JSONDecoder().decode(ManifestFile.self, from: text)
        } catch let error as ModelError {
            throw error
        } catch {
            throw .notAModel(path: path, reason: "\(manifestFile) says nothing that a manifest says")
        }
    }
}
