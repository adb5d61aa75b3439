import Foundation
import LearningCore

/// An argument of `espalier model compare`: what lies there, or else a version of the registry.
struct ComparedModel {
    let name: String
    let registry: ModelRegistry
    /// The column of predictions that divides the examples into slices.
    let sliceColumn: String

    func candidate() throws -> ReleaseCandidate {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: name, isDirectory: &isFolder) {
            guard isFolder.boolValue else {
                return ReleaseCandidate(
                    name: name, predictions: try PredictionSet(reading: name, sliceColumn: sliceColumn))
            }
            return try ReleaseCandidate(
                name: name, model: ModelDirectory(reading: name), sliceColumn: sliceColumn)
        }
        guard registry.exists, try registry.names().contains(name) else { throw unknown }
        return try ReleaseCandidate(
            name: name, model: registry.version(name, in: registry.journal()), sliceColumn: sliceColumn)
    }

    private var unknown: any Error {
        // What looks like a path is meant as one.
        let isPath = name.contains("/") || name.contains(".csv") || name.contains(".tsv")
        if registry.exists, !isPath, let names = try? registry.names() {
            return RegistryError.unknownVersion(name, registry: registry.path, among: names)
        }
        return UnusableModel(
            description:
                "\(name): there is no such file of predictions or folder of a model"
                + (isPath ? "" : ", and no registry \(registry.path) that could have such a version")
                + "; check the path")
    }
}
