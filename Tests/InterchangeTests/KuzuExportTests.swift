import PropertyGraph
import Testing

@testable import Interchange

@Suite("Exports of Kuzu")
struct KuzuExportTests {
    @Test("in CSV give typed nodes")
    func nodes() throws {
        let nodes = try read(KuzuExport(fixture("kuzu-csv")), .node)
        #expect(
            nodes.map(\.labels)
                == (Array(repeating: ["Person"], count: 3) + Array(repeating: ["City"], count: 2)
                    + Array(repeating: ["Odd table"], count: 2)))
        #expect(
            nodes.map(\.identifier) == [
                "1@Person", "2@Person", "-3@Person", "Oslo@City", "Bergen, west@City", "0@Odd table",
                "1@Odd table",
            ])
        #expect(nodes[0].plainProperties == Self.ann)
        #expect(
            nodes[1].properties == ["id": "integer(2)", "name": #"string("Bob")"#, "active": "boolean(true)"])
        #expect(
            nodes[2].properties == [
                "id": "integer(-3)", "name": #"string("")"#, "tags": "list([])", "span": "duration(P3DT2H)",
                "active": "boolean(false)",
            ])
        #expect(nodes[4].properties == ["name": #"string("Bergen, west")"#, "population": "integer(0)"])
        #expect(nodes[5].properties == ["number": "integer(0)", "a,b": #"string("x")"#])
        #expect(nodes.map(\.line) == [2, 3, 4, 2, 3, 2, 3])
    }

    @Test("in Parquet give the same as in CSV, SERIAL columns included", .needsParquet)
    func parquet() throws {
        let nodes = try read(KuzuExport(fixture("kuzu-parquet")), .node)
        let inCSV = try read(KuzuExport(fixture("kuzu-csv")), .node)
        #expect(nodes.map(\.identifier) == inCSV.map(\.identifier))
        #expect(nodes.map(\.labels) == inCSV.map(\.labels))
        for (node, other) in zip(nodes, inCSV) {
            var expected = other.properties
            expected["salary"] = nil
            expected["reference"] = nil
            // Kuzu has no 128-bit integers in Parquet.
            if expected["big"] != nil { expected["big"] = "decimal(12345678901234567741440)" }
            #expect(node.properties == expected)
            #expect(node.malformed.isEmpty)
        }
        let edges = try read(KuzuExport(fixture("kuzu-parquet")), .edge)
        var edgesInCSV = try read(KuzuExport(fixture("kuzu-csv")), .edge)
        // Rows of Parquet have no header before them.
        for index in edgesInCSV.indices { edgesInCSV[index].line -= 1 }
        #expect(edges == edgesInCSV)
    }

    @Test("give relationships between their tables")
    func relationships() throws {
        let edges = try read(KuzuExport(fixture("kuzu-csv")), .edge)
        let written = edges.map { "\($0.source ?? "")-\($0.labels.joined())->\($0.target ?? "")" }
        #expect(
            written == [
                "1@Person-Spouse->2@Person", "Oslo@City-Governs->1@Person", "1@Person-Likes->Oslo@City",
                "1@Person-Likes->2@Person", "Bergen, west@City-Likes->0@Odd table",
                "Bergen, west@City-Likes->1@Odd table", "1@Person-Knows->2@Person",
                "2@Person-Knows->1@Person",
                "1@Person-LivesIn->Oslo@City",
            ])
        #expect(edges[6].properties == ["since": "date(2010-01-01)", "weight": "float(0.5)"])
        #expect(edges[7].properties.isEmpty)
    }

    @Test("list what is lost")
    func losses() throws {
        let export = try KuzuExport(fixture("kuzu-csv"))
        let lost = export.losses.joined(separator: "\n")
        for part in [
            "CREATE SEQUENCE IF NOT EXISTS ticket", "CREATE MACRO TWICE", "six digits after the point",
            "does not quote the elements of lists", "`big` of `Person`: INT128 becomes DECIMAL(38, 0)",
            "`address` of `Person`: STRUCT(street STRING, number INT16) has no type in PG-Schema",
            "`reference` of `Person`: UNION(number INT64, name STRING) loses which of its types was meant",
            "`number` of `Odd table`: SERIAL becomes INT64", "`pair` of `Person`: INT64[2] becomes a list",
        ] {
            #expect(lost.contains(part), "\(part)")
        }
        #expect(!lost.contains("Odd table_number_serial"))
        for line in export.schema.split(separator: "\n").prefix(export.losses.count) {
            #expect(line.hasPrefix("// Lost: "))
        }
    }

    static let ann = [
        "id": "integer(1)", "name": #"string("Ann, \"the\" first")"#, "born": "date(1990-02-03)",
        "height": "float(1.75)", "weight": "float(60.5)",
        "tags": #"list([string("a"), string("it\'s"), string("")])"#,
        "scores": "list([list([integer(1), integer(2)]), list([]), list([integer(3)])])",
        "embedding": "vector([1.0, 2.5, -3.0])", "pair": "list([integer(7), integer(8)])",
        "address": #"opaque(type: "MAP", text: "{\"street\":\"Main St, 2nd floor\",\"number\":5}")"#,
        "counts": #"opaque(type: "MAP", text: "{\"one\":1,\"two 2\":2}")"#, "salary": "decimal(1234.50)",
        "reference": "integer(5)", "code": #"string("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")"#,
        "big": "decimal(12345678901234567890123)", "small": "integer(200)",
        "large": "unsigned(18446744073709551615)", "seen": "localDateTime(2020-01-02T03:04:05.678901)",
        "moment": "zonedDateTime(2020-01-02T01:04:05Z)", "span": "duration(P1Y2M3DT4H5M6.789S)",
        "raw": "bytes([170, 187, 97, 98, 0])", "active": "boolean(true)",
    ]
}
