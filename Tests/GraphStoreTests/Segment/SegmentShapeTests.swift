import PropertyGraph
import Testing

@testable import GraphStore

@Suite("What a segment does with special graphs")
struct SegmentShapeTests {
    private let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private func stored(_ input: SegmentInput, workers: Int = 2) throws -> Segment {
        try SegmentWriter.write(input, generation: 1, to: folder.file("segment"), workers: workers)
        return try Segment(path: folder.file("segment"))
    }

    private func column(_ values: [Value?]) throws -> SegmentColumn {
        let rows = values.map {
            SegmentInputSketch.Row(identifier: nil, properties: $0.map { ["key": $0] } ?? [:])
        }
        let part = SegmentInputSketch.Part(labels: [], space: nil, rows: rows)
        let segment = try stored(SegmentInputSketch(nodes: [part]).input)
        #expect(segment.verify() == [])
        let column = try #require(try segment.nodeTables[0].column("key"))
        for (row, value) in values.enumerated() { #expect(column[row] == value) }
        return column
    }

    @Test("an empty graph has no tables")
    func empty() throws {
        let segment = try stored(SegmentInputSketch().input)
        #expect(segment.nodeCount == 0 && segment.edgeCount == 0 && segment.verify() == [])
        #expect(segment.nodeTables.isEmpty && segment.edgeTables.isEmpty)
    }

    @Test("parts without rows, or with none that is kept, leave no table")
    func emptyParts() throws {
        let gone = SegmentInputSketch.Row(identifier: 1, properties: [:], isKept: false)
        let sketch = SegmentInputSketch(
            nodes: [.init(labels: ["A"]), .init(labels: ["B"], space: "", rows: [gone])],
            edges: [.init(labels: ["R"])])
        let segment = try stored(sketch.input)
        #expect(segment.nodeTables.isEmpty && segment.edgeTables.isEmpty)
    }

    @Test("an edge whose end is left out is refused, and nothing is written")
    func danglingEdge() throws {
        let gone = SegmentInputSketch.Row(identifier: 1, properties: [:], isKept: false)
        var edge = SegmentInputSketch.Row(identifier: nil, properties: [:])
        for end in [0, 1] as [UInt32] {
            edge.ends = (end, 0)
            let sketch = SegmentInputSketch(
                nodes: [.init(labels: ["A"], space: "", rows: [gone])],
                edges: [.init(labels: ["R"], rows: [edge])])
            let path = folder.file("segment")
            #expect(throws: SegmentError.edgeWithoutEnd(file: path, edge: 0, node: end)) {
                try stored(sketch.input)
            }
            #expect(throws: SegmentError.missing(file: path)) { try Segment(path: path) }
        }
    }

    @Test("600 keys: the rarest share a record per row, and none is lost")
    func manyKeys() throws {
        var part = SegmentInputSketch.Part(labels: ["Wide"], space: "")
        for row in 0..<40 {
            let keys = (0..<600).filter { key in key < 500 ? (key + row) % 3 == 0 : row == key % 40 }
            let properties = keys.map { ("key\($0)", $0 % 2 == 0 ? Value.integer(Int64($0 * row)) : "text") }
            part.rows.append(
                .init(
                    identifier: .integer(Int64(row)),
                    properties: Dictionary(uniqueKeysWithValues: properties)))
        }
        let sketch = SegmentInputSketch(nodes: [part])
        let segment = try stored(sketch.input)
        let table = segment.nodeTables[0]
        #expect(table.keys.count == 512)
        #expect(try table.openContent()?.keys.count == 88 && table.column("key599") == nil)
        for (row, expected) in part.rows.enumerated() {
            let properties = try table.properties(of: row)
            #expect(
                Dictionary(uniqueKeysWithValues: properties.map { ($0.key, $0.value) }) == expected.properties
            )
        }
        #expect(segment.verify() == [])
    }

    @Test("integers take the bytes that their range needs, wherever it lies")
    func integerWidths() throws {
        let cases: [([Int64], width: Int)] = [
            ([1, 255], 1), ([-128, 127], 1), ([1000, 1255], 1), ([0, 256], 2), ([-1, 65_534], 2),
            ([.min, .min + 0xFFFF_FFFF], 4), ([.min, .max], 8), ([0, 1 << 32], 8),
        ]
        for (numbers, width) in cases {
            let column = try column(numbers.map { .integer($0) } + [nil])
            guard case .integers(let stored) = column.storage else {
                Issue.record("\(numbers) are stored otherwise")
                continue
            }
            switch stored.differences {
            case .bytes: #expect(width == 1)
            case .halves: #expect(width == 2)
            case .words: #expect(width == 4)
            case .longs: #expect(width == 8)
            }
        }
    }

    @Test("moments are ticks of the coarsest unit that loses nothing")
    func momentUnits() throws {
        func unit(_ moments: [(Int64, Int32)]) throws -> Int64? {
            let values = moments.map { Value.localDateTime(.init(seconds: $0.0, nanoseconds: $0.1)) }
            if case .localDateTimes(let unit, _) = try column(values).storage { return unit }
            return nil
        }
        #expect(try unit([(5, 0), (-7, 0)]) == 1)
        #expect(try unit([(5, 0), (-7, 3_000_000)]) == 1000)
        #expect(try unit([(5, 3_000_000), (-7, 3_000)]) == 1_000_000)
        #expect(try unit([(5, 3_000_000), (-7, 1)]) == 1_000_000_000)
        #expect(try unit([(.max / 2, 0), (0, 1)]) == nil)
        #expect(try unit([(0, -1)]) == nil)
    }

    @Test("few distinct texts become codes in the order of their bytes, many stay as they are")
    func texts() throws {
        let few = try column((0..<2000).map { .string("colour \($0 % 7)") } + [nil])
        guard case .dictionary(let codes, let texts) = few.storage else {
            Issue.record("the texts have no dictionary")
            return
        }
        #expect((0..<7).map { texts[$0] } == (0..<7).map { "colour \($0)" } && codes[8] == 1)
        #expect(texts.find(sorted: "colour 3") == 3 && texts.find(sorted: "colour") == nil)
        guard case .strings = try column((0..<2000).map { .string("text \($0)") }).storage else {
            Issue.record("distinct texts have a dictionary")
            return
        }
    }

    @Test("vectors of one dimension lie in a row, aligned for direct use")
    func vectors() throws {
        let column = try column([.vector([1, 2, 3]), nil, .vector([4, 5, 6])])
        guard case .vectors(3, let numbers) = column.storage else {
            Issue.record("the vectors are stored otherwise")
            return
        }
        #expect([Float](numbers) == [1, 2, 3, 0, 0, 0, 4, 5, 6])
        numbers.withUnsafeBufferPointer { #expect(Int(bitPattern: $0.baseAddress) % 64 == 0) }
        guard case .values = try self.column([.vector([1]), .vector([1, 2])]).storage else {
            Issue.record("vectors of two dimensions lie in a row")
            return
        }
    }

    @Test("zones tell the bounds of 4,096 rows, absent rows and NaN")
    func zones() throws {
        let numbers = try column((0..<5000).map { $0 % 5 == 0 ? nil : .integer(Int64($0)) })
        let zones = try #require(numbers.zones)
        #expect(zones.count == 2)
        #expect((zones[0].lowest, zones[0].highest) == (1, 4094) && zones[0].absentCount == 820)
        #expect((zones[1].lowest, zones[1].highest) == (4096, 4999) && zones[1].hasBounds)
        let floats = try #require(try column([.float(.nan), .float(-2), .float(1)]).zones)
        #expect(floats[0].hasNaN && Double(bitPattern: floats[0].lowest) == -2)
        #expect(try column([.float(.nan)]).zones?[0].hasBounds == false)
    }
}
