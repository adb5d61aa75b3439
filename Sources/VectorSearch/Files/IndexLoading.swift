/// A file on its way to being an index: what of it can be used with the vectors that a store holds now.
struct IndexLoading {
    let header: IndexFile.Header
    /// What lies between the file and the store.
    let difference: IndexDifference
    private let file: IndexFile?
    private let stored: StoredVectors
    private let title: (UInt32) -> String
    private let path: String

    /// Reads a file as far as it is worth it.
    ///
    /// - Throws: ``VectorSearchError/damaged(file:reason:)``, ``VectorSearchError/file(path:reason:)``.
    init(_ path: String, _ stored: StoredVectors, title: @escaping (UInt32) -> String) throws {
        var found: IndexFile.Header?
        file = try IndexFolder.read(path) { header throws(VectorSearchError) in
            found = header
            guard header.selection == stored.selection else {
                throw .damaged(file: path, reason: "it is an index of \(header.selection)")
            }
            // One with far more slots than there are vectors would be built anew at any rate.
            return header.dimension == stored.dimension
                && !HNSWIndex.needsRebuilding(slots: header.slotCount, live: stored.count)
        }
        guard let found else { throw VectorSearchError.damaged(file: path, reason: "it is empty") }
        header = found
        self.path = path
        self.stored = stored
        self.title = title
        let known = file.map { file in
            file.levels.indices.filter { file.levels[$0] & IndexFile.liveBit != 0 }
                .map { (fingerprint: file.fingerprints[$0], slot: $0) }
        }
        difference = IndexDifference(from: known ?? [], to: file == nil ? [] : stored.fingerprints())
    }

    /// What came of it.
    enum Outcome {
        /// The index without the vectors that must be added.
        case index(HNSWIndex)
        /// The index must be built anew, for a reason that is a sentence.
        case useless(String)
    }

    /// Makes an index of the file.
    ///
    /// - Parameter metric: The metric that is wanted; any if it is nil.
    /// - Returns: The index, or why there is none.
    /// - Throws: ``VectorSearchError/damaged(file:reason:)`` if its links are not those of a graph.
    func index(by metric: DistanceMetric?) throws -> Outcome {
        if let metric, metric != header.metric {
            return .useless("\(path) compares vectors by another metric")
        }
        if stored.count == 0 { return .useless("\(path) is about vectors that the store has no more") }
        if header.dimension != stored.dimension { return .useless("\(path) is of another dimension") }
        let live = header.liveCount - difference.retired.count
        guard let file,
            !HNSWIndex.needsRebuilding(
                slots: header.slotCount + difference.addedCount, live: live + difference.addedCount)
        else { return .useless("more than a quarter of the vectors in \(path) were replaced or removed") }
        guard let index = try HNSWIndex(file, difference, stored: stored, title: title) else {
            throw VectorSearchError.damaged(file: path, reason: "its links lead astray")
        }
        return .index(index)
    }
}
