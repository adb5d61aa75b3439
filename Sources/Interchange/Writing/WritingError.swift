/// Why a graph could not be written.
public enum WritingError: Error, Equatable, Sendable {
    /// A property has values of several types, and a CSV column has one.
    case mixedTypes(key: String, labels: [String], types: [String])
    /// A value that the format has no form for.
    case unwritableValue(key: String, value: String, reason: String, place: String)
    /// A label, key or identifier that CSV would not give back as it is.
    case unwritableName(String, role: String, reason: String)
    /// A value that was not of its declared type where the graph was read.
    case malformedValue(key: String, text: String, declaredType: String, place: String)
    /// The operating system refused.
    case refused(path: String, reason: String)
}

extension WritingError: CustomStringConvertible {
    /// One sentence that names the thing and a way out.
    public var description: String {
        switch self {
        case .mixedTypes(let key, let labels, let types):
            "the property `\(key)` of elements with \(list(of: labels)) has values of types"
                + " \(types.joined(separator: ", ")), and a CSV column has one type; write JSON Lines instead"
        case .unwritableValue(let key, let value, let reason, let place):
            "\(place): the value \(value) of property `\(key)` cannot be written, because \(reason)"
        case .unwritableName(let name, let role, let reason):
            "the \(role) `\(name)` cannot be written to CSV, because \(reason); write JSON Lines instead"
        case .malformedValue(let key, let text, let declaredType, let place):
            "\(place): the value `\(text)` of property `\(key)` is not of its declared type \(declaredType);"
                + " correct it first"
        case .refused(let path, let reason): "\(path): the file cannot be written (\(reason))"
        }
    }

    private func list(of labels: [String]) -> String {
        switch labels.count {
        case 0: "no labels"
        case 1: "the label `\(labels[0])`"
        default: "the labels " + labels.map { "`\($0)`" }.joined(separator: ", ")
        }
    }
}
