import Foundation
import GraphStore

/// What can be said of an index file without using it.
public struct IndexStatus: Sendable, Equatable {
    /// How a file compares with the store.
    public enum Condition: Sendable, Equatable {
        /// It holds what the store holds.
        case current
        /// So many vectors must be added and removed before it is searched.
        case behind(added: Int, removed: Int)
        /// It will be built anew when it is next asked for, for a reason that is a sentence.
        case useless(String)
    }
    /// The file.
    public let path: String
    /// Its size in bytes.
    public let size: Int
    /// Which vectors it is about; nil if that cannot be read.
    public let selection: VectorSelection?
    /// How it compares vectors.
    public let metric: DistanceMetric?
    /// How many vectors it links.
    public let count: Int
    /// How it compares with the store.
    public let condition: Condition

    /// What can be said of each index file of a store.
    ///
    /// - Complexity: Each file and the vectors that it is about are read once.
    public static func all(of store: GraphStore, in snapshot: Snapshot) throws -> [IndexStatus] {
        try IndexFolder(ofStoreAt: store.path).files().map { try IndexStatus($0, snapshot) }
    }

    private init(_ path: String, _ snapshot: Snapshot) throws {
        self.path = path
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        size = (attributes?[.size] as? NSNumber)?.intValue ?? 0
        var header: IndexFile.Header?
        var condition = Condition.useless("it cannot be read")
        do {
            _ = try IndexFolder.read(path) { found throws(VectorSearchError) in
                header = found
                return false
            }
            if let header {
                let stored = try StoredVectors(header.selection, in: snapshot)
                let loading = try IndexLoading(path, stored, title: snapshot.title)
                switch try loading.index(by: nil) {
                case .useless(let reason): condition = .useless(reason)
                case .index:
                    let (added, removed) = (loading.difference.addedCount, loading.difference.retired.count)
                    condition = added + removed == 0 ? .current : .behind(added: added, removed: removed)
                }
            }
        } catch let error as VectorSearchError {
            condition = .useless(error.description)
        }
        selection = header?.selection
        metric = header?.metric
        count = header?.liveCount ?? 0
        self.condition = condition
    }
}
