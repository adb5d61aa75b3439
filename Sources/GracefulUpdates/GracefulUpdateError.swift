/// Why an update cannot be trained or compared, as a sentence.
public enum GracefulUpdateError: Error, Equatable, CustomStringConvertible {
    /// A network cannot be made.
    case network(reason: String)
    /// A model's manifest lacks what its weights need.
    case manifest(path: String)
    /// A folder holds no adapter between two versions, although it says so.
    case adapter(path: String, reason: String)
    /// Training went to infinity.
    case diverged(epoch: Int)
    /// A setting is out of its range.
    case setting(name: String, value: String, range: String)
    /// Records do not fit together.
    case data(reason: String)

    /// The sentence.
    public var description: String {
        switch self {
        case .network(let reason): "This network cannot be made: \(reason); change its description"
        case .manifest(let path):
            "\(path): its manifest does not say which network, head and classes its weights are of; name a model that"
                + " `espalier train` wrote by one of the methods for updates"
        case .adapter(let path, let reason):
            "\(path) is no adapter: \(reason); fit one with `espalier train adapter`"
        case .diverged(let epoch):
            "The loss went to infinity in epoch \(epoch); lower the learning rate or the weight of the added term, or clip"
                + " gradients"
        case .setting(let name, let value, let range):
            "\(name) is \(value), and has to be \(range)"
        case .data(let reason): reason
        }
    }
}
