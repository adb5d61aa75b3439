/// One condition of a release: what was asked for, what was found, and whether that is enough.
public struct ReleaseCheck: Sendable, Equatable {
    /// How the value has to lie to the bound.
    public enum Relation: String, Sendable, Codable {
        /// Not above it.
        case atMost
        /// Not below it.
        case atLeast
        /// Above it: to be as good is not enough.
        case above
        /// There is no number: the condition holds or does not.
        case holds
    }

    /// The key of the policy that asks for it, such as `maxNFR` or `metrics.accuracy`.
    public let name: String
    /// What is held against the bound, in words.
    public let title: String
    /// How the value has to lie to the bound.
    public let relation: Relation
    /// What is asked for; nil where there is no number.
    public let bound: Double?
    /// What was found; nil where nothing could be.
    public let value: Double?
    /// Whether the condition is met.
    public let passed: Bool
    /// Where it is met least, or what it would take to check it.
    public let remark: String?
}

extension ReleaseCheck {
    /// A number against its bound.
    static func number(
        _ name: String, _ title: String, _ value: Double, _ relation: Relation, _ bound: Double,
        remark: String? = nil
    ) -> ReleaseCheck {
        let passed =
            switch relation {
            case .atMost: value <= bound
            case .atLeast: value >= bound
            case .above: value > bound
            case .holds: preconditionFailure("what holds has no number")
            }
        return ReleaseCheck(
            name: name, title: title, relation: relation, bound: bound, value: value, passed: passed,
            remark: remark)
    }

    /// A condition that cannot be checked, which is as good as one that is not met.
    static func impossible(
        _ name: String, _ title: String, _ relation: Relation, _ bound: Double?, because remark: String
    ) -> ReleaseCheck {
        ReleaseCheck(
            name: name, title: title, relation: relation, bound: bound, value: nil, passed: false,
            remark: remark)
    }
}

extension ReleaseCheck: Codable {
    private enum CodingKeys: CodingKey { case name, title, relation, bound, value, passed, remark }

    /// Writes all keys, null where there is nothing to say.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(title, forKey: .title)
        try container.encode(relation, forKey: .relation)
        try container.encode(bound, forKey: .bound)
        try container.encode(value, forKey: .value)
        try container.encode(passed, forKey: .passed)
        try container.encode(remark, forKey: .remark)
    }
}
