import Tensors

/// What a model says of itself: how it was made, of what, and how well it does.
public struct ModelManifest: Sendable, Equatable {
    /// The method that made it, such as `adamix`.
    public var kind: String
    /// What its weights are the weights of, such as `linear 64 -> 5`; a loader takes no other.
    public var architecture: String
    /// The data it was made of.
    public var data: [DataSnapshot]
    /// The version of the schema that the data conformed to, if there was one.
    public var schemaVersion: String?
    /// The seed that everything random came from.
    public var seed: UInt64
    /// Settings by name.
    public var hyperparameters: [String: JSONValue]
    /// Measures by name, all finite.
    public var metrics: [String: Double]
    /// The model that this one replaces, if it was made to.
    public var predecessor: Predecessor?
    /// What is promised to those in the private data; nil for a model without such data.
    public var privacy: PrivacyStatement?
    /// What it was made with.
    public var madeBy: RunEnvironment
    /// What a model has to satisfy to take this one's place, or this one to take another's.
    public var releasePolicy: ReleasePolicy?

    /// Says what a model is.
    public init(
        kind: String, architecture: String, data: [DataSnapshot], schemaVersion: String? = nil, seed: UInt64,
        hyperparameters: [String: JSONValue] = [:], metrics: [String: Double] = [:],
        predecessor: Predecessor? = nil, privacy: PrivacyStatement? = nil, madeBy: RunEnvironment,
        releasePolicy: ReleasePolicy? = nil
    ) {
        self.kind = kind
        self.architecture = architecture
        self.data = data
        self.schemaVersion = schemaVersion
        self.seed = seed
        self.hyperparameters = hyperparameters
        self.metrics = metrics
        self.predecessor = predecessor
        self.privacy = privacy
        self.madeBy = madeBy
        self.releasePolicy = releasePolicy
    }

    /// A data set as it was.
    public struct DataSnapshot: Sendable, Equatable, Codable {
        /// What it was used for, such as `private training`.
        public internal(set) var role: String
        /// What it is called.
        public let name: String
        /// Who it is, whatever file it came from; nil for private data.
        ///
        /// A digest of private data in what is published would tell for sure which of two data sets it was, and no
        /// promise of privacy could be kept.
        public let digest: ContentDigest?
        /// How many records it has.
        public let count: Int
        /// Its classes.
        public let classNames: [String]

        /// Takes what may be published of private data.
        public init(_ data: Dataset, role: String, publishedCount: Int) {
            self.role = role
            name = data.name
            digest = nil
            count = publishedCount
            classNames = data.classNames
        }

        /// Takes a data set's identity.
        ///
        /// - Complexity: O(number of features)
        public init(_ data: Dataset, role: String) {
            self.role = role
            name = data.name
            digest = data.digest
            count = data.count
            classNames = data.classNames
        }
    }

    /// Another model, by what it is rather than where it lies.
    public struct Predecessor: Sendable, Equatable, Codable {
        /// Where it was found.
        public let path: String
        /// The digest of its manifest, which has the digests of its files.
        public let digest: ContentDigest

        /// Refers to a model.
        public init(_ model: ModelDirectory) {
            path = model.path
            digest = model.digest
        }
    }

    /// What is promised to those in the private data, and what the promise rests on.
    public struct PrivacyStatement: Sendable, Equatable, Codable {
        /// Whether the promise holds at all: noise from a seed promises nothing to who knows the seed.
        public let isPrivate: Bool
        /// The loss that is not exceeded but for `delta`; nil where none is promised.
        public let epsilon: Double?
        /// The chance that it may be exceeded with.
        public let delta: Double
        /// Which data sets count as neighbours, such as `add-remove`.
        public let relation: String
        /// What computed epsilon, such as `exact`.
        public let accountant: String
        /// Every release, as the privacy layer records them; epsilon can be computed from it again.
        public let ledger: JSONValue

        /// States a promise.
        ///
        /// - Precondition: A promise has an epsilon that is finite and not negative.
        public init(
            isPrivate: Bool, epsilon: Double?, delta: Double, relation: String, accountant: String,
            ledger: JSONValue
        ) {
            precondition(!isPrivate || epsilon != nil, "a promise of privacy has an epsilon")
            precondition(
                (epsilon.map { $0 >= 0 && $0.isFinite } ?? true) && delta.isFinite,
                "epsilon and delta are finite numbers, and epsilon is not negative")
            self.isPrivate = isPrivate
            self.epsilon = epsilon
            self.delta = delta
            self.relation = relation
            self.accountant = accountant
            self.ledger = ledger
        }

        /// Reads a promise; one without an epsilon is none.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            isPrivate = try container.decode(Bool.self, forKey: .isPrivate)
            epsilon = try container.decodeIfPresent(Double.self, forKey: .epsilon)
            delta = try container.decode(Double.self, forKey: .delta)
            relation = try container.decode(String.self, forKey: .relation)
            accountant = try container.decode(String.self, forKey: .accountant)
            ledger = try container.decode(JSONValue.self, forKey: .ledger)
            guard !isPrivate || epsilon != nil, epsilon ?? 0 >= 0 else {
                throw DecodingError.dataCorruptedError(
                    forKey: .epsilon, in: container,
                    debugDescription: "a promise of privacy has an epsilon that is not negative")
            }
        }
    }
}

extension ModelManifest: Codable {}

/// `manifest.json`: the manifest, and what ties it to the other files.
struct ManifestFile: Codable {
    /// The newest version of the format that this program reads.
    static let newestFormat = 2

    struct Layout: Codable, Equatable {
        let type: String
        let shape: [Int]
    }
    let format: Int
    let manifest: ModelManifest
    /// What the weights look like.
    let tensors: [String: Layout]
    /// The SHA-256 of the other files by their names.
    let files: [String: ContentDigest]

    /// The version of the format that such files need: programs that know the first alone read weights alone.
    static func format(of files: [String: ContentDigest]) -> Int {
        Set(files.keys) == [ModelDirectory.weightsFile] ? 1 : 2
    }

    /// What the tensors of a file look like.
    static func layouts(of file: SafetensorsFile) -> [String: Layout] {
        Dictionary(
            uniqueKeysWithValues: file.entries.map {
                ($0.name, Layout(type: $0.scalarType.name, shape: $0.shape))
            })
    }
}
