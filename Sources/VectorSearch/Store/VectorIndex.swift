import Foundation
import GraphStore

/// An approximate index over vectors of a store, kept in a file beside it and never older than what is searched.
///
///     let embeddings = VectorSelection(label: "Item", property: "embedding", version: "v1")
///     try VectorIndex.build(embeddings, of: store).save()
///     try store.read { snapshot in
///         let index = try VectorIndex.open(embeddings, of: store, in: snapshot)
///         for found in try index.search(query, k: 10, in: snapshot).neighbours { print(found.node, found.distance) }
///     }
///
/// The store is the truth. A file holds no vectors, only how they are linked; opening it takes the vectors from the store,
/// adds those that are new and drops those that are gone. A file that is damaged, or of which more than a quarter is gone,
/// is not used: the index is then built anew.
public final class VectorIndex {
    /// How an index came to be what the store holds.
    public enum Opening: Sendable, Equatable {
        /// It was built on request.
        case built
        /// The file was as new as the store.
        case current
        /// What had changed was taken over.
        case refreshed(added: Int, removed: Int)
        /// It was built anew, for a reason that is a sentence.
        case rebuilt(because: String)
    }
    /// Which vectors it finds.
    public let selection: VectorSelection
    /// How it came to be what the store holds.
    public private(set) var opening: Opening
    /// The folder of its file.
    public let folder: IndexFolder
    private(set) var index: HNSWIndex
    private(set) var state: StoreState
    /// Whether a refresh ended before it had taken over everything: the index then lies between two states.
    private var isBetweenStates = false

    /// The metric that vectors are compared by.
    public var metric: DistanceMetric { index.metric }
    /// How many numbers a vector has.
    public var dimension: Int { index.dimension }
    /// How many vectors it finds.
    public var count: Int { index.count }
    /// How the graph is built.
    public var parameters: HNSWParameters { index.parameters }

    private init(
        _ selection: VectorSelection, folder: IndexFolder, index: HNSWIndex, state: StoreState,
        opening: Opening
    ) {
        self.selection = selection
        self.folder = folder
        self.index = index
        self.state = state
        self.opening = opening
    }

    /// Builds an index of the vectors that a store holds now; ``save()`` writes it.
    ///
    /// - Parameters:
    ///   - selection: Which vectors.
    ///   - store: The store.
    ///   - metric: How they are compared.
    ///   - parameters: How the graph is built.
    ///   - progress: Hears now and then how many vectors are done.
    /// - Returns: The index.
    /// - Throws: ``VectorSearchError``, what reading the store throws, `CancellationError` when the task is cancelled.
    public static func build(
        _ selection: VectorSelection, of store: GraphStore, metric: DistanceMetric = .cosine,
        parameters: HNSWParameters = HNSWParameters(), progress: ((Int) -> Void)? = nil
    ) throws -> VectorIndex {
        try store.read { snapshot in
            let stored = try StoredVectors(selection, in: snapshot)
            let index = try built(stored, snapshot, metric, parameters, progress)
            return VectorIndex(
                selection, folder: IndexFolder(ofStoreAt: store.path), index: index,
                state: StoreState(snapshot), opening: .built)
        }
    }

    /// Whether an index of these vectors was ever saved.
    public static func isSaved(_ selection: VectorSelection, of store: GraphStore) -> Bool {
        FileManager.default.fileExists(atPath: IndexFolder(ofStoreAt: store.path).path(of: selection))
    }

    /// How the saved index of these vectors compares them; nil if there is none that can be read.
    public static func savedMetric(_ selection: VectorSelection, of store: GraphStore) -> DistanceMetric? {
        var metric: DistanceMetric?
        // A file that cannot be read has no metric; opening the index tells why.
        _ = try? IndexFolder.read(IndexFolder(ofStoreAt: store.path).path(of: selection)) {
            header throws(VectorSearchError) in
            metric = header.metric
            return false
        }
        return metric
    }

    /// Opens the index of a store's vectors in one of its states.
    ///
    /// - Parameters:
    ///   - selection: Which vectors.
    ///   - store: The store.
    ///   - snapshot: The state to search.
    ///   - metric: How vectors are compared; an index by another metric is built anew. That of the file if it is nil, and
    ///     the cosine if there is none.
    ///   - progress: Hears now and then how many vectors are done.
    /// - Returns: The index, which ``opening`` says the origin of. If it is not ``Opening/current``, ``save()`` spares the
    ///   next one the work.
    /// - Throws: ``VectorSearchError``, what reading the store throws, `CancellationError` when the task is cancelled.
    public static func open(
        _ selection: VectorSelection, of store: GraphStore, in snapshot: Snapshot,
        metric: DistanceMetric? = nil, progress: ((Int) -> Void)? = nil
    ) throws -> VectorIndex {
        let stored = try StoredVectors(selection, in: snapshot)
        let folder = IndexFolder(ofStoreAt: store.path)
        let (state, path) = (StoreState(snapshot), folder.path(of: selection))
        var known: IndexFile.Header?
        var reason = "\(path) is not there"
        if FileManager.default.fileExists(atPath: path) {
            do {
                let loading = try IndexLoading(path, stored, title: snapshot.title)
                known = loading.header
                switch try loading.index(by: metric) {
                case .useless(let problem): reason = problem
                case .index(let index):
                    let difference = loading.difference
                    try index.apply(difference, to: stored, title: snapshot.title, progress: progress)
                    return VectorIndex(
                        selection, folder: folder, index: index, state: state, opening: .init(difference))
                }
            } catch let error as VectorSearchError {
                switch error {
                case .damaged(_, let problem): reason = "\(path) is damaged: \(problem)"
                case .file: reason = error.description
                default: throw error
                }
            }
        }
        let index = try built(
            stored, snapshot, metric ?? known?.metric ?? .cosine, known?.parameters ?? HNSWParameters(),
            progress)
        return VectorIndex(
            selection, folder: folder, index: index, state: state,
            opening: .rebuilt(because: reason))
    }

    /// The elements nearest to a query in a state of the store, the nearest first.
    ///
    /// What changed since the last search is taken over first.
    ///
    /// - Parameters:
    ///   - query: A vector, of any model whose vectors can be compared with these.
    ///   - k: How many to find; fewer if there are not so many.
    ///   - snapshot: A state of the store.
    ///   - breadth: How many candidates are kept in mind, at least `k`: more find more and take longer.
    ///   - method: How to search; nil for what is quicker.
    ///   - allowed: Which nodes may be found; all if it is nil.
    /// - Returns: The nodes with their distances, and how they were found.
    /// - Throws: ``VectorSearchError``, what reading the store throws.
    public func search(
        _ query: [Float], k: Int, in snapshot: Snapshot, breadth: Int = 100, method: SearchMethod? = nil,
        where allowed: ((NodeID) -> Bool)? = nil
    ) throws -> SearchAnswer {
        try refresh(to: snapshot)
        return try index.search(
            query, k: k, breadth: breadth, method: method,
            where: allowed.map { allowed in { allowed(NodeID($0)) } })
    }

    /// Takes over what lies between the state that was searched last and another one.
    ///
    /// - Throws: ``VectorSearchError``, what reading the store throws, `CancellationError` when the task is cancelled. What
    ///   was not taken over then is before the next search, in whatever state that is.
    public func refresh(to snapshot: Snapshot, progress: ((Int) -> Void)? = nil) throws {
        let newState = StoreState(snapshot)
        guard newState != state || isBetweenStates else { return }
        let stored = try StoredVectors(selection, in: snapshot)
        let difference = IndexDifference(from: index.fingerprints, to: stored.fingerprints())
        let live = index.count - difference.retired.count
        let isLarge = HNSWIndex.needsRebuilding(
            slots: index.slots.count + difference.addedCount, live: live + difference.addedCount)
        if stored.dimension != dimension || isLarge || index.isBroken {
            let reason =
                index.isBroken
                ? "an earlier change failed halfway"
                : "more than a quarter of the vectors were replaced or removed"
            index = try Self.built(stored, snapshot, metric, parameters, progress)
            opening = .rebuilt(because: reason)
        } else {
            isBetweenStates = true
            try index.apply(difference, to: stored, title: snapshot.title, progress: progress)
            if case .refreshed = Opening(difference) { opening = Opening(difference) }
        }
        isBetweenStates = false
        state = newState
    }

    /// Writes the index into its file, all of it or nothing.
    ///
    /// - Throws: ``VectorSearchError/file(path:reason:)`` where the folder may not be written, ``VectorSearchError/broken``
    ///   after a change that failed; nothing is lost then but time.
    public func save() throws(VectorSearchError) {
        guard !index.isBroken else { throw .broken }
        try folder.write(index.file(of: selection, state: state))
    }

    private static func built(
        _ stored: StoredVectors, _ snapshot: Snapshot, _ metric: DistanceMetric,
        _ parameters: HNSWParameters, _ progress: ((Int) -> Void)?
    ) throws -> HNSWIndex {
        guard stored.count > 0 else { throw VectorSearchError.nothingThere(stored.selection) }
        return try HNSWIndex.built(
            from: stored, fingerprints: stored.fingerprints(), metric: metric, parameters: parameters,
            title: snapshot.title, progress: progress)
    }
}

extension VectorIndex.Opening {
    /// What it means to have taken over a difference.
    init(_ difference: IndexDifference) {
        let (added, removed) = (difference.addedCount, difference.retired.count)
        self = added + removed == 0 ? .current : .refreshed(added: added, removed: removed)
    }
}

extension StoreState {
    init(_ snapshot: Snapshot) {
        self.init(
            generation: UInt64(max(snapshot.generation, 0)), commit: snapshot.commit)
    }
}

extension Snapshot {
    /// What a node is called in a sentence.
    func title(of element: UInt32) -> String {
        // Where the store cannot be read, the number names it well enough.
        (try? source.graph.title(ofNode: element)) ?? "node \(element)"
    }
}
