import Foundation

/// A journal as the bytes of a file: JSON whose last member is the digest of all bytes before it.
///
///     {
///       "format" : 1,
///       "journal" : [ ... ],
///       "kind" : "espalier release journal",
///       "sha256" : "8a5e..."
///     }
///
/// A byte that is lost or changed is noticed wherever it is. That finds damage and careless edits, not fraud: whoever
/// may write the file can seal it anew.
enum SealedJournal {
    static let format = 1
    static let kind = "espalier release journal"
    /// A hundred thousand releases are less.
    static let mostBytes = 256 << 20

    private struct Body: Codable {
        var format = SealedJournal.format
        var kind = SealedJournal.kind
        let journal: ReleaseJournal
    }

    private static let closing = "\n}"

    private static func seal(_ digest: ContentDigest) -> String { ",\n  \"sha256\" : \"\(digest)\"\n}\n" }

    static func bytes(of journal: ReleaseJournal) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        guard let body = try? encoder.encode(Body(journal: journal)), body.suffix(2) == Data(closing.utf8)
        else { preconditionFailure("a journal holds finite numbers and texts, which JSON has") }
        let open = body.dropLast(closing.utf8.count)
        return open + Data(seal(ContentDigest(of: open)).utf8)
    }

    static func journal(in bytes: Data, at path: String) throws(RegistryError) -> ReleaseJournal {
        struct Head: Decodable {
            let format: Int
            let kind: String
        }
        if let head = try? JSONDecoder().decode(Head.self, from: bytes), head.kind == kind,
            head.format > format
        {
            throw .newerJournal(path: path, found: head.format, known: format)
        }
        let sealLength = seal(ContentDigest(of: [])).utf8.count
        let open = bytes.dropLast(sealLength)
        guard bytes.suffix(sealLength) == Data(seal(ContentDigest(of: open)).utf8) else {
            throw .damagedJournal(path: path, reason: "its digest is not that of its content")
        }
        do {
            let body = try JSONDecoder().decode(Body.self, from: open + Data(closing.utf8))
            if body.format == format, body.kind == kind { return body.journal }
        } catch {
            throw .damagedJournal(path: path, reason: "it says nothing that a journal says")
        }
        throw .damagedJournal(path: path, reason: "it does not say that it is one")
    }
}
