import GraphStore
import PropertyGraph

/// What vectors a store holds: for each label and property, how many of which version and dimension.
public struct VectorCensus: Sendable, Equatable {
    /// The vectors of one property of the nodes with one label.
    public struct Entry: Sendable, Equatable {
        /// The label of the nodes.
        public let label: String
        /// The key of their vectors.
        public let property: String
        /// How many there are of each dimension.
        public let dimensions: [Int: Int]
        /// How many each version wrote.
        public let versions: [String: Int]
    }
    /// The entries in the order of labels and properties.
    public let entries: [Entry]

    /// Counts the vectors of a state of a store.
    ///
    /// Lists of numbers are vectors only to those who name their property, and are not counted.
    ///
    /// - Parameters:
    ///   - graph: The state.
    ///   - baseVersion: The version of vectors beside which none is said.
    /// - Throws: What reading the store throws; ``VectorSearchError`` where a version is no text.
    /// - Complexity: O(nodes with vectors + changed nodes).
    public init(of graph: some GraphReading, baseVersion: String = "v1") throws {
        var keys: Set<Key> = []
        let source = graph.source.graph
        for table in source.segment?.nodeTables ?? [] {
            for property in table.keys {
                guard case .vectors? = try table.column(property)?.storage else { continue }
                keys.formUnion(table.labels.map { Key(label: $0, property: property) })
            }
        }
        for case (_, .present(let record)) in try source.delta?.nodes() ?? [] {
            for case (let property, .vector) in record.properties {
                keys.formUnion(record.labels.map { Key(label: $0, property: property) })
            }
        }
        entries = try keys.sorted { ($0.label, $0.property) < ($1.label, $1.property) }.compactMap { key in
            let selection = VectorSelection(
                label: key.label, property: key.property, baseVersion: baseVersion)
            var reader = VectorReader(selection, in: graph.source)
            var dimensions: [Int: Int] = [:]
            var versions: [Int: Int] = [:]
            try reader.forEach { vector in
                dimensions[vector.dimension, default: 0] += 1
                versions[vector.version, default: 0] += 1
            }
            // The segment may have a column of which the delta removed every vector.
            guard !dimensions.isEmpty else { return nil }
            return Entry(
                label: key.label, property: key.property, dimensions: dimensions,
                versions: Dictionary(
                    uniqueKeysWithValues: versions.map { (reader.versions[$0.key], $0.value) }))
        }
    }

    private struct Key: Hashable {
        let label: String
        let property: String
    }
}
