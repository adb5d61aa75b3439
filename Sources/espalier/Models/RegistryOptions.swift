import ArgumentParser
import Foundation
import LearningCore
import Tensors

/// Which registry is meant, as every command takes it that uses one.
struct RegistryOptions: ParsableArguments {
    @Option(
        name: .customLong("registry"),
        help: ArgumentHelp(
            "The folder of the registry; without it what the environment variable ESPALIER_REGISTRY names, or `models`.",
            valueName: "folder"))
    var path: String?

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    var registry: ModelRegistry {
        let named = ProcessInfo.processInfo.environment["ESPALIER_REGISTRY"].flatMap { $0.isEmpty ? nil : $0 }
        return ModelRegistry(path: path ?? named ?? "models")
    }

    /// Who makes entries in a journal.
    static let program = "espalier \(Espalier.configuration.version)"

    /// Runs what may be refused, and if it is, says why and ends the command.
    func orExit<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as any CustomStringConvertible & Error {
            guard let kind = Self.kind(of: error) else { throw error }
            let place = (error as? PredictionError)?.place
            try InputProblem(
                kind: kind, file: place?.source, line: place?.line, message: error.description
            ).end(asJSON: format == .json)
        }
    }

    /// What is at fault; nil for errors of others.
    private static func kind(of error: any Error) -> String? {
        switch error {
        case is PredictionError: "predictions"
        case is RegistryError: "registry"
        case is PolicyError: "policy"
        case is EmbeddingError: "embeddings"
        case is ModelError: "model"
        case is TensorError: "weights"
        case is UnusableModel: "model"
        default: nil
        }
    }
}

/// What a command was given and cannot use, as a sentence.
struct UnusableModel: Error, CustomStringConvertible {
    let description: String
}
