import Foundation
import LearningCore

/// A ledger as the bytes of a file: JSON whose last member is the digest of all bytes before it.
///
///     {
///       "format" : 1,
///       "kind" : "espalier privacy ledger",
///       "ledger" : { ... },
///       "sha256" : "8a5e..."
///     }
///
/// A byte that is lost or changed is noticed wherever it is.
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

    private static let closing = "\n}"

    private static func seal(_ digest: ContentDigest) -> String { ",\n  \"sha256\" : \"\(digest)\"\n}\n" }

    static func bytes(of ledger: PrivacyLedger) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        guard let body = try? encoder.encode(Body(ledger: ledger)), body.suffix(2) == Data(closing.utf8)
        else { preconditionFailure("a ledger holds finite numbers and texts, which JSON has") }
        let open = body.dropLast(closing.utf8.count)
        return open + Data(seal(ContentDigest(of: open)).utf8)
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
        let sealLength = seal(ContentDigest(of: [])).utf8.count
        let open = bytes.dropLast(sealLength)
        guard bytes.suffix(sealLength) == Data(seal(ContentDigest(of: open)).utf8) else {
            throw .damaged(path: path, reason: "its digest is not that of its content")
        }
        do {
            let body = try JSONDecoder().decode(Body.self, from: open + Data(closing.utf8))
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
