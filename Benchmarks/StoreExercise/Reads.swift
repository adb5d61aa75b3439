import ArgumentParser
import Foundation
import GraphStore
import PropertyGraph

/// Opening, neighbour lists, two hops and lookups by key, on the store of the benchmark workload.
struct Reads: ParsableCommand {
    @Argument(help: "The store.")
    var store: String

    @Option(help: "The label of the nodes to start from.")
    var label = "Person"

    @Option(help: "The label of the edges to follow.")
    var along = "KNOWS"

    @Option(help: "The key to look nodes up by.")
    var key = "id"

    func run() throws {
        var figures: [String: Double] = [:]
        figures["open_ms"] =
            try Figures.median(
                (0..<5).map { _ in
                    try Figures.seconds { try GraphStore.open(store, isReadOnly: true).read { _ in } }
                }) * 1_000
        let opened = try GraphStore.open(store, isReadOnly: true)
        try opened.read { graph throws in
            let people = try graph.nodes(withLabel: label)
            guard !people.isEmpty else { throw ValidationError("no node has the label \(label)") }
            var random = SystemRandomNumberGenerator()
            let starts = (0..<200_000).map { _ in people[Int.random(in: 0..<people.count, using: &random)] }
            let values = try starts.prefix(20_000).compactMap { try graph.property(key, of: $0) }
            func median(_ body: () throws -> Int) throws -> (nanoseconds: Double, perSecond: Double) {
                var runs: [(seconds: Double, count: Int)] = []
                for _ in 0..<5 {
                    var count = 0
                    let seconds = try Figures.seconds { count = try body() }
                    runs.append((seconds, count))
                }
                let middle = runs.sorted { $0.seconds < $1.seconds }[2]
                return (middle.seconds * 1e9, Double(middle.count) / middle.seconds)
            }
            figures["lookup_by_key_us"] =
                try median {
                    try values.reduce(0) {
                        try $0 + graph.nodes(withLabel: label, where: key, equals: $1).count
                    }
                }.nanoseconds / 1e3 / Double(values.count)
            figures["neighbours_of_snapshot_ns"] =
                try median {
                    try starts.reduce(0) { try $0 + graph.neighbours(of: $1, along: along).count }
                }.nanoseconds / Double(starts.count)
            try readSegment(graph, starts, &figures, median)
        }
        try Figures.write(figures)
    }

    /// The same over the tables of the segment, as loops over much data go.
    private func readSegment(
        _ graph: Snapshot, _ starts: [NodeID], _ figures: inout [String: Double],
        _ median: (() throws -> Int) throws -> (nanoseconds: Double, perSecond: Double)
    ) throws {
        guard let segment = graph.segment,
            let table = segment.edgeTables.first(where: {
                $0.labels == [along] && segment.nodeTables[$0.source].labels.contains(label)
                    && $0.source == $0.target
            })
        else { return }
        let adjacency = try table.adjacency(.outgoing)
        let first = segment.nodeTables[table.source].first
        let rows = starts.map { Int($0.raw - first) }
        var sums: Set<UInt32> = []
        figures["neighbour_list_ns"] =
            try median {
                rows.reduce(0) { sum, row in sum &+ adjacency[row].reduce(0) { $0 &+ Int($1) } & 1 }
            }.nanoseconds / Double(rows.count)
        figures["two_hop_edges_per_second"] =
            try median {
                var edges = 0
                var checksum: UInt32 = 0
                adjacency.withUnsafeLists { offsets, nodes in
                    for row in 0..<adjacency.count {
                        for index in Int(offsets[row])..<Int(offsets[row + 1]) {
                            let other = Int(nodes[index])
                            var sum: UInt32 = 0
                            for second in Int(offsets[other])..<Int(offsets[other + 1]) {
                                sum &+= nodes[second]
                            }
                            edges += Int(offsets[other + 1] - offsets[other])
                            checksum &+= sum
                        }
                    }
                }
                sums.insert(checksum)
                return edges
            }.perSecond
        // Also keeps the sums from being optimised away.
        precondition(sums.count == 1, "every run reads the same lists")
    }
}
