import Conformance
import PropertyGraph

extension SegmentInput {
    /// Everything of a graph that was read, less what is not part of it.
    init(_ graph: LoadedGraph, symbols: SymbolTable, leavingOut refused: GraphSelection? = nil) {
        let refusedNodes = refused?.refusedNodes ?? [:]
        let refusedEdges = refused?.refusedEdges ?? [:]
        self.init(symbols: symbols)
        for segment in graph.nodes {
            let elements = segment.elements
            var kept: RowMask?
            if !graph.droppedNodes.isEmpty || !refusedNodes.isEmpty {
                kept = Self.mask(elements) { row in
                    let node = elements.first + UInt32(row)
                    return graph.isInGraph(node: node) && refusedNodes[node] == nil
                }
            }
            nodes.append(
                NodePart(
                    labels: elements.labels.names(in: symbols), count: elements.count,
                    identifiers: elements.identifiers, columns: Array(elements.columns.values), kept: kept))
        }
        for segment in graph.edges {
            let elements = segment.elements
            var kept: RowMask?
            if segment.danglingCount > 0 || !refusedEdges.isEmpty || elements.identifiers != nil {
                kept = Self.mask(elements) { row in
                    segment.isInGraph(row) && refusedEdges[elements.first + UInt32(row)] == nil
                }
            }
            edges.append(
                EdgePart(
                    labels: elements.labels.names(in: symbols), sources: segment.sources,
                    targets: segment.targets, identifiers: elements.identifiers,
                    columns: Array(elements.columns.values), kept: kept))
        }
    }

    private static func mask(_ elements: ElementSegment, _ isKept: (Int) -> Bool) -> RowMask? {
        var mask = RowMask(repeating: true, count: elements.count)
        for row in 0..<elements.count where !isKept(row) { mask[row] = false }
        return mask.isFull ? nil : mask
    }
}
