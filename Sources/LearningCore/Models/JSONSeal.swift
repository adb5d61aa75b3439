import Foundation

/// A seal on JSON: the last member of an object is the digest of all bytes before it.
///
///     {
///       "format" : 1,
///       "ledger" : { ... },
///       "sha256" : "8a5e..."
///     }
///
/// A byte that is lost or changed is noticed wherever it is. That finds damage and careless edits, not fraud: whoever
/// may write the file can seal it anew.
package enum JSONSeal {
    private static let closing = "\n}"

    private static func seal(_ digest: ContentDigest) -> String { ",\n  \"sha256\" : \"\(digest)\"\n}\n" }

    /// The sealed bytes of a value that is encoded as an object with members; nil where it cannot be encoded.
    package static func sealed(_ value: some Encodable) -> Data? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        guard let body = try? encoder.encode(value), body.suffix(2) == Data(closing.utf8) else { return nil }
        let open = body.dropLast(closing.utf8.count)
        return open + Data(seal(ContentDigest(of: open)).utf8)
    }

    /// The JSON without its seal; nil where the digest is not that of the bytes before it.
    package static func opened(_ bytes: Data) -> Data? {
        let open = bytes.dropLast(seal(ContentDigest(of: [])).utf8.count)
        guard bytes.dropFirst(open.count) == Data(seal(ContentDigest(of: open)).utf8) else { return nil }
        return open + Data(closing.utf8)
    }
}
