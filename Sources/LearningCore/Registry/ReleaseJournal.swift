import Foundation

/// What was in service and when, and what decided it: the only truth about which version is in service.
///
/// Entries are only added. Promotions lie on each other like plates: a rollback takes plates off until the version that
/// is wanted lies on top.
public struct ReleaseJournal: Sendable, Equatable {
    /// What happened, in its order.
    public private(set) var entries: [Entry] = []

    /// A journal of nothing yet.
    public init() {}

    /// A version as it was when something happened to it.
    public struct Version: Sendable, Hashable, Codable {
        /// What it is called in the registry.
        public let name: String
        /// Who it is: the digest of its manifest.
        public let digest: ContentDigest
    }

    /// Something that happened.
    public enum Entry: Sendable, Equatable {
        /// A version passed the gate and took the place of the one before.
        case promotion(Promotion)
        /// A version came back that had been in service before.
        case rollback(Rollback)

        /// What is in service since.
        public var version: Version {
            switch self {
            case .promotion(let promotion): promotion.version
            case .rollback(let rollback): rollback.version
            }
        }

        /// When it happened, in the form of ISO 8601.
        public var at: String {
            switch self {
            case .promotion(let promotion): promotion.at
            case .rollback(let rollback): rollback.at
            }
        }
    }

    /// That a version passed the gate.
    public struct Promotion: Sendable, Equatable, Codable {
        /// What is in service since.
        public let version: Version
        /// What was before; nil for the first.
        public let replaced: Version?
        /// When, in the form of ISO 8601.
        public let at: String
        /// By which program.
        public let by: String
        /// Where the policy was found.
        public let policySource: String
        /// What was asked for.
        public let policy: ReleasePolicy
        /// What was found.
        public let checks: [ReleaseCheck]
    }

    /// That a version came back.
    public struct Rollback: Sendable, Equatable, Codable {
        /// What is in service since.
        public let version: Version
        /// What was before.
        public let replaced: Version
        /// When, in the form of ISO 8601.
        public let at: String
        /// By which program.
        public let by: String
    }

    mutating func append(_ promotion: Promotion) { entries.append(.promotion(promotion)) }
    mutating func append(_ rollback: Rollback) { entries.append(.rollback(rollback)) }
}

extension ReleaseJournal {
    /// The versions that a rollback could bring back, and last the one in service.
    public var stack: [Version] {
        entries.reduce(into: []) { stack, entry in
            switch entry {
            case .promotion(let promotion): stack.append(promotion.version)
            case .rollback(let rollback):
                stack.removeLast()
                while let top = stack.last, top != rollback.version { stack.removeLast() }
            }
        }
    }

    /// The version in service; nil before the first promotion.
    public var inService: Version? { stack.last }

    /// The last thing that happened to a version.
    public func lastEntry(of name: String) -> Entry? { entries.last { $0.version.name == name } }

    /// Whether every entry follows from those before it.
    private var isConsistent: Bool {
        var stack: [Version] = []
        for entry in entries {
            switch entry {
            case .promotion(let promotion):
                guard promotion.replaced == stack.last else { return false }
                stack.append(promotion.version)
            case .rollback(let rollback):
                guard rollback.replaced == stack.popLast() else { return false }
                while let top = stack.last, top != rollback.version { stack.removeLast() }
                guard !stack.isEmpty else { return false }
            }
        }
        return true
    }
}

extension ReleaseJournal: Codable {
    /// Reads entries; those that contradict each other are no journal.
    public init(from decoder: any Decoder) throws {
        entries = try [Entry](from: decoder)
        guard isConsistent else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "entries contradict each other"))
        }
    }

    /// Writes the entries in their order.
    public func encode(to encoder: any Encoder) throws { try entries.encode(to: encoder) }
}

extension ReleaseJournal.Entry: Codable {
    private enum CodingKeys: CodingKey { case promotion, rollback }

    /// Reads an object with one member, named after the kind of the entry.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let promotion = try container.decodeIfPresent(
            ReleaseJournal.Promotion.self, forKey: .promotion)
        {
            self = .promotion(promotion)
        } else {
            self = .rollback(try container.decode(ReleaseJournal.Rollback.self, forKey: .rollback))
        }
    }

    /// Writes an object with one member, named after the kind of the entry.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .promotion(let promotion): try container.encode(promotion, forKey: .promotion)
        case .rollback(let rollback): try container.encode(rollback, forKey: .rollback)
        }
    }
}
