import Foundation
import Synchronization

/// What a store says of itself, in one value of its catalog: replaced whole by every commit.
struct CatalogRecord: Codable, Equatable {
    /// The version of the format this program writes.
    static let currentFormat = 1
    private static let key = LMDBKey.name("catalog")

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

    /// The record of the state that a transaction sees; nil where a store was never finished.
    static func read(_ transaction: LMDBTransaction) throws -> CatalogRecord? {
        guard let bytes = try transaction.bytes(.catalog, key) else { return nil }
        return try decoded(bytes, file: transaction.environment.path)
    }

    /// The same, decoded only if it is not the one that was read before.
    static func read(_ transaction: LMDBTransaction, known: borrowing Known) throws -> CatalogRecord? {
        guard let bytes = try transaction.bytes(.catalog, key) else { return nil }
        return try known.record(bytes) {
            try decoded(bytes, file: transaction.environment.path)
        }
    }

    /// The record that was read last, by its bytes: most states have the same.
    struct Known: ~Copyable {
        private let last = Mutex<(bytes: [UInt8], record: CatalogRecord)?>(nil)

        fileprivate func record(
            _ bytes: UnsafeRawBufferPointer, _ decode: () throws -> CatalogRecord
        ) rethrows -> CatalogRecord {
            if let record = last.withLock({ last in
                last.flatMap { Self.areEqual($0.bytes, bytes) ? $0.record : nil }
            }) {
                return record
            }
            let record = try decode()
            last.withLock { $0 = ([UInt8](bytes), record) }
            return record
        }

        /// Every commit asks, with kilobytes of schema.
        private static func areEqual(_ known: [UInt8], _ bytes: UnsafeRawBufferPointer) -> Bool {
            known.withUnsafeBytes { known in
                guard known.count == bytes.count, let left = known.baseAddress, let right = bytes.baseAddress
                else { return known.count == bytes.count }
                return memcmp(left, right, bytes.count) == 0
            }
        }
    }

    private static func decoded(_ bytes: UnsafeRawBufferPointer, file: String) throws -> CatalogRecord {
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

    func write(_ transaction: LMDBTransaction) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try transaction.set(Array(try encoder.encode(self)), .catalog, Self.key)
    }

    private struct Version: Decodable { let format: Int }
}
