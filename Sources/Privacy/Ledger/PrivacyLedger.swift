import LearningCore

/// Everything private that was ever computed from a data set, and how much of that is allowed.
///
///     var ledger = PrivacyLedger(of: .init(records), relation: .addRemove, budget: budget)
///     ledger.record(mechanism, purpose: "train head.model", trainer: "adamix", isPrivate: true)
///     let spent = try ledger.epsilon()
///
/// Privacy is a property of the data, not of a model: two fits of epsilon 1 on the same records are not two promises
/// of 1, but one of almost 2. A ledger only grows. It writes every number such that reading gives the same bits.
public struct PrivacyLedger: Sendable, Equatable {
    /// The data set whose people are protected.
    public let subject: Subject
    /// What neighbouring data sets are, the same for all entries.
    public let relation: NeighbouringRelation
    /// What happened, in its order; the first is a budget.
    public private(set) var entries: [Entry]

    /// A data set, by what is in it.
    public struct Subject: Hashable, Codable, Sendable {
        /// What people call it; not its identity.
        public let name: String
        /// Who it is, whatever file it came from.
        public let digest: ContentDigest

        /// Takes a data set's identity.
        ///
        /// - Complexity: O(number of features)
        public init(_ data: Dataset) { self.init(name: data.name, digest: data.digest) }

        /// Takes an identity that was found before.
        public init(name: String, digest: ContentDigest) {
            self.name = name
            self.digest = digest
        }
    }

    /// One fit, recorded before it began.
    public struct Spend: Hashable, Codable, Sendable {
        /// Its place among the spends, from 1.
        public let number: Int
        /// What it releases.
        public let mechanism: Mechanism
        /// What for, in the words of whoever asked.
        public let purpose: String
        /// The kind of trainer, such as `adamix`.
        public let trainer: String
        /// Whether the noise came from a source that nobody can repeat; with other noise nothing is protected.
        public let isPrivate: Bool
    }

    /// Something that happened.
    public enum Entry: Hashable, Sendable {
        /// From here on this much is allowed.
        case budget(PrivacyBudget)
        /// A fit was authorised.
        case spend(Spend)
    }

    /// A ledger without any spend.
    public init(of subject: Subject, relation: NeighbouringRelation, budget: PrivacyBudget) {
        self.subject = subject
        self.relation = relation
        entries = [.budget(budget)]
    }

    /// Sets what is allowed from here on, unless that is so already.
    public mutating func setBudget(_ budget: PrivacyBudget) {
        if budget != self.budget { entries.append(.budget(budget)) }
    }

    /// Appends a fit, whatever the budget says: ``LedgerFile`` asks it first.
    @discardableResult
    public mutating func record(
        _ mechanism: Mechanism, purpose: String, trainer: String, isPrivate: Bool
    ) -> Spend {
        let spend = Spend(
            number: spends.count + 1, mechanism: mechanism, purpose: purpose, trainer: trainer,
            isPrivate: isPrivate)
        entries.append(.spend(spend))
        return spend
    }
}

extension PrivacyLedger {
    /// What is allowed.
    public var budget: PrivacyBudget {
        for entry in entries.reversed() { if case .budget(let budget) = entry { return budget } }
        preconditionFailure("a ledger begins with a budget")
    }

    /// All fits, in the order in which they were authorised.
    public var spends: [Spend] {
        entries.compactMap { if case .spend(let spend) = $0 { spend } else { nil } }
    }

    /// Whether every fit had noise that nobody can repeat; otherwise the epsilon promises nothing.
    public var isPrivate: Bool { spends.allSatisfy(\.isPrivate) }

    /// What all fits together amount to, at the budget's delta or another.
    public func epsilon(delta: Double? = nil) throws(PrivacyError) -> Epsilon {
        try composition().epsilon(delta: delta ?? budget.delta)
    }

    /// All fits, and perhaps another one, as what an accountant takes.
    func composition(with next: Mechanism? = nil) throws(PrivacyError) -> Composition {
        try Composition(spends.map(\.mechanism) + (next.map { [$0] } ?? []), relation: relation)
    }
}

extension PrivacyLedger: Codable {
    private enum CodingKeys: String, CodingKey {
        case subject = "data"
        case relation, entries
    }

    /// Reads a ledger; one that does not begin with a budget, or does not number its spends in order, is none.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        subject = try container.decode(Subject.self, forKey: .subject)
        relation = try container.decode(NeighbouringRelation.self, forKey: .relation)
        entries = try container.decode([Entry].self, forKey: .entries)
        guard case .budget? = entries.first, spends.map(\.number) == Array(1..<(spends.count + 1)) else {
            throw DecodingError.dataCorruptedError(
                forKey: .entries, in: container,
                debugDescription: "the first entry is a budget, and spends are numbered from 1")
        }
    }
}

extension PrivacyLedger.Entry: Codable {
    private enum CodingKeys: CodingKey { case budget, spend }

    /// Reads an object with one member, named after the kind of the entry.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let budget = try container.decodeIfPresent(PrivacyBudget.self, forKey: .budget) {
            self = .budget(budget)
        } else {
            self = .spend(try container.decode(PrivacyLedger.Spend.self, forKey: .spend))
        }
    }

    /// Writes an object with one member, named after the kind of the entry.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .budget(let budget): try container.encode(budget, forKey: .budget)
        case .spend(let spend): try container.encode(spend, forKey: .spend)
        }
    }
}
