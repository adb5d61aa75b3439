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
    /// Writes a model, all of it or nothing.
    ///
    /// Its files are written and synced in a folder beside it, which then gets the name: whoever finds the
    /// name finds a whole model, also after a power failure.
    ///
    /// - Parameters:
    ///   - weights: The tensors by their names.
    ///   - manifest: What the model says of itself; its metrics are finite.
    ///   - path: The name of the folder, which nothing may have yet.
    /// - Returns: The model, read back.
    /// - Throws: ``ModelError`` where the name is taken or something cannot be written.
    @discardableResult
    public static func write(
        _ weights: [String: TensorData], manifest: ModelManifest, to path: String
    ) throws(ModelError) -> ModelDirectory {
        precondition(
            manifest.metrics.values.allSatisfy(\.isFinite), "metrics in a manifest are finite numbers")
        let path = trimmed(path)
        guard access(path, F_OK) != 0 else { throw .exists(path: path) }
        let unfinished = "\(path).\(getpid())-\(UInt32.random(in: .min ... .max)).partial"
        guard mkdir(unfinished, 0o777) == 0 else { throw refusal(path) }
        do throws(ModelError) {
            try fill(unfinished, weights, manifest, path)
            try name(unfinished, path)
        } catch {
            try? FileManager.default.removeItem(atPath: unfinished)
            throw error
        }
        return try ModelDirectory(reading: path)
    }

    private static func fill(
        _ folder: String, _ weights: [String: TensorData], _ manifest: ModelManifest, _ path: String
    ) throws(ModelError) {
        do throws(TensorError) {
            try SafetensorsFile.write(weights, to: "\(folder)/\(weightsFile)")
            guard let written = FileManager.default.contents(atPath: "\(folder)/\(weightsFile)") else {
                throw .file(path: path, message: "its weights cannot be read back")
            }
            let files = [weightsFile: ContentDigest(of: written)]
            let layouts = weights.mapValues {
                ManifestFile.Layout(type: $0.scalarType.name, shape: $0.shape)
            }
            let text = ReportFile.json(
                ManifestFile(format: ManifestFile.format, manifest: manifest, tensors: layouts, files: files))
            try writeFile(text, "\(folder)/\(manifestFile)")
            try writeFile(sums(manifest: ContentDigest(of: text), files), "\(folder)/\(sumsFile)")
        } catch {
            if case .file(_, let message) = error { throw .unwritable(path: path, reason: message) }
            throw .unwritable(path: path, reason: error.description)
        }
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
