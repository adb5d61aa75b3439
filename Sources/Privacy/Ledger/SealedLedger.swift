import Foundation
import LearningCore

/// A ledger as the bytes of a file: JSON with its format, its kind, and `JSONSeal` at its end.
enum SealedLedger {
    static let format = 1
    static let kind = "espalier privacy ledger"
    /// A million fits are less.
    static let mostBytes = 256 << 20

    private struct Body: Codable {
        var format = SealedLedger.format
        var kind = SealedLedger.kind
        let ledger: PrivacyLedger
    }

    static func bytes(of ledger: PrivacyLedger) -> Data {
        guard let bytes = JSONSeal.sealed(Body(ledger: ledger)) else {
            preconditionFailure("a ledger holds finite numbers and texts, which JSON has")
        }
        return bytes
    }

    static func ledger(in bytes: Data, at path: String) throws(LedgerError) -> PrivacyLedger {
        struct Head: Decodable {
            let format: Int
            let kind: String
        }
        if let head = try? JSONDecoder().decode(Head.self, from: bytes), head.kind == kind,
            head.format > format
        {
            throw .newerFormat(path: path, found: head.format, known: format)
        }
        guard !bytes.isEmpty else { throw .damaged(path: path, reason: "it is empty") }
        let mark = "\"kind\" : \"\(kind)\""
        guard bytes.range(of: Data(mark.utf8)) != nil else {
            throw .notALedger(path: path, reason: "it does not say that it is one")
        }
        guard let content = JSONSeal.opened(bytes) else {
            throw .damaged(path: path, reason: "its digest is not that of its content")
        }
        do {
            let body = try JSONDecoder().decode(Body.self, from: content)
            guard body.format == format, body.kind == kind else {
                throw LedgerError.notALedger(path: path, reason: "it has format \(body.format)")
            }
            return body.ledger
        } catch let error as LedgerError {
            throw error
        } catch {
            throw .damaged(path: path, reason: "it says nothing that a ledger says")
        }
    }
}
