import GraphStore
import PropertyGraph

extension SegmentInput {
    /// A small graph that uses every encoding but open content; a golden file holds it, so it never changes.
    static var sample: SegmentInput {
        var people = SegmentInputSketch.Part(labels: ["Person", "Agent"], space: "people")
        for row in 0..<12 { people.rows.append(person(row)) }
        var places = SegmentInputSketch.Part(labels: ["Place"], space: "")
        var otherPlaces = SegmentInputSketch.Part(labels: ["Place"], space: nil)
        for row in 0..<3 {
            places.rows.append(
                .init(
                    identifier: Identifier(["7", "Ö", "e\u{301}"][row]),
                    properties: ["name": .string("p\(row)")]))
            otherPlaces.rows.append(.init(identifier: nil, properties: [:]))
        }
        var knows = SegmentInputSketch.Part(labels: ["KNOWS"], space: "edges")
        for (row, ends) in [(0, 1), (0, 1), (2, 2), (11, 0), (1, 0), (0, 5)].enumerated() {
            let since = LocalDateTime(seconds: 1_600_000_000 + Int64(row), nanoseconds: 5_000_000)
            knows.rows.append(
                .init(
                    identifier: .integer(Int64(row)), properties: ["since": .localDateTime(since)],
                    ends: (UInt32(ends.0), UInt32(ends.1))))
        }
        var near = SegmentInputSketch.Part(labels: [], space: nil)
        near.rows = [(3, 12), (4, 17)].map {
            SegmentInputSketch.Row(identifier: nil, properties: [:], ends: ($0.0, $0.1))
        }
        let sketch = SegmentInputSketch(nodes: [people, places, otherPlaces], edges: [knows, near])
        var input = sketch.input
        input.indexes = [
            Index(
                name: "name", kind: .node,
                entries: (0..<12).map { .init(hash: UInt64($0 % 6) << 61, element: UInt32($0)) }),
            Index(name: "since", kind: .edge, entries: [.init(hash: 1 << 63, element: 3)]),
        ]
        return input
    }

    /// Two nodes with so many keys that some share open content; a golden file holds them, so they never change.
    static var wideSample: SegmentInput {
        let keys = (0..<520).map { "key\($0)" }
        let rows = (0..<2).map { row in
            let kept = row == 0 ? keys[...] : keys[..<512]
            return SegmentInputSketch.Row(
                identifier: nil,
                properties: Dictionary(uniqueKeysWithValues: kept.map { ($0, .boolean(row == 0)) }))
        }
        return SegmentInputSketch(nodes: [.init(labels: ["Wide"], rows: rows)]).input
    }

    private static func person(_ row: Int) -> SegmentInputSketch.Row {
        let number = Int64(row)
        var properties: [String: Value] = [
            "active": .boolean(row % 3 == 0), "age": .integer(20 + number),
            "balance": .integer(number * 1_000_000_007), "height": .float(1.5 + Double(row) / 8),
            "born": .date(CalendarDate(days: 5000 + Int32(row))), "name": .string("name \(row)"),
            "colour": .string(["red", "green", "blue colour"][row % 3]),
            "seen": .localDateTime(LocalDateTime(seconds: number * 100, nanoseconds: 7)),
            "epoch": .localDateTime(LocalDateTime(seconds: .min + number, nanoseconds: 1)),
            "embedding": .vector([Float(row), 0.5, -1]), "small": .integer(-1000 + number * 300),
            "middle": .integer(number * 100_000_000),
        ]
        if row % 2 == 0 { properties["nickname"] = .string("") }
        let odd: [Value] = [
            .decimal(DecimalNumber(unscaled: 123, scale: 2)), .bytes([1, 2]), .list([1, "two"]),
            .localTime(LocalTime(nanoseconds: 1)), .opaque(type: "POINT", text: "1 2"),
            .duration(CalendarDuration(months: 1, days: 2, seconds: 3, nanoseconds: 4)),
        ]
        if row < odd.count { properties["odd"] = odd[row] }
        return SegmentInputSketch.Row(identifier: .integer(100 + number), properties: properties)
    }
}
