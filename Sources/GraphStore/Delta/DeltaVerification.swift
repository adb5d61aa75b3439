import PropertyGraph

/// Checks a snapshot's delta: every record reads, every edge has its ends, lists and records agree, and so do counts.
struct DeltaVerification {
    private let graph: StoreGraph
    private let counters: DeltaCounters

    init(_ snapshot: Snapshot) {
        graph = snapshot.graph
        counters = snapshot.counters
    }

    /// A sentence for each thing that is wrong.
    func findings() throws -> [String] {
        var findings: [String] = []
        var nodes = Int(graph.baseNodes)
        var edges = Int(graph.baseEdges)
        do {
            nodes += try checkNodes(&findings)
            edges += try checkEdges(&findings)
        } catch let error as StoreError {
            return findings + [error.description]
        }
        if nodes != Int(counters.nodes) || edges != Int(counters.edges) {
            findings.append(
                "The catalog counts \(counters.nodes) nodes and \(counters.edges) edges; there are \(nodes) and \(edges)."
            )
        }
        return findings
    }

    /// Returns how many nodes the delta adds, less those that it deletes.
    private func checkNodes(_ findings: inout [String]) throws -> Int {
        guard let delta = graph.delta else { return 0 }
        var added = 0
        let changes = try delta.nodes()
        for (id, node) in changes {
            let isStored = id < graph.baseNodes
            if isStored, try !delta.isMarked(.node, id) {
                findings.append("The delta changes node \(id), which has no mark.")
            }
            switch node {
            case .deleted:
                added -= 1
                if !isStored { findings.append("The delta deletes node \(id), which the segment has not.") }
            case .present(let record):
                if !isStored { added += 1 }
                for lookup in delta.lookups where lookup.kind == .node {
                    guard let values = record.values(of: lookup.keys) else { continue }
                    if try !graph.elements(.node, where: lookup.keys, equal: values).contains(id) {
                        findings.append(
                            "Node \(id) is not found by its \(lookup.keys.joined(separator: ", ")).")
                    }
                }
                if let name = record.name, try graph.element(.node, named: name) != id {
                    findings.append("Node \(id) is not found by its name \(name.identifier).")
                }
            }
        }
        if changes.count != Int(counters.changedNodes) {
            findings.append(
                "The catalog counts \(counters.changedNodes) changed nodes; there are \(changes.count).")
        }
        return added
    }

    private func checkEdges(_ findings: inout [String]) throws -> Int {
        guard let delta = graph.delta else { return 0 }
        var added = 0
        let changes = try delta.edges()
        for (id, edge) in changes {
            let isStored = id < graph.baseEdges
            if isStored, try !delta.isMarked(.edge, id) {
                findings.append("The delta changes edge \(id), which has no mark.")
            }
            guard edge.element != nil else {
                added -= 1
                continue
            }
            if !isStored { added += 1 }
            for (node, direction) in [(edge.source, EdgeDirection.outgoing), (edge.target, .incoming)] {
                guard try graph.contains(node: node) else {
                    findings.append("Edge \(id) has an end, node \(node), that is not there.")
                    continue
                }
                var isListed = false
                try graph.forEachEdge(of: node, direction) { found, other in
                    isListed = found == id && other == (direction == .outgoing ? edge.target : edge.source)
                    return !isListed
                }
                if !isListed { findings.append("Edge \(id) is not in the lists of node \(node).") }
            }
        }
        if changes.count != Int(counters.changedEdges) {
            findings.append(
                "The catalog counts \(counters.changedEdges) changed edges; there are \(changes.count).")
        }
        return added
    }
}
