import Foundation
import Tensors

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension ModelRegistry {
    /// What was found out about a version, and is kept beside its weights.
    public struct Evaluation: Sendable {
        /// What it predicts, with what is right.
        public var predictions: PredictionSet?
        /// A safetensors file of what it makes of queries and a gallery.
        public var embeddings: String?

        /// What is known; nothing if it is left out.
        public init(predictions: PredictionSet? = nil, embeddings: String? = nil) {
            self.predictions = predictions
            self.embeddings = embeddings
        }

        /// The files beside the weights.
        fileprivate func attachments() throws -> [ModelDirectory.Attachment: Data] {
            var attachments: [ModelDirectory.Attachment: Data] = [:]
            try predictions?.requireClassesOfLabels()
            attachments[.predictions] = predictions?.csv
            if let embeddings {
                _ = try EmbeddingEvaluation(reading: embeddings)
                attachments[.embeddings] = try Data(
                    contentsOf: URL(filePath: embeddings), options: .mappedIfSafe)
            }
            return attachments
        }
    }

    /// Adds a copy of a model as a version, and makes the registry if there is none.
    ///
    /// The version is not in service until it is promoted. Where its predictions or embeddings are replaced, its manifest no
    /// longer says that they are of the data it was tested on.
    ///
    /// - Parameters:
    ///   - name: What the version is called.
    ///   - model: The model; its weights are copied byte by byte.
    ///   - evaluation: What was found out about it, in place of what lies beside its weights.
    ///   - change: What the version's manifest says otherwise than the model's.
    /// - Returns: The version.
    /// - Throws: ``RegistryError``, ``PredictionError`` where predictions write classes otherwise than their labels, or
    ///   ``EmbeddingError`` where the embeddings cannot be used.
    @discardableResult
    public func add(
        _ name: String, copyOf model: ModelDirectory, _ evaluation: Evaluation = Evaluation(),
        changing change: (inout ModelManifest) -> Void = { _ in }
    ) throws -> ModelDirectory {
        var attachments = try evaluation.attachments()
        for attachment in model.attachments where attachments[attachment] == nil {
            attachments[attachment] = try model.path(of: attachment).map {
                try Data(contentsOf: URL(filePath: $0), options: .mappedIfSafe)
            }
        }
        var manifest = model.manifest
        if evaluation.predictions != nil || evaluation.embeddings != nil { manifest.retireTests() }
        change(&manifest)
        let weights = model.weightsPath.map(ModelDirectory.Weights.file) ?? .unknown
        return try add(name, weights, manifest, attachments)
    }

    /// Adds a model that another program made, of which perhaps only results are known.
    ///
    /// - Parameters:
    ///   - name: What the version is called.
    ///   - weights: A safetensors file; nil where there is none.
    ///   - manifest: What is known of it.
    ///   - evaluation: What was found out about it.
    /// - Returns: The version.
    /// - Throws: ``RegistryError``, ``PredictionError``, ``EmbeddingError``, or `TensorError` where the weights cannot be
    ///   read.
    @discardableResult
    public func add(
        _ name: String, weights: String?, manifest: ModelManifest, _ evaluation: Evaluation
    ) throws -> ModelDirectory {
        if let weights { _ = try SafetensorsFile(path: weights) }
        let source = weights.map(ModelDirectory.Weights.file) ?? .unknown
        return try add(name, source, manifest, try evaluation.attachments())
    }

    private func add(
        _ name: String, _ weights: ModelDirectory.Weights, _ manifest: ModelManifest,
        _ attachments: [ModelDirectory.Attachment: Data]
    ) throws(RegistryError) -> ModelDirectory {
        guard Self.isName(name) else { throw .badName(name) }
        try makeFolder()
        let lock = try RegistryLock(self)
        defer { lock.release() }
        try makeJournal()
        removeUnfinished(name)
        do throws(ModelError) {
            return try ModelDirectory.write(
                weights, manifest: manifest, attachments: attachments, to: path(of: name))
        } catch {
            if case .exists = error { throw .nameTaken(name, registry: path) }
            throw .model(error)
        }
    }

    /// Makes the folder, or finds that it is one that can be used.
    private func makeFolder() throws(RegistryError) {
        guard mkdir(path, 0o777) != 0 else { return }
        guard errno == EEXIST else {
            throw .inaccessible(path: path, reason: String(cString: strerror(errno)))
        }
        guard !exists, let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return }
        let ours = [Self.versionsFolder, Self.policyFile, Self.lockFile]
        guard names.allSatisfy({ ours.contains($0) || $0.hasSuffix(Self.unfinished) }) else {
            throw .foreign(path: path)
        }
    }

    /// Makes the journal before the first version, so that one that is gone is missed.
    private func makeJournal() throws(RegistryError) {
        if exists {
            _ = try journal()
        } else {
            do throws(RegistryError) { _ = try journal() } catch {
                guard case .missing = error else { throw error }
            }
            try write(ReleaseJournal())
        }
        guard mkdir("\(path)/\(Self.versionsFolder)", 0o777) == 0 || errno == EEXIST else {
            throw .inaccessible(path: path, reason: String(cString: strerror(errno)))
        }
    }

    /// Removes what an interrupted `add` left: nobody else is adding while the lock is held.
    private func removeUnfinished(_ name: String) {
        let folder = "\(path)/\(Self.versionsFolder)"
        for left in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where left.hasSuffix(Self.unfinished) {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(left)")
        }
        // It may have claimed the name with an empty folder; this removes no other.
        rmdir(path(of: name))
    }
}
