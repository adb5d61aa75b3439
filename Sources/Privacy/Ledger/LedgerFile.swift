import Foundation
import LearningCore
import Tensors

/// The ledger of a data set on disk, which is asked before any private fit begins.
///
///     let file = LedgerFile(path: "patients.ledger", subject: .init(patients), relation: .addRemove)
///     let permit = try file.authorise(mechanism, purpose: "train head.model", trainer: "adamix", ...)
///     // Only now is anything computed from the private records.
///
/// A spend is on the disk before the fit starts, so that one which is killed has spent all the same. One process at a
/// time reads, decides and writes; no two can spend the last of a budget. A file that is not whole is refused and never
/// written over, because what was spent would be forgotten. The digest in the file finds damage, not fraud: whoever may
/// write the file can make up a new one.
public struct LedgerFile: Sendable {
    /// Where the ledger lies.
    public let path: String
    /// The data set that it has to be of.
    public let subject: PrivacyLedger.Subject
    /// The relation that it has to be kept under.
    public let relation: NeighbouringRelation

    /// Names a ledger, which need not be there yet.
    public init(path: String, subject: PrivacyLedger.Subject, relation: NeighbouringRelation) {
        self.path = path
        self.subject = subject
        self.relation = relation
    }

    /// The permission for one fit.
    public struct Authorisation: Sendable, Equatable {
        /// The entry that was written; a fit that is resumed shows it again.
        public let spend: PrivacyLedger.Spend
        /// The ledger with the entry.
        public let ledger: PrivacyLedger
        /// What all fits on the data set amount to now, at the budget's delta.
        public let epsilon: Epsilon
    }

    /// Records a fit that is about to begin, or refuses it and changes nothing.
    ///
    /// - Parameters:
    ///   - mechanism: What the fit will release.
    ///   - purpose: What for, for whoever reads the ledger.
    ///   - trainer: The kind of trainer, such as `adamix`.
    ///   - isPrivate: Whether the noise will come from a source that nobody can repeat.
    ///   - budget: What the fits on the data set may reach together. One that differs from the ledger's is recorded as
    ///     its successor. Without one the ledger's stays, and a new ledger gets what this fit alone amounts to.
    ///   - delta: Where a new ledger gets its budget from the fit: the delta of that budget.
    /// - Returns: The permission, once the entry is on the disk.
    /// - Throws: ``LedgerError``.
    public func authorise(
        _ mechanism: Mechanism, purpose: String, trainer: String, isPrivate: Bool,
        budget: PrivacyBudget? = nil, delta: Double
    ) throws(LedgerError) -> Authorisation {
        let place = try LedgerPlace(path)
        let lock = try place.lock()
        defer { lock.release() }
        var ledger: PrivacyLedger
        if let stored = try stored(at: place) {
            ledger = stored
        } else {
            let first = if let budget { budget } else { try ownBudget(mechanism, delta: delta) }
            ledger = PrivacyLedger(of: subject, relation: relation, budget: first)
        }
        if let budget { ledger.setBudget(budget) }
        let epsilon = try affordable(mechanism, in: ledger)
        let spend = ledger.record(
            mechanism, purpose: purpose, trainer: trainer, isPrivate: isPrivate)
        try place.write(SealedLedger.bytes(of: ledger))
        return Authorisation(spend: spend, ledger: ledger, epsilon: epsilon)
    }

    /// Lets a fit go on that was authorised and interrupted, without spending again.
    ///
    /// Right only for steps that were not released yet. A fit that begins anew is a new spend, even if nobody looked at
    /// the first.
    ///
    /// - Throws: ``LedgerError`` where the ledger does not hold this very entry.
    public func resume(_ spend: PrivacyLedger.Spend) throws(LedgerError) -> Authorisation {
        let ledger = try read()
        let spends = ledger?.spends ?? []
        guard let ledger, spends.indices.contains(spend.number - 1) else {
            throw .unknownSpend(path: path, number: spend.number, count: spends.count)
        }
        let found = spends[spend.number - 1]
        guard found == spend else { throw .otherSpend(path: path, found: found, expected: spend) }
        do throws(PrivacyError) {
            return Authorisation(spend: spend, ledger: ledger, epsilon: try ledger.epsilon())
        } catch { throw .accounting(error) }
    }

    /// The ledger as it is; nil where there is no file.
    ///
    /// - Throws: ``LedgerError`` where the file is no ledger, or that of other data.
    public func read() throws(LedgerError) -> PrivacyLedger? { try stored(at: LedgerPlace(path)) }

    private func stored(at place: LedgerPlace) throws(LedgerError) -> PrivacyLedger? {
        guard let bytes = try place.read() else { return nil }
        let ledger = try SealedLedger.ledger(in: bytes, at: path)
        guard ledger.subject.digest == subject.digest else {
            throw .otherData(path: path, found: ledger.subject, expected: subject)
        }
        guard ledger.relation == relation else {
            throw .otherRelation(path: path, found: ledger.relation, expected: relation)
        }
        return ledger
    }

    private func ownBudget(_ mechanism: Mechanism, delta: Double) throws(LedgerError) -> PrivacyBudget {
        do throws(PrivacyError) {
            let epsilon = try Composition([mechanism], relation: relation).epsilon(delta: delta)
            return try PrivacyBudget(atLeastZero: epsilon.value, delta: delta)
        } catch { throw .accounting(error) }
    }

    /// What everything comes to with one more fit, if the budget allows that.
    private func affordable(
        _ mechanism: Mechanism, in ledger: PrivacyLedger
    ) throws(LedgerError) -> Epsilon {
        let excess: LedgerError.Excess
        do throws(PrivacyError) {
            let together = try ledger.epsilon(with: mechanism)
            if let together, together.value <= ledger.budget.epsilon { return together }
            excess = .init(
                path: path, data: subject.name, budget: ledger.budget, spent: try ledger.epsilon().value,
                asked: try Composition([mechanism], relation: relation).bound(
                    delta: ledger.budget.delta, accountant: .automatic),
                together: together?.value ?? .infinity,
                room: try LedgerRoom(ledger: ledger, mechanism: mechanism).largestEpsilon())
        } catch { throw .accounting(error) }
        throw .overBudget(excess)
    }
}

extension PrivacyLedger {
    /// What everything and one more fit come to at the budget's delta; nil where no finite epsilon can be stated.
    fileprivate func epsilon(with mechanism: Mechanism) throws(PrivacyError) -> Epsilon? {
        do throws(PrivacyError) {
            return try composition(with: mechanism).epsilon(delta: budget.delta)
        } catch {
            if case .unbounded = error { return nil }
            throw error
        }
    }
}
