/// Why architectures cannot be searched, as a sentence.
public enum ArchitectureSearchError: Error, Equatable, CustomStringConvertible {
    /// A search space makes no sense.
    case space(reason: String)
    /// A file holds no search space.
    case spaceFile(path: String, reason: String)
    /// No architecture is within the budget.
    case budget(budget: Int, least: Int)
    /// A setting is out of its range.
    case setting(name: String, value: String, range: String)
    /// A checkpoint is that of something else, or none.
    case checkpoint(path: String, reason: String)

    /// The sentence.
    public var description: String {
        switch self {
        case .space(let reason): "This search space cannot be searched: \(reason)"
        case .spaceFile(let path, let reason): "\(path) is no search space: \(reason)"
        case .budget(let budget, let least):
            "No network of the space was found within \(budget) multiply-adds; the least that was met is \(least), so raise"
                + " the budget, or offer smaller widths"
        case .setting(let name, let value, let range): "\(name) is \(value), and has to be \(range)"
        case .checkpoint(let path, let reason):
            "\(path) cannot be gone on with: \(reason); name another checkpoint file, or remove this one to begin anew"
        }
    }
}
