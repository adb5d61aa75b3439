import PropertyGraph
import Testing

@testable import GraphStore

@Suite("An index of a segment")
struct SegmentIndexTests {
    @Test("finds all elements under a hash, and no others", arguments: [0, 1, 2, 700, 5000])
    func lookup(count: Int) throws {
        var random = SeededGenerator(state: UInt64(count))
        // Few bits at either end, so that hashes recur and buckets are full or empty.
        let hashes = (0..<count).map { _ in random.next() & random.pick([0xFF00_0000_0000_0000, 0xFFF, .max])
        }
        let rows = (0..<count).map {
            SegmentInputSketch.Row(identifier: nil, properties: [:], isKept: $0 % 10 != 9)
        }
        var input = SegmentInputSketch(nodes: [.init(labels: [], space: nil, rows: rows)]).input
        input.indexes = [
            .init(
                name: "key", kind: .node,
                entries: hashes.indices.reversed().map { .init(hash: hashes[$0], element: UInt32($0)) })
        ]
        let folder = try TemporaryFolder()
        let summary = try SegmentWriter.write(input, generation: 1, to: folder.file("segment"))
        let segment = try Segment(path: folder.file("segment"))
        let index = try #require(try segment.index(named: "key"))
        #expect(try segment.index(named: "other") == nil && segment.indexNames == ["key"])
        var expected: [UInt64: [UInt32]] = [:]
        for (number, hash) in hashes.enumerated() where summary.nodeIDs[number] != .max {
            expected[hash, default: []].append(summary.nodeIDs[number])
        }
        for hash in Set(hashes + [0, .max, 1 << 63]) {
            #expect([UInt32](index[hash]) == expected[hash] ?? [])
        }
        #expect(segment.verify() == [])
    }

    @Test("of edges names them by their place in the sorted tables")
    func edges() throws {
        let nodes = (0..<4).map { SegmentInputSketch.Row(identifier: .integer($0), properties: [:]) }
        let ends: [(UInt32, UInt32)] = [(3, 0), (1, 1), (0, 2), (1, 0)]
        let rows = ends.map { SegmentInputSketch.Row(identifier: nil, properties: [:], ends: $0) }
        var input = SegmentInputSketch(
            nodes: [.init(labels: ["N"], space: "", rows: nodes)], edges: [.init(labels: ["R"], rows: rows)]
        ).input
        input.indexes = [
            .init(
                name: "e", kind: .edge, entries: (0..<4).map { .init(hash: UInt64($0), element: UInt32($0)) })
        ]
        let folder = try TemporaryFolder()
        try SegmentWriter.write(input, generation: 1, to: folder.file("segment"))
        let index = try #require(try Segment(path: folder.file("segment")).index(named: "e"))
        #expect((0..<4).map { [UInt32](index[UInt64($0)]) } == [[3], [2], [0], [1]])
    }
}
