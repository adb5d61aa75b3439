import Foundation
import Tensors

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension ModelRegistry {
    /// A policy, and where it was found.
    public struct PolicyChoice: Sendable, Equatable {
        /// What is asked for.
        public let policy: ReleasePolicy
        /// Where it was found, in words.
        public let source: String

        /// A policy from somewhere.
        public init(_ policy: ReleasePolicy, source: String) {
            self.policy = policy
            self.source = source
        }
    }

    /// What came of a promotion.
    public struct PromotionOutcome: Sendable {
        /// The version that was asked for.
        public let version: ReleaseJournal.Version
        /// The version in service until then.
        public let inServiceBefore: ReleaseJournal.Version?
        /// What was asked for, and by whom.
        public let policy: PolicyChoice
        /// What was found; nil where the version is in service already.
        public let verdict: ReleaseVerdict?

        /// Whether the version is in service now.
        public var isInService: Bool { verdict?.passed ?? true }
    }

    /// Puts a version into service if it passes the gate, and changes nothing if it does not.
    ///
    /// - Parameters:
    ///   - name: The version.
    ///   - policy: What to ask for; without it the registry's policy, that of the version in service, or
    ///     ``ReleasePolicy/standard``; where nothing is in service, that of this version goes before the standard.
    ///   - worst: How many flips the report lists at most.
    ///   - program: Who does it, for the journal.
    ///   - date: When.
    /// - Returns: What was found, and whether the version is in service now.
    /// - Throws: ``RegistryError``, ``PolicyError``, ``PredictionError`` or ``EmbeddingError``; nothing is changed then.
    public func promote(
        _ name: String, policy: PolicyChoice? = nil, worst: Int = 10, by program: String,
        at date: Date = Date()
    ) throws -> PromotionOutcome {
        // Who has no registry gets no lock file either.
        _ = try journal()
        let lock = try RegistryLock(self)
        defer { lock.release() }
        var journal = try journal()
        let model = try version(name, in: journal)
        let old = try journal.inService.map { try (version: $0, model: self.version($0.name, in: journal)) }
        let chosen = try policy ?? self.policy(replacing: old?.model, by: model)
        let version = ReleaseJournal.Version(name: name, digest: model.digest)
        guard version != old?.version else {
            return PromotionOutcome(
                version: version, inServiceBefore: old?.version, policy: chosen, verdict: nil)
        }
        let new = try ReleaseCandidate(name: name, model: model)
        let before = try old.map { try ReleaseCandidate(name: $0.version.name, model: $0.model) }
        let flips = try before.flatMap {
            chosen.policy.asksForFlips ? try new.flips(against: $0, worst: worst) : nil
        }
        let verdict = try ReleaseGate(chosen.policy).verdict(on: new, against: before, flips: flips)
        if verdict.passed {
            journal.append(
                ReleaseJournal.Promotion(
                    version: version, replaced: old?.version, at: date.formatted(.iso8601), by: program,
                    policySource: chosen.source, policy: chosen.policy, checks: verdict.checks))
            try write(journal)
        }
        return PromotionOutcome(
            version: version, inServiceBefore: old?.version, policy: chosen, verdict: verdict)
    }

    /// Brings back a version that was in service before the present one, without a gate.
    ///
    /// - Parameters:
    ///   - name: The version; without it the one before the present one.
    ///   - program: Who does it, for the journal.
    ///   - date: When.
    /// - Returns: What is written in the journal.
    /// - Throws: ``RegistryError`` where there is none; nothing is changed then.
    @discardableResult
    public func rollback(
        to name: String? = nil, by program: String, at date: Date = Date()
    ) throws(RegistryError) -> ReleaseJournal.Rollback {
        _ = try journal()
        let lock = try RegistryLock(self)
        defer { lock.release() }
        var journal = try journal()
        let stack = journal.stack
        guard let present = stack.last else { throw .nothingInService(registry: path) }
        guard name != present.name else { throw .inServiceAlready(present.name) }
        let before = stack.dropLast()
        let target: ReleaseJournal.Version
        if let name {
            guard let earlier = before.last(where: { $0.name == name }) else {
                throw .neverInService(
                    name, candidates: Set(before.map(\.name)).sorted { NaturalOrder($0) < NaturalOrder($1) })
            }
            target = earlier
        } else {
            guard let last = before.last else { throw .nothingBefore(present.name, registry: path) }
            target = last
        }
        _ = try version(target.name, in: journal)
        let rollback = ReleaseJournal.Rollback(
            version: target, replaced: present, at: date.formatted(.iso8601), by: program)
        journal.append(rollback)
        try write(journal)
        return rollback
    }

    /// Whose policy decides, where nobody gave one.
    ///
    /// What a version's own manifest asks for counts only where nothing is in service: a candidate does not set the bar that
    /// it has to take.
    ///
    /// - Throws: ``PolicyError`` where the registry's policy cannot be read.
    public func policy(
        replacing old: ModelDirectory?, by new: ModelDirectory
    ) throws(PolicyError) -> PolicyChoice {
        let file = "\(path)/\(Self.policyFile)"
        // What is there and cannot be followed or read is a policy all the same, and asks for something.
        var information = stat()
        if lstat(file, &information) == 0 || errno != ENOENT {
            return PolicyChoice(try ReleasePolicy(reading: file), source: file)
        }
        if let old {
            if let policy = old.manifest.releasePolicy {
                return PolicyChoice(policy, source: "the manifest of the version in service")
            }
        } else if let policy = new.manifest.releasePolicy {
            return PolicyChoice(policy, source: "the manifest of the new version")
        }
        return PolicyChoice(.standard, source: "the default")
    }

    /// Replaces the journal, all of it or nothing, and waits until the disk has it.
    func write(_ journal: ReleaseJournal) throws(RegistryError) {
        let file = "\(path)/\(Self.journalFile)"
        do throws(TensorError) {
            let written = try DurableFile(path: file)
            try written.write(SealedJournal.bytes(of: journal))
            try written.finish()
        } catch {
            if case .file(_, let message) = error { throw .inaccessible(path: file, reason: "it " + message) }
            throw .inaccessible(path: file, reason: error.description)
        }
    }
}
