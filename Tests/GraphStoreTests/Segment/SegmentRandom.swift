import PropertyGraph

/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
    mutating func bits() -> Int64 { Int64(bitPattern: next()) >> Int64(below(64)) }
}

extension SeededGenerator {
    /// How many kinds of values ``value(ofKind:depth:)`` tells apart.
    static let kindCount = 18

    /// A value of one kind, its range drawn anew so that every width and unit occurs.
    mutating func value(ofKind kind: Int, depth: Int = 2) -> Value {
        switch kind {
        case 0: .boolean(.random(using: &self))
        case 1: .integer(bits())
        case 2: .integer(Int64(below(200)) - 100)
        case 3: .unsigned(UInt64(Int64.max) + 1 + next() % 9)
        case 4: .float(pick([0, -0.0, .nan, -.infinity, 1.5, Double(bitPattern: next())]))
        case 5: .decimal(DecimalNumber(unscaled: Int128(bits()) * Int128(bits()), scale: below(39)))
        case 6: .string(text())
        case 7: .string(pick(["red", "green", "blue"]))
        case 8: .bytes((0..<below(5)).map { _ in UInt8(truncatingIfNeeded: next()) })
        case 9: .date(CalendarDate(days: Int32(truncatingIfNeeded: bits())))
        case 10: .localTime(LocalTime(nanoseconds: bits()))
        case 11: .zonedTime(ZonedTime(local: LocalTime(nanoseconds: bits()), offset: offset()))
        case 12: .localDateTime(moment())
        case 13: .zonedDateTime(zonedDateTime())
        case 14: .duration(duration())
        case 15: .vector([Float(below(9)), -0.0, Float(bitPattern: UInt32(below(1 << 22)))])
        case 16: .opaque(type: "POINT", text: text())
        default: .list((0..<below(depth > 0 ? 4 : 1)).map { _ in anyValue(depth: depth - 1) })
        }
    }

    mutating func anyValue(depth: Int = 2) -> Value { value(ofKind: below(Self.kindCount), depth: depth) }

    mutating func text() -> String {
        pick(["", "a", "é", "e\u{301}", "𝄞", "\u{0}", "a longer text, \(next())", String(below(9))])
    }

    mutating func moment() -> LocalDateTime {
        LocalDateTime(
            seconds: pick([0, 1_300_000_000 + Int64(below(1 << 20)), bits()]),
            nanoseconds: pick([0, 5_000_000, 7_000, 999_999_999]))
    }

    mutating func offset() -> Int32 { Int32(below(64_800 * 2)) - 64_800 }

    mutating func zonedDateTime() -> ZonedDateTime {
        ZonedDateTime(local: moment(), offset: offset(), zone: pick([nil, "Europe/Stockholm", ""]))
    }

    mutating func duration() -> CalendarDuration {
        CalendarDuration(
            months: bits(), days: bits(), seconds: bits(), nanoseconds: Int32(below(1_000_000_000)))
    }
}

extension SeededGenerator {
    /// A graph in several parts: label sets that recur, columns of one kind and mixed ones, gaps, rows left out,
    /// identifiers in several spaces or none, loops and parallel edges.
    mutating func segmentInput() -> SegmentInputSketch {
        var sketch = SegmentInputSketch()
        let kinds = (0..<8).map { _ in below(4) == 0 ? -1 : below(Self.kindCount) }
        for _ in 0..<below(6) {
            let count = below(4) == 0 ? 0 : 1 + below(40)
            let labels = pick([[], ["A"], ["B", "A"], ["A", "B"], ["Ä"], ["A\u{308}"]])
            sketch.nodes.append(part(labels: labels, count: count, kinds: kinds))
        }
        let nodeCount = sketch.nodes.reduce(0) { $0 + $1.rows.count }
        let alive = (0..<nodeCount).filter { sketch.isKept(node: $0) }
        for _ in 0..<below(6) where !alive.isEmpty {
            let count = below(60)
            var edges = part(labels: pick([["R"], ["S", "R"], []]), count: count, kinds: kinds)
            let few = (0..<3).map { _ in pick(alive) }
            for row in edges.rows.indices {
                let from = below(2) == 0 ? pick(few) : pick(alive)
                let to = below(2) == 0 ? pick(few) : pick(alive)
                edges.rows[row].ends = (UInt32(from), UInt32(to))
            }
            sketch.edges.append(edges)
        }
        return sketch
    }

    private mutating func part(labels: [String], count: Int, kinds: [Int]) -> SegmentInputSketch.Part {
        var part = SegmentInputSketch.Part(labels: labels)
        part.space = pick([nil, "", "people", "places"])
        let (gaps, leavesOut) = (below(3), below(3) == 0)
        let keys = kinds.indices.filter { _ in below(2) == 0 }
        for row in 0..<count {
            var properties: [String: Value] = [:]
            for key in keys where gaps == 0 || below(3) > 0 {
                properties["k\(key)"] = kinds[key] < 0 ? anyValue() : value(ofKind: kinds[key])
            }
            let identifier: Identifier = below(4) == 0 ? Identifier("n\(row)") : .integer(bits())
            part.rows.append(
                SegmentInputSketch.Row(
                    identifier: part.space == nil ? nil : identifier, properties: properties,
                    isKept: !leavesOut || below(4) > 0))
        }
        return part
    }
}
