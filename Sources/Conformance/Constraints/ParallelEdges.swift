import PGSchema
import PropertyGraph

/// No two edges between the same nodes: `FOR e WITHIN (:A)-[e: R]->(:B) EXCLUSIVE x, y WITHIN (x)-[e]->(y)`.
///
/// An edge has exactly one tuple, its two ends. Edges are gathered by source, and the targets of one source
/// are marked off in an array: O(nodes + edges), where a hash table of pairs would miss the cache every time.
struct ParallelEdges {
    private let outputsSourceFirst: Bool
    private let targets: Targets
    private let view: GraphView

    /// Nil where the descriptor is another one.
    init?(
        _ pattern: CompiledPattern, _ outputs: [CompiledPatternTerm], _ targets: Targets, _ view: GraphView
    ) {
        guard targets.kind == .edge, pattern.kinds.count == 3, pattern.connections.count == 1,
            pattern.connections[0].isDirected, pattern.connections[0].edge == 0,
            pattern.connections[0].source != pattern.connections[0].target, pattern.conditions.isEmpty,
            pattern.filters.allSatisfy(\.isEmpty), outputs.count == 2,
            case .element(let first) = outputs[0], case .element(let second) = outputs[1],
            Set([first, second]) == [pattern.connections[0].source, pattern.connections[0].target]
        else { return nil }
        outputsSourceFirst = first == pattern.connections[0].source
        self.targets = targets
        self.view = view
    }

    func run(_ restrictions: Constraint.Restrictions, into findings: inout ConstraintFindings) {
        guard restrictions.exclusive else { return }
        let nodeCount = view.graph.nodeCount
        var offsets = [UInt32](repeating: 0, count: nodeCount + 1)
        forEachTarget { _, source, _ in offsets[Int(source) + 1] += 1 }
        for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
        let total = Int(offsets[nodeCount])
        var ends = [UInt32](repeating: 0, count: total)
        var edges = ends
        forEachTarget { edge, source, target in
            let slot = Int(offsets[Int(source)])
            ends[slot] = target
            edges[slot] = edge
            offsets[Int(source)] += 1
        }
        // Filling moved each offset to the start of the next node's edges.
        var markedBy = [UInt32](repeating: IntegerIndex.missing, count: nodeCount)
        var firstEdge = [UInt32](repeating: 0, count: nodeCount)
        var parallel: [(edge: UInt32, first: UInt32, source: UInt32, target: UInt32)] = []
        var slot = 0
        for source in 0..<UInt32(nodeCount) {
            let end = Int(offsets[Int(source)])
            while slot < end {
                let target = Int(ends[slot])
                if markedBy[target] == source {
                    parallel.append((edges[slot], firstEdge[target], source, UInt32(target)))
                } else {
                    markedBy[target] = source
                    firstEdge[target] = edges[slot]
                }
                slot += 1
            }
        }
        for pair in parallel.sorted(by: { $0.edge < $1.edge }) {
            let tuple: [TermValue] = [.node(pair.source), .node(pair.target)]
            findings.addExclusive(pair.edge, pair.first, outputsSourceFirst ? tuple : tuple.reversed())
        }
    }

    @inline(__always)
    private func forEachTarget(_ body: (_ edge: UInt32, _ source: UInt32, _ target: UInt32) -> Void) {
        for (position, rows) in targets.segments.enumerated() {
            let segment = view.graph.edges[position]
            switch rows {
            case .none: continue
            case .all:
                for row in 0..<segment.elements.count {
                    body(segment.elements.first + UInt32(row), segment.sources[row], segment.targets[row])
                }
            case .some(let mask):
                for row in 0..<segment.elements.count where mask[row] {
                    body(segment.elements.first + UInt32(row), segment.sources[row], segment.targets[row])
                }
            }
        }
    }
}
