import Foundation

/// A journal as the bytes of a file: JSON with its format, its kind, and ``JSONSeal`` at its end.
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

    static func bytes(of journal: ReleaseJournal) -> Data {
        guard let bytes = JSONSeal.sealed(Body(journal: journal)) else {
            preconditionFailure("a journal holds finite numbers and texts, which JSON has")
        }
        return bytes
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
        guard let content = JSONSeal.opened(bytes) else {
            throw .damagedJournal(path: path, reason: "its digest is not that of its content")
        }
        do {
            let body = try JSONDecoder().decode(Body.self, from: content)
            if body.format == format, body.kind == kind { return body.journal }
        } catch {
            throw .damagedJournal(path: path, reason: "it says nothing that a journal says")
        }
        throw .damagedJournal(path: path, reason: "it does not say that it is one")
    }
}
