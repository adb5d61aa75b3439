import Cypher
import QueryValues
import Testing

@Suite("Order of values")
struct OrderTests {
    /// Lists and maps of sample values, made from a seed.
    static let values: [QueryValue] = {
        var random = SeededGenerator(seed: 7)
        var values = sampleValues
        for _ in 0..<40 {
            let elements = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                values[Int.random(in: 0..<values.count, using: &random)]
            }
            values.append(.list(elements))
            let keys = ["a", "b", "c"].shuffled(using: &random).prefix(elements.count)
            values.append(.map(QueryMap(zip(keys, elements).map { (key: $0, value: $1) })))
        }
        return values
    }()

    @Test("is antisymmetric, and `same` exactly for equivalent values, which hash alike")
    func antisymmetry() {
        for left in Self.values {
            for right in Self.values {
                let (there, back) = (left.order(right), right.order(left))
                #expect((there == .before) == (back == .after), "\(left), \(right)")
                #expect((there == .same) == left.isEquivalent(to: right), "\(left), \(right)")
                #expect(left.precedes(right) == (there == .before))
                if there == .same { #expect(GroupingKey(left).hashValue == GroupingKey(right).hashValue) }
            }
        }
    }

    @Test("is transitive")
    func transitivity() {
        let sorted = Self.values.sorted { $0.precedes($1) }
        for (position, left) in sorted.enumerated() {
            for right in sorted[position...] { #expect(!right.precedes(left), "\(left), \(right)") }
        }
    }

    @Test("agrees with `<` and `=` wherever these know an answer")
    func agreement() {
        for left in Self.values {
            for right in Self.values {
                switch left.compare(right) {
                case .less?: #expect(left.order(right) == .before, "\(left) < \(right)")
                case .greater?: #expect(left.order(right) == .after, "\(left) > \(right)")
                case .equal?: #expect(left.equals(right) == true, "\(left) = \(right)")
                case .unordered?, nil: break
                }
                if left.equals(right) == true { #expect(left.order(right) == .same, "\(left) = \(right)") }
            }
        }
    }

    @Test("puts types in the order of openCypher, NaN after all numbers and null last")
    func types() {
        let ordered: [QueryValue] = [
            ["a": "map"], node(1), relationship(1), ["list"], path([1], []), moment(hour: 1, offset: 0),
            "text", false, true, .float(-.infinity), 1, 1.5, .float(.infinity), .float(.nan), nil,
        ]
        #expect(
            ordered.reversed().sorted { $0.precedes($1) }.map(\.description) == ordered.map(\.description))
    }

    @Test("puts lists in the order of their elements, a beginning before the whole")
    func lists() {
        let ordered: [QueryValue] = [
            [], ["a"], ["a", 1], [1], [1, "a"], [1, nil], [nil, 1], [nil, 2],
        ]
        #expect(
            ordered.reversed().sorted { $0.precedes($1) }.map(\.description) == ordered.map(\.description))
    }

    static let comparisons: [(QueryValue, ComparisonOperator, QueryValue, Bool?)] = [
        (1, .less, 2, true), (1, .lessOrEqual, 1.0, true), (1, .less, 1.0, false), (1, .greater, 0.5, true),
        (9_007_199_254_740_993, .greater, 9_007_199_254_740_992.0, true),
        (.integer(.max), .less, .float(0x1p63), true), ("1", .less, 1, nil), ("a", .less, "b", true),
        ("B", .less, "a", true), ("\u{FFFD}", .less, "\u{10000}", true), (false, .less, true, true),
        (nil, .less, 1, nil), (nil, .equal, nil, nil), (nil, .notEqual, 1, nil),
        (.float(.nan), .less, 1, false), (.float(.nan), .greaterOrEqual, 1, false),
        (.float(.nan), .lessOrEqual, .float(.nan), false), (.float(.nan), .notEqual, .float(.nan), true),
        (.float(.nan), .equal, "a", false), (.float(.nan), .less, "a", nil),
        ([1, 0], .greaterOrEqual, [1], true), ([1, nil], .greaterOrEqual, [1], true),
        ([1, 2], .greaterOrEqual, [1, nil], nil), ([1, "a"], .greaterOrEqual, [1, nil], nil),
        ([1, 2], .greaterOrEqual, [3, nil], false), (["a"], .less, [1], nil), ([1], .less, 1, nil),
        (["k": 1], .less, ["k": 2], nil), (node(1), .less, node(2), nil),
        (duration(days: 1), .less, duration(days: 2), nil),
        (moment(hour: 1, offset: 0), .lessOrEqual, moment(hour: 2, offset: 3600), true),
        (decimal(15, 1), .less, 2, true), (decimal(15, 1), .less, "2", nil),
    ]

    @Test("is that of `<` and its kin in conditions, with null where it is unknown", arguments: comparisons)
    func conditions(left: QueryValue, comparison: ComparisonOperator, right: QueryValue, expected: Bool?) {
        #expect(left.satisfies(comparison, right) == expected)
    }
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
