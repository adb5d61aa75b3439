import Foundation
import LearningCore

@testable import Privacy

/// A temporary folder with a ledger in it, deleted with its last reference.
final class LedgerFolder: Sendable {
    let url = FileManager.default.temporaryDirectory.appending(path: "espalier-ledger-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }

    var ledgerURL: URL { url.appending(path: "patients.ledger") }

    /// The ledger of the data set that the tests protect, or of another one.
    func file(
        of subject: PrivacyLedger.Subject = .patients, relation: NeighbouringRelation = .addRemove
    ) -> LedgerFile {
        LedgerFile(path: ledgerURL.path, subject: subject, relation: relation)
    }

    func bytes() throws -> Data { try Data(contentsOf: ledgerURL) }

    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
    }
}

extension PrivacyLedger.Subject {
    static let patients = Self(name: "patients", digest: ContentDigest(of: "patients".utf8))
    static let customers = Self(name: "customers", digest: ContentDigest(of: "customers".utf8))
}

extension Mechanism {
    /// Twenty full batches: epsilon .81972833 at delta 1e-5 with the noise of the specification's row e55.
    static func fit(sigma: Double = 20) throws -> Mechanism {
        try .gaussian(sigma: sigma, sampling: .fullBatch, steps: 20)
    }
}

extension LedgerFile {
    /// A fit of the usual kind.
    @discardableResult
    func authorise(
        _ mechanism: Mechanism, budget: Double? = nil, delta: Double = 1e-5
    ) throws(LedgerError) -> Authorisation {
        let whole: PrivacyBudget?
        do throws(PrivacyError) {
            whole = if let budget { try PrivacyBudget(epsilon: budget, delta: delta) } else { nil }
        } catch { throw .accounting(error) }
        return try authorise(
            mechanism, purpose: "train head.model", trainer: "adamix", isPrivate: true, budget: whole,
            delta: delta)
    }
}
