/// Two models that were tested on different records, by what their manifests say.
///
/// Predictions and embeddings of a test are told apart by positions alone; without this those of one test would be held
/// against those of another, record by record.
public struct TestMismatch: Sendable, Equatable, CustomStringConvertible {
    /// The model, and what it was tested on.
    public let name, data: String
    /// The other one, and what that was tested on.
    public let other, otherData: String

    /// Finds what two manifests say; nil where they agree, or one of them does not say it.
    public init?(
        _ manifest: ModelManifest, of name: String, and otherManifest: ModelManifest, of other: String
    ) {
        let (tests, others) = (manifest.tests, otherManifest.tests)
        guard let first = tests.first, let second = others.first,
            Set(tests.map(\.digest)) != Set(others.map(\.digest))
        else { return nil }
        self.name = name
        self.other = other
        data = Self.words(first)
        otherData = Self.words(second)
    }

    init?(_ candidate: ReleaseCandidate, and other: ReleaseCandidate) {
        guard let manifest = candidate.model?.manifest, let otherManifest = other.model?.manifest else {
            return nil
        }
        self.init(manifest, of: candidate.name, and: otherManifest, of: other.name)
    }

    private static func words(_ data: ModelManifest.DataSnapshot) -> String {
        "\(data.name) (\(data.count) records, \(data.digest?.description.prefix(12) ?? "private"))"
    }

    /// The sentence.
    public var description: String {
        "\(name) was tested on \(data), and \(other) on \(otherData), so that nothing says which records are the same; test"
            + " both on the same records, or add one with predictions and embeddings of those"
    }
}

extension ModelManifest {
    /// The role of the data that a model's predictions and embeddings are of.
    static let testRole = "test"
    /// The role of data that a model was tested on before its predictions or embeddings were replaced.
    static let earlierTestRole = "earlier test"

    /// The data that what lies beside the weights is of, as far as it is known who they are.
    fileprivate var tests: [DataSnapshot] { data.filter { $0.role == Self.testRole && $0.digest != nil } }

    /// Says that what lies beside the weights is no longer of the data that the model was tested on.
    mutating func retireTests() {
        for place in data.indices where data[place].role == Self.testRole {
            data[place].role = Self.earlierTestRole
        }
    }
}
