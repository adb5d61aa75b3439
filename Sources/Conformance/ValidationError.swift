import PGSchema

/// Why a graph cannot be judged at all.
public enum ValidationError: Error, Sendable {
    /// The schema has no graph type, so there is nothing to validate against.
    case noGraphType
    /// No graph type has the name that was asked for.
    case unknownGraphType(String, known: [String])
    /// Deciding on a type would need more alternatives than can be searched.
    case tooManyAlternatives(type: String)
    /// A constraint's pattern has more nodes and edges than can be searched.
    case patternTooLong(constraint: Int)
    /// More elements than 32-bit numbering can hold.
    case tooManyElements
}

extension ValidationError: CustomStringConvertible {
    /// A sentence that names the thing and a way out.
    public var description: String {
        switch self {
        case .noGraphType:
            "The schema creates no graph type; wrap its types in CREATE GRAPH TYPE name STRICT { ... }."
        case .unknownGraphType(let name, let known):
            if let near = Spelling.nearest(to: name, among: known) {
                "The schema has no graph type `\(name)`. Did you mean `\(near)`?"
            } else {
                "The schema has no graph type `\(name)`; it has "
                    + known.map { "`\($0)`" }.joined(separator: ", ") + "."
            }
        case .tooManyAlternatives(let type):
            "Type `\(type)` combines so many unions that elements cannot be judged against it; "
                + "split it into several types."
        case .patternTooLong(let constraint):
            "Constraint \(constraint) has a pattern of more than \(PatternMatcher.mostVariables) nodes and "
                + "edges, which is the limit; split it into several constraints."
        case .tooManyElements: "The graph has more than 4,294,967,294 nodes or edges, which is the limit."
        }
    }
}
