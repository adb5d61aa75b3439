import Cypher

/// The error that a query has to end in.
public struct ErrorExpectation: Sendable, Equatable, CustomStringConvertible {
    /// The class, such as `SyntaxError`.
    public var kind: String
    /// `compile time`, `runtime`, or `any time`.
    public var phase: String
    /// The name within the class, or `*` for any.
    public var detail: String

    /// What `a SyntaxError should be raised at compile time: UndefinedVariable` says; nil for other texts.
    public init?(_ text: String) {
        let form = /an? ([A-Za-z]+) should be raised at (compile time|runtime|any time): ?(\*|[A-Za-z]+)/
        guard let match = text.wholeMatch(of: form) else { return nil }
        (kind, phase, detail) = (String(match.1), String(match.2), String(match.3))
    }

    /// Whether an error is the one that is meant.
    public func admits(_ error: QueryError) -> Bool {
        kind == error.kind.rawValue && (phase == "any time" || phase == error.phase.rawValue)
            && (detail == "*" || detail == error.detail)
    }

    /// Class, name and phase.
    public var description: String { "\(kind): \(detail) at \(phase)" }
}
