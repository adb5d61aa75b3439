/// The edges of one table, sorted by source and target, and the same list by target and source.
///
/// Two stable counting sorts, first by target and then by source, leave equal edges in the order of the input. Every
/// step is linear; beyond its results the sort needs eight bytes an edge.
struct Topology {
    private(set) var outOffsets: [UInt32] = []
    private(set) var outTargets: [UInt32] = []
    /// The position in the input's rows of each edge of the table.
    private(set) var order: [UInt32] = []
    private(set) var inOffsets: [UInt32] = []
    private(set) var inSources: [UInt32] = []
    private(set) var inPositions: [UInt32] = []

    /// An end of an edge and where the edge stands.
    private struct Entry {
        var node: UInt32
        var edge: UInt32
    }

    init(_ table: EdgeLayout.Table, _ parts: [SegmentInput.EdgePart], _ nodes: NodeLayout) {
        let source = nodes.tables[table.ends.source]
        let target = nodes.tables[table.ends.target]
        var sourceCounts = [UInt32](repeating: 0, count: Int(source.count) + 1)
        var targetCounts = [UInt32](repeating: 0, count: Int(target.count) + 1)
        for run in table.rows.runs {
            let part = parts[run.part]
            run.selection.forEach { row in
                sourceCounts[Int(nodes.ids[Int(part.sources[row])] - source.first) + 1] += 1
                targetCounts[Int(nodes.ids[Int(part.targets[row])] - target.first) + 1] += 1
            }
        }
        outOffsets = Self.offsets(of: sourceCounts)
        inOffsets = Self.offsets(of: targetCounts)
        let byTarget = Self.scattered(count: table.rows.count, to: inOffsets) { put in
            var edge: UInt32 = 0
            for run in table.rows.runs {
                let part = parts[run.part]
                run.selection.forEach { row in
                    let from = nodes.ids[Int(part.sources[row])] - source.first
                    let to = nodes.ids[Int(part.targets[row])] - target.first
                    put(to, Entry(node: from, edge: edge))
                    edge += 1
                }
            }
        }
        sortBySource(byTarget)
        listByTarget()
    }

    /// Sums up counts, each standing one behind its node.
    private static func offsets(of counts: [UInt32]) -> [UInt32] {
        var offsets = counts
        for index in offsets.indices.dropFirst() { offsets[index] += offsets[index - 1] }
        return offsets
    }

    /// Puts entries into the lists of their nodes, in the order in which they come.
    ///
    /// `entries` must put exactly as many as the offsets say; they were counted from the same rows, so every slot is
    /// written once and none lies beyond the end.
    private static func scattered(
        count: Int, to offsets: [UInt32], _ entries: ((UInt32, Entry) -> Void) -> Void
    ) -> [Entry] {
        var next = offsets
        return [Entry](unsafeUninitializedCapacity: count) { buffer, initialized in
            entries { node, entry in
                let slot = next[Int(node)]
                next[Int(node)] = slot + 1
                precondition(Int(slot) < count, "an edge was not counted")
                buffer.initializeElement(at: Int(slot), to: entry)
            }
            initialized = count
        }
    }

    private mutating func sortBySource(_ byTarget: [Entry]) {
        var next = outOffsets
        var targets = [UInt32](repeating: 0, count: byTarget.count)
        var order = [UInt32](repeating: 0, count: byTarget.count)
        for target in 0..<inOffsets.count - 1 {
            for index in Int(inOffsets[target])..<Int(inOffsets[target + 1]) {
                let entry = byTarget[index]
                let slot = Int(next[Int(entry.node)])
                next[Int(entry.node)] += 1
                targets[slot] = UInt32(target)
                order[slot] = entry.edge
            }
        }
        (outTargets, self.order) = (targets, order)
    }

    private mutating func listByTarget() {
        var next = inOffsets
        var sources = [UInt32](repeating: 0, count: outTargets.count)
        var positions = [UInt32](repeating: 0, count: outTargets.count)
        for source in 0..<outOffsets.count - 1 {
            for position in Int(outOffsets[source])..<Int(outOffsets[source + 1]) {
                let target = Int(outTargets[position])
                let slot = Int(next[target])
                next[target] += 1
                sources[slot] = UInt32(source)
                positions[slot] = UInt32(position)
            }
        }
        (inSources, inPositions) = (sources, positions)
    }

    /// The blocks of the table's adjacency.
    var encoded: AdjacencyEntry<EncodedBlock> {
        AdjacencyEntry(
            outOffsets: EncodedBlock(.words(outOffsets)), outTargets: EncodedBlock(.words(outTargets)),
            inOffsets: EncodedBlock(.words(inOffsets)), inSources: EncodedBlock(.words(inSources)),
            inPositions: EncodedBlock(.words(inPositions)))
    }
}
