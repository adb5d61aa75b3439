// Manifests are read by people: a clip rule and a projection are an object with a name and a number.
extension AdaMixConfiguration.ClipRule {
    private enum CodingKeys: CodingKey { case rule, value }
    private enum Rule: String, Codable {
        case fixed
        case publicQuantile = "public-quantile"
    }

    /// Reads what was encoded.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let value = try container.decode(Double.self, forKey: .value)
        switch try container.decode(Rule.self, forKey: .rule) {
        case .fixed: self = .fixed(value)
        case .publicQuantile: self = .publicQuantile(value)
        }
    }

    /// Writes the rule's name and its number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .fixed(let value):
            try container.encode(Rule.fixed, forKey: .rule)
            try container.encode(value, forKey: .value)
        case .publicQuantile(let value):
            try container.encode(Rule.publicQuantile, forKey: .rule)
            try container.encode(value, forKey: .value)
        }
    }
}

extension AdaMixConfiguration.Projection {
    private enum CodingKeys: CodingKey { case order, rank }
    private enum Order: String, Codable {
        case none
        case projectThenClip = "project-then-clip"
        case clipThenProject = "clip-then-project"
    }

    /// Reads what was encoded.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let rank = try container.decodeIfPresent(Int.self, forKey: .rank)
        switch try container.decode(Order.self, forKey: .order) {
        case .none: self = .none
        case .projectThenClip: self = .projectThenClip(rank: rank)
        case .clipThenProject: self = .clipThenProject(rank: rank)
        }
    }

    /// Writes the order's name, and the rank if there is one.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .none: try container.encode(Order.none, forKey: .order)
        case .projectThenClip(let rank):
            try container.encode(Order.projectThenClip, forKey: .order)
            try container.encodeIfPresent(rank, forKey: .rank)
        case .clipThenProject(let rank):
            try container.encode(Order.clipThenProject, forKey: .order)
            try container.encodeIfPresent(rank, forKey: .rank)
        }
    }
}
