import Interchange

/// Why a release policy cannot be read, as a sentence.
public struct PolicyError: Error, Equatable, CustomStringConvertible {
    /// What is wrong with a policy.
    public enum Cause: Error, Equatable {
        /// The file is not there, or cannot be read.
        case unreadable
        /// The file is much longer than any policy.
        case tooLong(limit: Int)
        /// The file is no JSON.
        case noJSON
        /// A key that says nothing.
        case unknownKey(key: String, suggestion: String?, known: [String])
        /// A value of another kind; the key is nil for the whole policy.
        case wrongType(key: String?, wanted: String)
        /// A number that makes no sense.
        case outOfRange(key: String, found: String, range: String)
        /// A text that is none of those that are known.
        case unknownChoice(key: String, found: String, forms: String)
        /// A key that has to be there.
        case missing(key: String, forms: String)
    }

    /// What the policy is called, such as its file.
    public let source: String
    /// What is wrong with it.
    public let cause: Cause

    init(source: String, _ cause: Cause) {
        self.source = source
        self.cause = cause
    }

    /// The sentence.
    public var description: String {
        switch cause {
        case .unreadable: "\(source): there is no such policy, or it cannot be read; check the path"
        case .tooLong(let limit): "\(source): a policy has no more than \(limit >> 20) MB; name another file"
        case .noJSON:
            "\(source): this is no JSON; a policy is an object such as {\"maxNFR\": 0.01, \"maxErrorIncrease\": 0}"
        case .unknownKey(let key, let suggestion, let known):
            "\(source): no policy has the key `\(shown(key))`"
                + (suggestion.map { "; did you mean `\($0)`?" }
                    ?? "; the keys are \(known.map { "`\($0)`" }.joined(separator: ", "))")
        case .wrongType(let key, let wanted):
            "\(source): \(key.map { "`\(shown($0))`" } ?? "a policy") is \(wanted); write one"
        case .outOfRange(let key, let found, let range):
            "\(source): `\(shown(key))` is \(found), and a number \(range) is needed"
        case .unknownChoice(let key, let found, let forms):
            "\(source): `\(shown(key))` is `\(shown(found))`; use \(forms)"
        case .missing(let key, let forms): "\(source): `\(shown(key))` is missing; give \(forms)"
        }
    }

    private func shown(_ text: String) -> String { shortened(text.utf8) }
}
