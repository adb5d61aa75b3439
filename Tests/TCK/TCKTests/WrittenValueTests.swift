import GraphStore
import PropertyGraph
import QueryValues
import TCK
import Testing

@Suite("A written value")
struct WrittenValueTests {
    @Test(
        "is read and written again in one way",
        arguments: [
            ("null", "null"), (" true ", "true"), ("-12", "-12"), ("1.0", "1.0"), ("1e9", "1000000000.0"),
            (".5", "0.5"), ("-.5", "-0.5"), ("-0.0", "0.0"), ("NaN", "NaN"), ("-Inf", "-Inf"),
            ("Infinity", "Inf"), ("''", "''"), (#"'it\'s \\ \n'"#, #"'it\'s \\ \\n'"#),
            ("[1, [2,3] ,[]]", "[1, [2, 3], []]"), ("{b: 1, a: {}}", "{a: {}, b: 1}"), ("()", "()"),
            ("(:B:A {k: 'v'})", "(:A:B {k: 'v'})"), ("({k: 1})", "({k: 1})"), ("[:T]", "[:T]"),
            ("[ :T {k: [1]}]", "[:T {k: [1]}]"), ("[[:T], [:`a b`]]", "[[:T], [:a b]]"), ("<()>", "<()>"),
            (
                "<(:A)-[:T {w: 1}]->()<-[:U]-({n: 'x'})>", "<(:A)-[:T {w: 1}]->()<-[:U]-({n: 'x'})>"
            ), ("{größe: 1}", "{größe: 1}"),
        ])
    func reading(text: String, canonical: String) throws {
        #expect(try WrittenValue.parse(text).text() == canonical)
    }

    @Test("without regard to the order in lists is the same for all orders")
    func listOrder() throws {
        let texts = try ["[[2, 1], 'b', 'a']", "['a', [1, 2], 'b']"].map {
            try WrittenValue.parse($0).text(ignoringListOrder: true)
        }
        #expect(texts[0] == texts[1])
        #expect(try WrittenValue.parse("[2, 1]").text() != WrittenValue.parse("[1, 2]").text())
    }

    @Test(
        "is refused with the place where it ends to be one",
        arguments: [
            ("", 0), ("'a", 2), ("[1, ", 4), ("[1 2]", 2), ("{a 1}", 2), ("(:A", 3), ("<()-[:T]-()>", 8),
            ("nul", 0), ("1 2", 2), ("1.2.3", 0), ("{: 1}", 1),
            (String(repeating: "[", count: 100_000), 200),
        ])
    func refusal(text: String, offset: Int) {
        let error = #expect(throws: WrittenValue.ParsingError.self) { try WrittenValue.parse(text) }
        #expect(error?.offset == offset, "\(String(describing: error))")
    }

    static let ada = Node(
        NodeID(0), content: NodeContent(labels: ["B", "A"], properties: QueryMap([(key: "n", value: "Ada")])))
    static let bob = Node(NodeID(1), content: NodeContent(labels: [], properties: QueryMap()))
    static let knows = Relationship(
        EdgeID(0),
        content: RelationshipContent(
            type: "KNOWS", start: NodeID(0), end: NodeID(1), properties: QueryMap([(key: "w", value: 1)])))

    @Test(
        "shows what a query returned",
        arguments: [
            (.null, "null"), (1, "1"), (1.0, "1.0"), ("it's", #"'it\'s'"#),
            (["b": [true], "a": .null], "{a: null, b: [true]}"),
            (.node(ada), "(:A:B {n: 'Ada'})"), (.node(bob), "()"), (.relationship(knows), "[:KNOWS {w: 1}]"),
            (
                .path(Path(nodes: [ada, bob], relationships: [knows])),
                "<(:A:B {n: 'Ada'})-[:KNOWS {w: 1}]->()>"
            ),
            (
                .path(Path(nodes: [bob, ada], relationships: [knows])),
                "<()<-[:KNOWS {w: 1}]-(:A:B {n: 'Ada'})>"
            ),
            (.date(CalendarDate(days: 0)), "'1970-01-01'"),
        ] as [(QueryValue, String)])
    func showing(value: QueryValue, text: String) {
        #expect(WrittenValue(value).text() == text)
    }

    @Test("becomes a parameter unless there is a node in it")
    func parameters() throws {
        let value = try WrittenValue.parse("{a: [1, 2.5, 'x', null, true]}").queryValue
        #expect(value.map { WrittenValue($0).text() } == "{a: [1, 2.5, 'x', null, true]}")
        #expect(try WrittenValue.parse("[()]").queryValue == nil)
    }
}
