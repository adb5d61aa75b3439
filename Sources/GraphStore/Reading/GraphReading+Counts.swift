/// How many elements are alike: nodes with one label set, or edges with one label set between nodes with two others.
public struct ElementCount: Sendable, Equatable {
    /// The labels, ordered by their bytes.
    public let labels: [String]
    /// The labels of the nodes where the edges start; nil for nodes.
    public let source: [String]?
    /// The labels of the nodes where the edges end; nil for nodes.
    public let target: [String]?
    /// How many there are.
    public internal(set) var count: Int
    /// The keys of their properties, ordered by their bytes.
    public internal(set) var keys: [String]
}

extension GraphReading {
    private var graph: StoreGraph { source.graph }
    private var segment: Segment? { source.graph.segment }

    /// The nodes by label set, in the order of the labels.
    ///
    /// - Complexity: O(tables + changed nodes).
    public func nodeCounts() throws -> [ElementCount] {
        var tally = Tally()
        for table in segment?.nodeTables ?? [] {
            tally.add(table.count, Kind(labels: table.labels), keys: table.keys)
        }
        for (id, node) in try graph.delta?.nodes() ?? [] {
            if let (table, _) = graph.position(ofNode: id) { tally.add(-1, Kind(labels: table.labels)) }
            guard case .present(let record) = node else { continue }
            tally.add(1, Kind(labels: record.labels), keys: record.properties.map(\.key))
        }
        return tally.counts
    }

    /// The edges by their labels and those of their ends, in the order of the labels.
    ///
    /// - Complexity: O(tables + changed edges + edges of nodes with other labels).
    public func edgeCounts() throws -> [ElementCount] {
        var tally = Tally()
        for table in segment?.edgeTables ?? [] { tally.add(table.count, kind(of: table), keys: table.keys) }
        guard let delta = graph.delta else { return tally.counts }
        for (id, edge) in try delta.edges() {
            if let (table, _) = graph.position(ofEdge: id) { tally.add(-1, kind(of: table)) }
            guard let record = edge.element else { continue }
            tally.add(
                1, try kind(record.labels, edge.source, edge.target), keys: record.properties.map(\.key))
        }
        for id in try edgesOfRelabelledNodes(delta) {
            guard let (table, _) = graph.position(ofEdge: id), let ends = try graph.ends(ofEdge: id) else {
                continue
            }
            tally.add(-1, kind(of: table))
            tally.add(1, try kind(table.labels, ends.source, ends.target), keys: table.keys)
        }
        return tally.counts
    }

    /// Edges that are as the segment has them, between nodes that are not.
    private func edgesOfRelabelledNodes(_ delta: Delta) throws -> Set<UInt32> {
        var edges: Set<UInt32> = []
        for case (let id, .present(let record)) in try delta.nodes() {
            guard let (table, _) = graph.position(ofNode: id),
                LabelKey(table.labels) != LabelKey(record.labels)
            else { continue }
            for direction in EdgeDirection.allCases {
                try graph.forEachEdge(of: id, direction) { edge, _ in
                    if try graph.change(ofEdge: edge) == nil { edges.insert(edge) }
                    return true
                }
            }
        }
        return edges
    }

    private func kind(of table: EdgeTable) -> Kind {
        Kind(
            labels: table.labels, source: segment?.nodeTables[table.source].labels,
            target: segment?.nodeTables[table.target].labels)
    }

    private func kind(_ labels: [String], _ source: UInt32, _ target: UInt32) throws -> Kind {
        Kind(
            labels: labels, source: try graph.labels(ofNode: source) ?? [],
            target: try graph.labels(ofNode: target) ?? [])
    }
}

/// What elements that are counted together have in common.
private struct Kind: Hashable {
    let labels: LabelKey
    let source: LabelKey?
    let target: LabelKey?

    init(labels: [String], source: [String]? = nil, target: [String]? = nil) {
        self.labels = LabelKey(labels)
        self.source = source.map { LabelKey($0) }
        self.target = target.map { LabelKey($0) }
    }

    private var order: [LabelKey] { [labels, source, target].compactMap { $0 } }

    static func precedes(_ left: Kind, _ right: Kind) -> Bool {
        left.order.lexicographicallyPrecedes(right.order)
    }
}

private struct Tally {
    private var groups: [Kind: (count: Int, keys: Set<[UInt8]>)] = [:]

    mutating func add(_ count: Int, _ kind: Kind, keys: [String] = []) {
        groups[kind, default: (0, [])].count += count
        if count > 0 { groups[kind, default: (0, [])].keys.formUnion(keys.map { Array($0.utf8) }) }
    }

    var counts: [ElementCount] {
        groups.filter { $0.value.count > 0 }.sorted { Kind.precedes($0.key, $1.key) }.map { kind, group in
            ElementCount(
                labels: kind.labels.labels, source: kind.source?.labels, target: kind.target?.labels,
                count: group.count,
                keys: group.keys.sorted { $0.lexicographicallyPrecedes($1) }
                    .map { String(decoding: $0, as: UTF8.self) })
        }
    }
}
