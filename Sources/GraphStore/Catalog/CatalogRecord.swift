import Foundation

/// What a store says of itself, in one value of its catalog: replaced whole by every commit.
struct CatalogRecord: Codable, Equatable {
    /// The version of the format this program writes.
    static let currentFormat = 1
    private static let key = "catalog"

    /// The version of the format, 1 so far.
    ///
    /// A program refuses stores of a newer one.
    var format = currentFormat
    /// Counts the segments that were ever written.
    var generation = 0
    /// The name of the segment file, or nil while the store is empty.
    var segment: String?
    /// The text of the schema, or nil without one.
    var schema: String?
    /// The graph type of the schema that holds.
    var graphType: String?
    /// Counts the changes of schema.
    var schemaVersion = 0
    /// Whether everything in the store conforms; an import may admit what does not.
    var conforms = true

    static func read(_ transaction: borrowing LMDBTransaction, file: String) throws -> CatalogRecord? {
        guard let bytes = try transaction.bytes(of: key) else { return nil }
        do {
            let version = try JSONDecoder().decode(Version.self, from: Data(bytes)).format
            guard version <= currentFormat else {
                throw StoreError.newerFormat(path: file, version: version)
            }
            return try JSONDecoder().decode(CatalogRecord.self, from: Data(bytes))
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError.damaged(file: file, reason: "its record does not read as one")
        }
    }

    func write(_ transaction: borrowing LMDBTransaction) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try transaction.set(Array(try encoder.encode(self)), for: Self.key)
    }

    private struct Version: Decodable { let format: Int }
}
