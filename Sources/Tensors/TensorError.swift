/// Why something could not be done with tensors, as a sentence.
public enum TensorError: Error, Equatable, CustomStringConvertible {
    /// libtorch is not there, or does not load; `reason` is the end of a sentence: "which is not there".
    case unavailable(reason: String)
    /// libtorch refused an operation; the message is its own.
    case operation(name: String, message: String)
    /// A shape, a type or a value that this layer refuses before libtorch sees it.
    case invalid(String)
    /// A file that could not be read or written; the message names what is wrong with it.
    case file(path: String, message: String)

    /// The sentence.
    public var description: String {
        switch self {
        case .unavailable(let reason):
            "Learning needs libtorch, \(reason); run `scripts/setup --torch`, or name the plugin's file in the"
                + " environment variable ESPALIER_TORCH"
        case .operation(let name, let message): "\(name): \(message)"
        case .invalid(let message): message
        case .file(let path, let message): "\(path): \(message)"
        }
    }
}
