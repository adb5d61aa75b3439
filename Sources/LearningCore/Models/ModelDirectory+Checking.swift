import Foundation
import Tensors

extension ModelDirectory {
    static func requireFolder(_ path: String) throws(ModelError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .missing(path: path)
        }
        guard isFolder.boolValue else { throw .notAModel(path: path, reason: "it is a file") }
    }

    static func contents(of file: String, in path: String) throws(ModelError) -> Data {
        let url = URL(filePath: path).appending(path: file)
        do { return try Data(contentsOf: url, options: .mappedIfSafe) } catch {
            throw .notAModel(path: path, reason: "\(file) is not there or cannot be read")
        }
    }

    static func manifest(in text: Data, at path: String) throws(ModelError) -> ManifestFile {
        struct Version: Decodable { let format: Int }
        let limit = 64 << 20
        guard text.count <= limit else {
            throw .notAModel(path: path, reason: "\(manifestFile) has more than \(limit >> 20) MB")
        }
        do {
            let version = try JSONDecoder().decode(Version.self, from: text)
            guard version.format <= ManifestFile.newestFormat else {
                throw ModelError.newerFormat(
                    path: path, found: version.format, known: ManifestFile.newestFormat)
            }
            return try JSONDecoder().decode(ManifestFile.self, from: text)
        } catch let error as ModelError {
            throw error
        } catch {
            throw .notAModel(path: path, reason: "\(manifestFile) says nothing that a manifest says")
        }
    }

    /// Checks that every file is there that the manifest names, and as it was written.
    static func check(_ stored: ManifestFile, at path: String) throws(ModelError) {
        guard stored.format > 1 || Set(stored.files.keys) == [weightsFile] else {
            throw .damaged(
                path: path, file: weightsFile, reason: "its digest is not the one that the manifest names")
        }
        let known = [weightsFile] + Attachment.allCases.map(\.rawValue)
        if let stranger = stored.files.keys.sorted().first(where: { !known.contains($0) }) {
            throw .damaged(
                path: path, file: manifestFile, reason: "it names a file `\(stranger)` that no model has")
        }
        for (file, digest) in stored.files.sorted(by: { $0.key < $1.key }) {
            guard ContentDigest(of: try contents(of: file, in: path)) == digest else {
                throw .damaged(
                    path: path, file: file, reason: "its digest is not the one that the manifest names")
            }
        }
    }

    /// Opens the weights and checks that they are those of the manifest; nil where it has none.
    static func weights(_ stored: ManifestFile, at path: String) throws(ModelError) -> SafetensorsFile? {
        var layouts: [String: ManifestFile.Layout] = [:]
        var file: SafetensorsFile?
        if stored.files[weightsFile] != nil {
            let opened: SafetensorsFile
            do throws(TensorError) { opened = try SafetensorsFile(path: "\(path)/\(weightsFile)") } catch {
                throw .damaged(path: path, file: weightsFile, reason: error.description)
            }
            layouts = ManifestFile.layouts(of: opened)
            file = opened
        }
        guard layouts == stored.tensors else {
            throw .damaged(
                path: path, file: weightsFile, reason: "its tensors are not those that the manifest names")
        }
        return file
    }
}
