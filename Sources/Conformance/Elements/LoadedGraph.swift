import PropertyGraph

/// A whole graph as validation needs it: topology, classes and properties.
package struct LoadedGraph: Sendable {
    package var files: [String]
    package var nodes: [NodeSegment] = []
    package var edges: [EdgeSegment] = []
    /// Nodes read, those that are not part of the graph included.
    package var nodeCount = 0
    /// Edges read, those that are not part of the graph included.
    package var edgeCount = 0
    /// The class of every node, by its number.
    var nodeClasses: [ClassID] = []
    /// Nodes whose identifier was taken; they are not part of the graph.
    package var droppedNodes: Set<UInt32> = []
    /// Edges whose identifier was taken or whose ends do not exist.
    var droppedEdgeCount = 0
    /// Whether edges were dropped because their identifier was taken.
    var hasDuplicateEdges = false

    /// Whether a node is part of the graph; its identifier may have been taken.
    package func isInGraph(node: UInt32) -> Bool { droppedNodes.isEmpty || !droppedNodes.contains(node) }

    func nodeSegment(of node: UInt32) -> Int { Self.segment(of: node, in: nodes, by: \.elements) }
    func edgeSegment(of edge: UInt32) -> Int { Self.segment(of: edge, in: edges, by: \.elements) }

    private static func segment<Segment>(
        of element: UInt32, in segments: [Segment], by elements: (Segment) -> ElementSegment
    ) -> Int {
        var low = 0
        var high = segments.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if elements(segments[middle]).first <= element { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// What reports call an element, and where it stands.
    func reference(_ kind: ElementKind, _ element: UInt32) -> ElementReference {
        let segment =
            kind == .node
            ? nodes[nodeSegment(of: element)].elements : edges[edgeSegment(of: element)].elements
        return ElementReference(segment: segment, row: Int(element - segment.first), files: files)
    }
}

/// What reports call an element, and where it was read.
struct ElementReference {
    let id: String
    let file: String
    let line: Int

    /// The identifier as a sentence shows it: quoted where it would not stand out as one word.
    var name: String { Self.shown(id) }

    static func shown(_ id: String) -> String {
        let isWord =
            !id.isEmpty
            && id.unicodeScalars.allSatisfy {
                $0.properties.isPatternWhitespace == false && $0.value >= 0x20 && $0.value != 0x7F
            }
        return isWord ? id : Value.string(id).literal
    }

    init(segment: ElementSegment, row: Int, files: [String]) {
        self.init(identifier: segment.identifiers?[row], origin: segment.origin, row: row, files: files)
    }

    init(identifier: Identifier?, origin: BatchOrigin, row: Int, files: [String]) {
        file = files[origin.file]
        line = origin.line(ofRow: row)
        if let identifier {
            id = identifier.description
        } else {
            let name = file.split(separator: "/").last.map(String.init) ?? file
            id = "\(name):\(line)"
        }
    }
}
