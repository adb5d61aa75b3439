import PropertyGraph
import Testing

@testable import GraphStore

@Suite("A segment")
struct SegmentRoundTripTests {
    @Test("gives back every element of a random graph", arguments: 0..<150)
    func roundTrip(seed: Int) throws {
        var random = SeededGenerator(state: UInt64(seed))
        let sketch = random.segmentInput()
        let folder = try TemporaryFolder()
        let summary = try SegmentWriter.write(sketch.input, generation: 7, to: folder.file("segment"))
        let segment = try Segment(path: folder.file("segment"))
        #expect(segment.generation == 7 && segment.nodeCount == summary.nodeCount)
        #expect(segment.edgeCount == summary.edgeCount && segment.size == summary.size)
        try expectNodes(of: segment, sketch, summary)
        #expect(try edges(of: segment) == sketch.edgeForms(ids: summary.nodeIDs))
        #expect(segment.verify() == [])
    }

    private func expectNodes(
        of segment: Segment, _ sketch: SegmentInputSketch, _ summary: SegmentSummary
    ) throws {
        var number = 0
        for part in sketch.nodes {
            for row in part.rows {
                let id = summary.nodeIDs[number]
                number += 1
                guard row.isKept else {
                    #expect(id == .max)
                    continue
                }
                let table = segment.nodeTables[segment.nodeTable(of: id)]
                let stored = try form(of: table, row: Int(id - table.first))
                #expect(
                    stored
                        == ElementForm(
                            labels: part.labels, identifier: row.identifier, space: part.space,
                            properties: row.properties.map { ($0.key, $0.value) }))
            }
        }
    }

    private func form(of table: some SegmentTable, row: Int, ends: [UInt32] = []) throws -> ElementForm {
        let identifiers = try table.identifiers()
        return ElementForm(
            labels: table.labels, identifier: identifiers?[row], space: identifiers?.space(of: row),
            ends: ends, properties: try table.properties(of: row))
    }

    /// All edges, found by both directions, which must agree.
    private func edges(of segment: Segment) throws -> [ElementForm] {
        var forms: [ElementForm] = []
        for table in segment.edgeTables {
            let (sources, targets) = (segment.nodeTables[table.source], segment.nodeTables[table.target])
            let (outgoing, incoming) = (try table.adjacency(.outgoing), try table.adjacency(.incoming))
            var ends: [[UInt32]] = []
            for row in 0..<outgoing.count {
                #expect(outgoing[row].elementsEqual(outgoing[row].sorted()))
                for target in outgoing[row] {
                    ends.append([sources.first + UInt32(row), targets.first + target])
                }
            }
            for row in 0..<incoming.count {
                for index in incoming.range(of: row) {
                    let expected = [sources.first + incoming.nodes[index], targets.first + UInt32(row)]
                    #expect(ends[Int(incoming.edge(at: index))] == expected)
                }
            }
            for row in 0..<table.count { forms.append(try form(of: table, row: row, ends: ends[row])) }
        }
        return forms.sorted()
    }
}

extension SegmentInputSketch {
    /// The edges that are kept, with the stored ids of their ends.
    func edgeForms(ids: [UInt32]) -> [ElementForm] {
        edges.flatMap { part in
            part.rows.filter(\.isKept).map { row in
                ElementForm(
                    labels: part.labels, identifier: row.identifier, space: part.space,
                    ends: [ids[Int(row.ends.source)], ids[Int(row.ends.target)]],
                    properties: row.properties.map { ($0.key, $0.value) })
            }
        }.sorted()
    }
}
