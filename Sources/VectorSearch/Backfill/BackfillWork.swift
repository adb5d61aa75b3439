import GraphStore
import PropertyGraph

/// The new vectors of a backfill with the elements that wait for them.
struct BackfillWork {
    private let backfill: Backfill
    private let vectors: NewVectors
    private let names: NodeNames
    /// The dimension that is written.
    private let dimension: Int
    /// The positions of vectors whose elements have them not yet.
    private(set) var pending: [Int] = []
    /// How many elements have them.
    private(set) var alreadyCount = 0

    /// Finds the elements.
    ///
    /// - Throws: ``VectorSearchError`` for an element that is not there, and for vectors of another dimension than the stored
    ///   ones.
    init(_ backfill: Backfill, _ vectors: NewVectors, in snapshot: Snapshot) throws {
        let stored = try StoredVectors(backfill.selection, in: snapshot)
        guard stored.count == 0 || backfill.cutsToFit || stored.dimension == vectors.dimension else {
            throw VectorSearchError.replacement(
                found: vectors.dimension, expected: stored.dimension, property: backfill.selection.property)
        }
        self.backfill = backfill
        self.vectors = vectors
        dimension = stored.count == 0 ? vectors.dimension : stored.dimension
        names = try NodeNames(withLabel: backfill.selection.label, in: snapshot)
        for (position, identifier) in vectors.identifiers.enumerated() {
            let node = try names.node(identifier, in: snapshot)
            let isDone = stored.position(of: node.raw).map { stored.version(at: $0) == backfill.version }
            if isDone == true { alreadyCount += 1 } else { pending.append(position) }
        }
    }

    /// Writes some vectors and their version.
    func write(_ positions: some Sequence<Int>, into graph: WriteTransaction) throws {
        for position in positions {
            // Numbers of nodes change with a merge, which may have been meanwhile.
            let node = try names.node(vectors.identifiers[position], in: graph)
            let vector = vectors.vector(at: position, dimension: dimension)
            try graph.set(backfill.selection.property, to: .vector(vector), of: node)
            try graph.set(backfill.selection.versionProperty, to: .string(backfill.version), of: node)
        }
    }
}
