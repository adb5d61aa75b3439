import Tensors

/// Why an experiment could not be run to its end, as a sentence.
public enum ExperimentError: Error, Equatable, CustomStringConvertible {
    /// A trial reported what cannot be put in a table.
    case badResult(String, String)
    /// The folder holds results that this run would replace by lesser ones.
    case wouldOverwrite(folder: String, what: String)
    /// Something could not be written.
    case unwritable(path: String, reason: String)

    /// The sentence.
    public var description: String {
        switch self {
        case .badResult(let trial, let problem):
            "\(trial): \(problem), so that there is nothing to compare; the trials before it are kept"
        case .wouldOverwrite(let folder, let what):
            "\(folder) holds \(what), which this run would replace; name another folder with --out"
        case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
        }
    }
}

extension ExperimentError {
    static func writing(_ error: TensorError, to path: String) -> ExperimentError {
        if case .file(_, let message) = error { return .unwritable(path: path, reason: message) }
        return .unwritable(path: path, reason: error.description)
    }
}
