/// What a transaction touched: each element as it was before the first touch, nil if it is new.
struct ChangeLog {
    struct Edge {
        let source: UInt32
        let target: UInt32
        let before: ElementRecord?
    }
    private(set) var nodes: [UInt32: ElementRecord?] = [:]
    private(set) var edges: [UInt32: Edge] = [:]

    var isEmpty: Bool { nodes.isEmpty && edges.isEmpty }

    mutating func touch(node id: UInt32, before: ElementRecord?) {
        if nodes[id] == nil { nodes[id] = .some(before) }
    }

    mutating func touch(edge id: UInt32, _ source: UInt32, _ target: UInt32, before: ElementRecord?) {
        if edges[id] == nil { edges[id] = Edge(source: source, target: target, before: before) }
    }
}
