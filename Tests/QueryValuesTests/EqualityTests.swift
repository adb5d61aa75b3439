import GraphStore
import PropertyGraph
import QueryValues
import Testing

@Suite("Equality of values")
struct EqualityTests {
    static let cases: [(QueryValue, QueryValue, Bool?)] = [
        (nil, nil, nil), (nil, 1, nil), ("a", nil, nil),
        (1, 1, true), (1, 1.0, true), (1, 1.5, false), (1, "1", false), (true, 1, false),
        (.integer(.max), .float(0x1p63), false), (.integer(.min), .float(-0x1p63), true),
        (9_007_199_254_740_993, 9_007_199_254_740_992.0, false),
        (0.0, -0.0, true), (.float(.nan), .float(.nan), false), (.float(.nan), 1, false),
        (.float(.infinity), .float(.infinity), true), (.float(.infinity), .integer(.max), false),
        ("a", "a", true), ("é", "e\u{301}", false), (true, false, false),
        ([], [], true), ([1, 2], [1], false), ([nil], [1], nil), (["a"], [1], false),
        ([1, nil], [1], false), ([1, 2], [nil, "foo"], false), ([1, 2], [nil, 2], nil),
        ([[1]], [[1], [nil]], false), ([[1], [2]], [[1], [nil]], nil),
        ([[1], [2, 3]], [[1], [nil]], false), ([1], 1, false),
        ([.float(.nan)], [.float(.nan)], false),
        ([:], [:], true), ([:], ["k": nil], false), (["k": 1], ["k": 1.0], true),
        (["k": nil], ["k": nil], nil), (["k": 1, "l": nil], ["k": nil, "l": 1], nil),
        (["k": 1, "l": nil], ["k": 2, "l": nil], false), (["k": nil], ["l": nil], false),
        (node(1), node(1), true), (node(1), node(2), false), (node(1), relationship(1), false),
        (path([1, 2], [1]), path([1, 2], [1]), true), (path([1, 2], [1]), path([2, 1], [1]), false),
        (.date(CalendarDate(days: 1)), .date(CalendarDate(days: 1)), true),
        (time(hour: 12, offset: 0), time(hour: 14, offset: 7200), true),
        (moment(hour: 12, offset: 0), moment(hour: 14, offset: 7200), true),
        (moment(hour: 12, offset: 0), moment(hour: 12, offset: 7200), false),
        (duration(months: 1), duration(days: 30), false), (duration(days: 1), duration(days: 1), true),
        (duration(days: 1), duration(seconds: 86_400), false),
        (decimal(150, 2), 1.5, true), (decimal(100, 2), 1, true), (decimal(1, 1), 0.1, false),
        (decimal(1, 1), decimal(10, 2), true),
        (.stored(.unsigned(1 << 63)), .float(0x1p63), true),
        (.stored(.unsigned(1 << 63)), .integer(.max), false),
        (.stored(.bytes([1])), .stored(.bytes([1])), true), (.stored(.bytes([1])), [1], false),
    ]

    @Test("is that of `=`, with null where it is unknown", arguments: cases)
    func equality(left: QueryValue, right: QueryValue, expected: Bool?) {
        #expect(left.equals(right) == expected)
        #expect(right.equals(left) == expected)
    }

    @Test("makes one group of values that are equal", arguments: cases.filter { $0.2 == true })
    func groups(left: QueryValue, right: QueryValue, _: Bool?) {
        #expect(GroupingKey(left) == GroupingKey(right))
        #expect(GroupingKey(left).hashValue == GroupingKey(right).hashValue)
    }

    static func isNaNWithItself(_ left: QueryValue, _ right: QueryValue) -> Bool {
        left.description.contains("NaN") && right.description.contains("NaN")
    }

    @Test(
        "makes two groups of values that are not equal, except that NaN is one",
        arguments: cases.filter { $0.2 == false && !isNaNWithItself($0.0, $0.1) })
    func separateGroups(left: QueryValue, right: QueryValue, _: Bool?) {
        #expect(GroupingKey(left) != GroupingKey(right))
    }

    @Test(
        "makes one group of nulls and one of NaNs, also within lists and maps",
        arguments: [nil, .float(.nan), [nil, .float(.nan)], ["k": nil], [[nil]]] as [QueryValue])
    func nulls(value: QueryValue) {
        #expect(GroupingKey(value) == GroupingKey(value))
        #expect(Set([GroupingKey(value), GroupingKey(value)]).count == 1)
    }

    @Test("a set of keys has each value once")
    func set() {
        let values: [QueryValue] = [1, 1.0, decimal(10, 1), 2, "1", nil, nil, [1], [1.0], -0.0, 0]
        #expect(Set(values.map(GroupingKey.init)).count == 6)
    }
}
