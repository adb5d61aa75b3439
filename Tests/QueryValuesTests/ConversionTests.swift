import Cypher
import GraphStore
import PropertyGraph
import QueryValues
import Testing

@Suite("Values as text, JSON, properties and Swift's types")
struct ConversionTests {
    static let ada = QueryValue.node(
        Node(
            NodeID(1),
            content: NodeContent(
                labels: ["A", "Big Label"], properties: QueryMap([(key: "name", value: "x")]))))
    static let knows = Relationship(
        EdgeID(7),
        content: RelationshipContent(
            type: "T", start: NodeID(1), end: NodeID(2), properties: QueryMap([(key: "w", value: 1)])))
    static let bare = NodeContent(labels: [], properties: QueryMap())

    static func walk(from: UInt32, to: UInt32) -> QueryValue {
        .path(
            Path(
                nodes: [Node(NodeID(from), content: bare), Node(NodeID(to), content: bare)],
                relationships: [knows]))
    }

    static let literals: [(QueryValue, String)] = [
        (nil, "null"), (true, "true"), (-1, "-1"), (1.0, "1.0"), (-0.0, "-0.0"), (0.1, "0.1"),
        (1e9, "1000000000.0"), (0.00001, "0.00001"),
        (0.0000015, "0.0000015"), (1e-7, "1e-7"), (1.5e-7, "1.5e-7"), (-1e-5, "-0.00001"),
        (123_456_789e300, "1.23456789e308"), (1e308, "1e308"),
        (1e20, "100000000000000000000.0"), (1.2345e17, "123450000000000000.0"), (1e21, "1e21"),
        (-1e16, "-10000000000000000.0"), (3985764.3405892686, "3985764.3405892686"),
        (.float(.leastNonzeroMagnitude), "5e-324"), (.float(.infinity), "Infinity"),
        (.float(-.infinity), "-Infinity"),
        (.float(.nan), "NaN"),
        ("it's \\ \n\t\r\u{1}", #"'it\'s \\ \n\t\r\u0001'"#), ("é😀", "'é😀'"),
        ([1, nil, ["a"]], "[1, null, ['a']]"), ([], "[]"),
        (["a b": 1, "c`d": 2, "_e1": 3], "{_e1: 3, `a b`: 1, `c``d`: 2}"), ([:], "{}"),
        (ada, "(:A:`Big Label` {name: 'x'})"), (node(3), "(#3)"),
        (.relationship(knows), "[:T {w: 1}]"), (relationship(3), "[#3]"),
        (walk(from: 1, to: 2), "<()-[:T {w: 1}]->()>"), (walk(from: 2, to: 1), "<()<-[:T {w: 1}]-()>"),
        (.date(CalendarDate(days: 0)), "'1970-01-01'"), (duration(days: 1), "'P1D'"),
        (decimal(150, 2), "1.50"), (.stored(.bytes([1, 255])), "X'01ff'"),
        (.stored(.vector([1, 2.5])), "[1.0, 2.5]"), (.stored(.unsigned(.max)), "18446744073709551615"),
        (.stored(.opaque(type: "POINT", text: "p")), "POINT 'p'"),
    ]

    @Test("are written as a query would write them", arguments: literals)
    func literal(value: QueryValue, expected: String) { #expect(value.description == expected) }

    static let jsonTexts: [(QueryValue, String)] = [
        (nil, "null"), (true, "true"), (.integer(.max), "9223372036854775807"), (1.5, "1.5"),
        ("a\"b\n", #""a\"b\n""#), ([1, nil], "[1,null]"),
        (["b": 1, "a": [:]], #"{"a":{},"b":1}"#), (.float(.nan), #"{"$type":"Float","_value":"NaN"}"#),
        (.float(-.infinity), #"{"$type":"Float","_value":"-Infinity"}"#),
        (["$type": "Date"], #"{"$type":"Map","_value":{"$type":"Date"}}"#),
        (.date(CalendarDate(days: 0)), #"{"$type":"Date","_value":"1970-01-01"}"#),
        (duration(days: 1), #"{"$type":"Duration","_value":"P1D"}"#),
        (decimal(150, 2), #"{"$type":"Decimal","_value":"1.50"}"#),
        (.stored(.bytes([1])), #"{"$type":"Base64","_value":"AQ=="}"#),
        (.stored(.opaque(type: "GEO", text: "x")), #"{"$type":"GEO","_value":"x"}"#),
        (node(3), #"{"$type":"Node","_value":{"id":3}}"#),
        (ada, #"{"$type":"Node","_value":{"id":1,"labels":["A","Big Label"],"properties":{"name":"x"}}}"#),
        (
            .relationship(knows),
            #"{"$type":"Relationship","_value":{"id":7,"type":"T","start":1,"end":2,"properties":{"w":1}}}"#
        ),
        (
            path([1], []),
            #"{"$type":"Path","_value":{"nodes":[{"$type":"Node","_value":{"id":1}}],"relationships":[]}}"#
        ),
    ]

    @Test("have a form in JSON", arguments: jsonTexts)
    func json(value: QueryValue, expected: String) { #expect(value.jsonText == expected) }

    static let stored: [Value] = [
        true, 1, .unsigned(.max), 1.5, .decimal(DecimalNumber(unscaled: 15, scale: 1)), "a", .bytes([1]),
        .date(CalendarDate(days: 1)),
        .localTime(LocalTime(nanoseconds: 1)),
        .zonedTime(ZonedTime(local: LocalTime(nanoseconds: 1), offset: 60)),
        .localDateTime(LocalDateTime(seconds: 1, nanoseconds: 1)),
        .zonedDateTime(ZonedDateTime(local: LocalDateTime(seconds: 1, nanoseconds: 1), offset: 60)),
        .duration(CalendarDuration(months: 1, days: 1, seconds: 1, nanoseconds: 1)), [1, "a", 2.5], [],
        .vector([1]), .opaque(type: "POINT", text: "p"),
    ]

    @Test("of a property come back as they were", arguments: stored)
    func roundTrip(value: Value) throws { #expect(try QueryValue(value).storable() == value) }

    @Test("of null remove a property")
    func null() throws { #expect(try QueryValue.null.storable() == nil) }

    @Test(
        "that no property holds are refused",
        arguments: [
            ["a": 1], node(1), relationship(1), path([1], []), [["a": 1]], [nil], [[1]], [1, node(1)],
        ] as [QueryValue])
    func notStorable(value: QueryValue) throws {
        let error = try #require(throws: QueryError.self) { try value.storable() }
        #expect(error.kind == .type)
        #expect(error.detail == "InvalidPropertyType")
    }

    @Test("become Swift's values only where they are of the type")
    func swift() {
        #expect(Int(QueryValue.integer(3)) == 3)
        #expect(Int(QueryValue.float(3)) == nil)
        #expect(Int64(QueryValue.integer(3)) == 3)
        #expect(Double(QueryValue.integer(3)) == 3)
        #expect(Double(decimal(15, 1)) == 1.5)
        #expect(String(QueryValue.string("a")) == "a")
        #expect(Bool(QueryValue.boolean(true)) == true)
        #expect(Bool(QueryValue.integer(1)) == nil)
        #expect([Int]([1, 2] as QueryValue) == [1, 2])
        #expect([Int]([1, "a"] as QueryValue) == nil)
        #expect([Int?]([1, nil] as QueryValue) == [1, nil])
        #expect(Int??(QueryValue.string("a")) == nil)
        #expect([String: Int](["a": 1] as QueryValue) == ["a": 1])
    }

    @Test("come from Swift's values")
    func fromSwift() {
        #expect([1, nil].queryValue.description == "[1, null]")
        #expect(["a": [1.5]].queryValue.description == "{a: [1.5]}")
        #expect(["a", "b"].queryValue.description == "['a', 'b']")
        #expect(true.queryValue.description == "true")
        #expect(Int64(1).queryValue.description == "1")
    }

    @Test("may be nested, though not without end")
    func nesting() throws {
        var value: QueryValue = 1
        for _ in 0..<1_000 { value = ["k": [value]] }
        #expect(try #require(throws: QueryError.self) { try value.checkNesting() }.kind == .resource)
        try ([[1], [["k": [2]]]] as QueryValue).checkNesting()
    }

    @Test("in a message are short, however large they are")
    func excerpt() throws {
        let large = QueryValue.list(Array(repeating: "text", count: 100_000))
        let error = try #require(throws: QueryError.self) { try Operators.add(["a": large], 1) }
        #expect(error.message.utf8.count < 400)
    }
}
