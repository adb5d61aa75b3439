import PGSchema
import PropertyGraph

/// Which types every element conforms to.
public struct Assignment: Sendable {
    let graph: LoadedGraph
    /// Type names in alphabetical order, by class.
    let nodeTypes: [ClassID: [String]]
    let edgeTypes: [Typing.ContextID: [String]]

    /// Calls `body` with each element of the graph, nodes first, in the order they were read.
    public func forEach(_ body: (_ id: String, _ kind: ElementKind, _ types: [String]) throws -> Void)
        rethrows
    {
        for segment in graph.nodes {
            for row in 0..<segment.elements.count {
                guard graph.isInGraph(node: segment.elements.first + UInt32(row)) else { continue }
                let reference = ElementReference(segment: segment.elements, row: row, files: graph.files)
                try body(reference.id, .node, nodeTypes[segment.classes[row]] ?? [])
            }
        }
        for segment in graph.edges {
            for row in 0..<segment.elements.count where segment.isInGraph(row) {
                let reference = ElementReference(segment: segment.elements, row: row, files: graph.files)
                try body(reference.id, .edge, edgeTypes[segment.contexts[row]] ?? [])
            }
        }
    }
}
