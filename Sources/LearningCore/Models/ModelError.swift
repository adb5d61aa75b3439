/// Why there is no model in a folder, or none can be written there, as a sentence.
public enum ModelError: Error, Equatable, CustomStringConvertible {
    /// There is no folder of that name.
    case missing(path: String)
    /// Models are never changed, and something has the name already.
    case exists(path: String)
    /// The folder is none that a model was written to.
    case notAModel(path: String, reason: String)
    /// A file is not the one that was written.
    case damaged(path: String, file: String, reason: String)
    /// A newer program wrote the model.
    case newerFormat(path: String, found: Int, known: Int)
    /// The model was made by another method.
    case otherKind(path: String, found: String, expected: String)
    /// The weights are those of another architecture.
    case otherArchitecture(path: String, found: String, expected: String)
    /// The operating system refused.
    case unwritable(path: String, reason: String)

    /// The sentence.
    public var description: String {
        switch self {
        case .missing(let path): "\(path): there is no such model; check the path"
        case .exists(let path):
            "\(path) is there already, and a model is never changed; name another folder, or remove this one first"
        case .notAModel(let path, let reason):
            "\(path) is no model: \(reason); name a folder that `espalier train` wrote"
        case .damaged(let path, let file, let reason):
            "\(path)/\(file) is not as it was written: \(reason); fetch the model again, or train it anew"
        case .newerFormat(let path, let found, let known):
            "\(path) has format \(found), and this program knows formats up to \(known); use a newer espalier"
        case .otherKind(let path, let found, let expected):
            "\(path) is a model of kind `\(found)`, and `\(expected)` is needed here; name another model"
        case .otherArchitecture(let path, let found, let expected):
            "\(path) has the architecture `\(found)`, and `\(expected)` is needed here; name another model, or train"
                + " one of that architecture"
        case .unwritable(let path, let reason):
            "\(path) cannot be written: \(reason); is its folder there and writable?"
        }
    }
}
