import PropertyGraph
import Testing

@testable import Interchange

@Suite("JSON Lines")
struct JSONLParserTests {
    private let ann = #"{"type":"node","id":"n1","labels":["Person"],"properties":{"name":"Ann","age":30}}"#
    private let knows =
        #"{"type":"edge","id":"e1","from":"n1","to":"n2","labels":["Knows"],"properties":{"since":2020}}"#

    @Test("our form is read")
    func ourForm() throws {
        let elements = try readLines(ann + "\n" + knows + "\n")
        #expect(
            elements == [
                GraphElement(id: "n1", labels: ["Person"], properties: ["name": "Ann", "age": 30]),
                GraphElement(
                    kind: .edge, id: "e1", labels: ["Knows"], from: "n1", to: "n2",
                    properties: ["since": 2020],
                    line: 2),
            ])
    }

    @Test("the form of Neo4j's exporter is read")
    func exporterForm() throws {
        let elements = try readLines(
            """
            {"type":"node","id":"0","labels":["User"],"properties":{"name":"Adam"}}
            {"type":"node","id":"1"}
            {"id":"7","type":"relationship","label":"KNOWS","properties":{"bff":true},"start":{"id":"0","labels":["User"]},\
            "end":{"id":"1","labels":["User"],"properties":{"name":"Jim"}}}
            {"type":"relationship","start":0,"end":"1","labels":[]}
            """)
        #expect(
            elements == [
                GraphElement(id: 0, labels: ["User"], properties: ["name": "Adam"]),
                GraphElement(id: 1, line: 2),
                GraphElement(
                    kind: .edge, id: 7, labels: ["KNOWS"], from: 0, to: 1, properties: ["bff": true], line: 3),
                GraphElement(kind: .edge, from: 0, to: 1, line: 4),
            ])
    }

    @Test(
        "the fields may stand in any order",
        arguments: [
            #"{"properties":{"age":30},"labels":["Person"],"id":1,"type":"node"}"#,
            #"{"labels":["Person"],"type":"node","properties":{"age":30},"id":1}"#,
            #" { "id" : 1 , "type" : "node" , "labels" : [ "Person" ] , "properties" : { "age" : 30 } } "#,
            "{\"type\":\"node\",\"id\":1,\"labels\":\"Person\",\"properties\":{\"a\\u0067e\":30}}\r",
        ])
    func fieldOrder(line: String) throws {
        #expect(try readLines(line) == [GraphElement(id: 1, labels: ["Person"], properties: ["age": 30])])
    }

    @Test(
        "an identifier is text or a whole number, and a canonical number is the integer",
        arguments: [
            ("\"n1\"", "n1"), ("7", 7), ("\"7\"", 7), ("-3", -3), ("\"007\"", .text("007")),
            ("\"+7\"", .text("+7")),
            ("\"-0\"", .text("-0")), ("\"\"", .text("")), ("\"a\\u00e9\\n\"", .text("aé\n")),
            ("9223372036854775807", .integer(.max)),
            ("\"9223372036854775808\"", .text("9223372036854775808")),
            ("123456789012345678901234567890", .text("123456789012345678901234567890")),
        ] as [(String, Identifier)])
    func identifiers(text: String, identifier: Identifier) throws {
        let elements = try readLines(#"{"type":"node","id":"# + text + "}\n" + #"{"type":"node","id":"x"}"#)
        #expect(elements.map(\.id) == [identifier, "x"])
    }

    @Test("blank lines count as lines")
    func blankLines() throws {
        #expect(try readLines("\n\r\n  \n" + ann).map(\.line) == [4])
        #expect(try readLines("") == [])
        #expect(try readLines("\n\n") == [])
    }

    @Test("elements with one label set share a batch of plain columns")
    func batches() throws {
        let symbols = SymbolTable()
        let text = (0..<3).map { ann.replacing("n1", with: "\($0)") + "\n" + knows + "\n" }.joined()
        let parser = JSONLParser(file: 2, symbols: symbols)
        let (nodes, edges) = try Array(text.utf8).withUnsafeBufferPointer {
            try parser.parse($0, firstLine: 10)
        }
        let people = try #require(nodes.first)
        #expect(nodes.count == 1 && people.count == 3 && edges.map(\.count) == [3])
        #expect(people.origin.file == 2 && (0..<3).map(people.origin.line(ofRow:)) == [10, 12, 14])
        guard case .integers([0, 1, 2])? = people.identifiers?.storage,
            case .strings(let names) = people.columns[0].values,
            case .integers([30, 30, 30]) = people.columns[1].values
        else {
            Issue.record("\(people)")
            return
        }
        #expect(names[2] == "Ann" && people.columns.allSatisfy { $0.presence == nil })
    }

    @Test("lines of the other kind are passed")
    func oneKind() throws {
        #expect(try readLines(ann + "\n" + knows, only: .edge).map(\.kind) == [.edge])
        #expect(try readLines(ann + "\n" + #"{"type":"edge", anything"#, only: .node).map(\.line) == [1])
        #expect(try readLines(#"{"id":1,"type":"node","properties":{}}"#, only: .edge) == [])
    }

    @Test("elements that share no keys do not fill each other's columns")
    func sparseRows() throws {
        let lines = (0..<10_000).map {
            #"{"type":"node","id":\#($0),"labels":["A"],"properties":{"k\#($0)":1}}"#
        }
        let symbols = SymbolTable()
        let (nodes, _) = try Array(lines.joined(separator: "\n").utf8).withUnsafeBufferPointer {
            try JSONLParser(file: 0, symbols: symbols).parse($0, firstLine: 1)
        }
        #expect(nodes.map(\.count).reduce(0, +) == 10_000)
        #expect(nodes.map { $0.count * $0.columns.count }.reduce(0, +) < 5_000_000)
    }
}
