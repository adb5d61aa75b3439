import Foundation
import Tensors

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension ModelDirectory {
    /// Where the weights of a model that is written come from.
    enum Weights {
        /// Tensors in memory.
        case tensors([String: TensorData])
        /// A safetensors file, byte by byte.
        case file(String)
        /// Nowhere: only the model's results are known.
        case unknown
    }

    /// Writes a model, all of it or nothing.
    ///
    /// Its files are written and synced in a folder beside it, which then gets the name: whoever finds the
    /// name finds a whole model, also after a power failure.
    ///
    /// - Parameters:
    ///   - weights: The tensors by their names.
    ///   - manifest: What the model says of itself; its metrics are finite.
    ///   - attachments: What lies beside the weights.
    ///   - path: The name of the folder, which nothing may have yet.
    /// - Returns: The model, read back.
    /// - Throws: ``ModelError`` where the name is taken or something cannot be written.
    @discardableResult
    public static func write(
        _ weights: [String: TensorData], manifest: ModelManifest, attachments: [Attachment: Data] = [:],
        to path: String
    ) throws(ModelError) -> ModelDirectory {
        try write(.tensors(weights), manifest: manifest, attachments: attachments, to: path)
    }

    @discardableResult
    static func write(
        _ weights: Weights, manifest: ModelManifest, attachments: [Attachment: Data], to path: String
    ) throws(ModelError) -> ModelDirectory {
        precondition(
            manifest.metrics.values.allSatisfy(\.isFinite), "metrics in a manifest are finite numbers")
        let path = trimmed(path)
        guard access(path, F_OK) != 0 else { throw .exists(path: path) }
        let unfinished = "\(path).\(getpid())-\(UInt32.random(in: .min ... .max)).partial"
        guard mkdir(unfinished, 0o777) == 0 else { throw refusal(path) }
        do throws(ModelError) {
            try fill(unfinished, weights, manifest, attachments, path)
            try name(unfinished, path)
        } catch {
            try? FileManager.default.removeItem(atPath: unfinished)
            throw error
        }
        return try ModelDirectory(reading: path)
    }

    private static func fill(
        _ folder: String, _ weights: Weights, _ manifest: ModelManifest, _ attachments: [Attachment: Data],
        _ path: String
    ) throws(ModelError) {
        do throws(TensorError) {
            var files: [String: ContentDigest] = [:]
            var layouts: [String: ManifestFile.Layout] = [:]
            if let written = try write(weights, to: "\(folder)/\(weightsFile)", of: path) {
                files[weightsFile] = written.digest
                layouts = written.layouts
            }
            for (attachment, content) in attachments {
                try writeFile(content, "\(folder)/\(attachment.rawValue)")
                files[attachment.rawValue] = ContentDigest(of: content)
            }
            let text = ReportFile.json(
                ManifestFile(
                    format: ManifestFile.format(of: files), manifest: manifest, tensors: layouts,
                    files: files))
            try writeFile(text, "\(folder)/\(manifestFile)")
            try writeFile(sums(manifest: ContentDigest(of: text), files), "\(folder)/\(sumsFile)")
        } catch {
            if case .file(_, let message) = error { throw .unwritable(path: path, reason: message) }
            throw .unwritable(path: path, reason: error.description)
        }
    }

    /// Writes the weights and looks at what came to lie there.
    private static func write(
        _ weights: Weights, to file: String, of path: String
    ) throws(TensorError) -> (digest: ContentDigest, layouts: [String: ManifestFile.Layout])? {
        switch weights {
        case .tensors(let tensors): try SafetensorsFile.write(tensors, to: file)
        case .file(let source):
            guard let content = try? Data(contentsOf: URL(filePath: source), options: .mappedIfSafe) else {
                throw .file(path: source, message: "cannot be read; is it there?")
            }
            try writeFile(content, file)
        case .unknown: return nil
        }
        guard let written = FileManager.default.contents(atPath: file) else {
            throw .file(path: path, message: "its weights cannot be read back")
        }
        return (ContentDigest(of: written), ManifestFile.layouts(of: try SafetensorsFile(path: file)))
    }

    private static func writeFile(_ content: Data, _ path: String) throws(TensorError) {
        let file = try DurableFile(path: path)
        try file.write(content)
        try file.finish()
    }

    /// Gives a folder its name, unless something has it.
    private static func name(_ unfinished: String, _ path: String) throws(ModelError) {
        // An empty folder claims the name, which a rename alone would take from another empty folder.
        guard mkdir(path, 0o777) == 0 else {
            throw errno == EEXIST ? .exists(path: path) : refusal(path)
        }
        guard rename(unfinished, path) == 0 else {
            let failure = refusal(path)
            rmdir(path)
            throw failure
        }
        // The name is durable once the folder above is.
        let parent = open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard parent >= 0 else { return }
        fsync(parent)
        close(parent)
    }

    private static func refusal(_ path: String) -> ModelError {
        .unwritable(path: path, reason: String(cString: strerror(errno)))
    }
}
