import PropertyGraph
import Testing

@testable import Interchange

@Suite("Parquet files", .needsParquet)
struct ParquetTests {
    @Test("give every type its value", arguments: ParquetTests.values)
    func types(column: String, first: String, second: String?) throws {
        let rows = try read(GraphFiles([.file(fixture("types.parquet"))]), .node)
        try #require(rows.count == 3)
        let found = rows.map { $0.plainProperties[column] }
        #expect(found == [first, second, nil])
        #expect(rows[2].malformed.isEmpty)
    }

    static let values: [(String, String, String?)] = [
        ("boolean", "boolean(true)", "boolean(false)"),
        ("int8", "integer(-128)", "integer(127)"),
        ("int16", "integer(-32768)", "integer(32767)"),
        ("int32", "integer(-2147483648)", "integer(2147483647)"),
        ("int64", "integer(-9223372036854775808)", "integer(9223372036854775807)"),
        ("uint8", "integer(0)", "integer(255)"),
        ("uint16", "integer(0)", "integer(65535)"),
        ("uint32", "integer(0)", "integer(4294967295)"),
        ("uint64", "integer(0)", "unsigned(18446744073709551615)"),
        ("half", "float(1.5)", "float(-65504.0)"),
        ("float", "float(0.5)", "float(0.10000000149011612)"),
        ("double", "float(0.1)", "float(-inf)"),
        ("decimal", "decimal(1234.50)", "decimal(-0.01)"),
        ("wide decimal", "decimal(-7)", nil),
        ("string", "string(\"\")", "string(\"é, \\\"ö\\\"\\n\")"),
        ("large string", "string(\"a\")", "string(\"b\")"),
        ("dictionary", "string(\"red\")", "string(\"green\")"),
        ("binary", "bytes([])", "bytes([0, 255])"),
        ("fixed binary", "bytes([97, 98])", "bytes([99, 100])"),
        ("date", "date(0001-01-01)", "date(9999-12-31)"),
        ("seconds", "localDateTime(2020-01-02T03:04:05)", "localDateTime(1969-12-31T23:59:59)"),
        ("milliseconds", "localDateTime(2020-01-02T03:04:05.678)", "localDateTime(1969-12-31T23:59:59.5)"),
        ("microseconds", "localDateTime(2020-01-02T03:04:05.678901)", "localDateTime(1969-12-31T23:59:59.5)"),
        ("nanoseconds", "localDateTime(2020-01-02T03:04:05.678901)", "localDateTime(1969-12-31T23:59:59.5)"),
        ("moment", "zonedDateTime(2020-01-02T03:04:05.678901Z)", "zonedDateTime(1969-12-31T23:59:59.5Z)"),
        ("offset", "zonedDateTime(2020-01-02T05:04:05+02:00)", nil),
        ("time", "localTime(00:00:00)", "localTime(23:59:59.999)"),
        ("fine time", "localTime(12:30:01)", "localTime(00:00:00.000001)"),
        ("duration", "duration(PT1.5S)", "duration(PT-1.5S)"),
        ("texts", "list([string(\"a\"), string(\"\")])", "list([])"),
        (
            "nested", "list([list([integer(1)]), list([])])",
            "list([list([integer(2), integer(3)])])"
        ),
        ("vector", "vector([1.0, 2.5])", "vector([])"),
        ("fixed vector", "vector([1.0, 2.5])", "vector([0.1, -3.0])"),
        (
            "struct",
            #"opaque(type: "MAP", text: "{\"street\":\"Main \\\"St\\\"\",\"number\":5,"#
                + #"\"since\":{\"$type\":\"Date\",\"_value\":\"2020-01-02\"}}")"#,
            #"opaque(type: "MAP", text: "{\"street\":null,\"number\":null,\"since\":null}")"#
        ),
        ("map", #"opaque(type: "MAP", text: "{\"a\":1,\"b c\":null}")"#, #"opaque(type: "MAP", text: "{}")"#),
    ]

    @Test("keep what no value stands for as malformed")
    func malformed() throws {
        let rows = try read(GraphFiles([.file(fixture("types.parquet"))]), .node)
        #expect(rows[0].malformed["gaps"] == "[1,null] is no list<int64>")
        #expect(
            rows[1].malformed["wide decimal"] == "a decimal number of more than 38 digits is no decimal256")
        #expect(rows[1].properties["gaps"] == "list([])")
        #expect(rows[0].identifier == "1@T")
        #expect(rows[0].properties["id"] == "integer(1)")
        #expect(rows[0].properties["nothing"] == nil)
    }

    @Test("take their meaning from a header, field by column", arguments: [1, 2, 4])
    func group(workers: Int) throws {
        let folder = try Folder()
        let header = try folder.file("header.csv", "id:ID(P),name,height:DOUBLE\n")
        let rest = try folder.file("rest.csv", "101,Zoe,1.5\n")
        let files = try GraphFiles([
            .group(
                kind: .node, labels: ["Person"], files: [header, fixture("people.parquet"), rest],
                skipsFirstLine: false)
        ])
        let people = try read(files, .node, workers: workers)
        #expect(people.map(\.identifier) == (1...101).map { "\($0)@P" })
        #expect(people.map(\.line) == Array(1...100) + [1])
        #expect(
            people[6].properties == [
                "id": "integer(7)", "name": "string(\"name 7\")", "height": "float(7.0)",
            ])
        #expect(people[2].properties["height"] == nil)
        #expect(people.allSatisfy { $0.labels == ["Person"] })
        let edges = try read(files, .edge)
        #expect(edges.isEmpty)
    }

    @Test("have text read as a header declares it")
    func declaredText() throws {
        let folder = try Folder()
        let header = try folder.file("header.csv", ":START_ID(P),:END_ID(P),since:DATE\n")
        let files = try GraphFiles([
            .group(
                kind: .edge, labels: ["KNOWS"], files: [header, fixture("knows.parquet")],
                skipsFirstLine: false)
        ])
        let edges = try read(files, .edge)
        #expect(edges.map(\.source) == ["1@P", "2@P", "3@P"])
        #expect(edges.map { $0.properties["since"] } == ["date(2020-01-02)", nil, nil])
        #expect(edges.map { $0.malformed["since"] } == [nil, nil, "soon is no DATE"])
    }

    @Test("may say labels in a column, as text, a dictionary or a list")
    func labels() throws {
        let files = try GraphFiles([
            .file(fixture("labelled.parquet")), .file(fixture("typed-edges.parquet")),
        ])
        let nodes = try read(files, .node).sorted { $0.line < $1.line }
        #expect(nodes.map(\.labels) == [["A", "B"], ["A"], [], ["A", "B"]])
        #expect(nodes.map(\.identifier) == ["a@P", "b@P", "c@P", "d@P"])
        #expect(nodes.map { $0.properties["k"] } == ["integer(1)", nil, "integer(3)", "integer(4)"])
        let edges = try read(files, .edge)
        #expect(edges.map(\.labels) == [["KNOWS"], ["LIKES"]])
        #expect(edges.allSatisfy { $0.properties.isEmpty })
    }

    @Test("without rows hold nothing")
    func empty() throws {
        let nodes = try read(GraphFiles([.file(fixture("empty.parquet"))]), .node)
        #expect(nodes.isEmpty)
    }
}
