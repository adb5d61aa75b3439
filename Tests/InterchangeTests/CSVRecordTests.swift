import PropertyGraph
import Testing

@testable import Interchange

@Suite("Records of CSV files")
struct CSVRecordTests {
    struct Example: CustomTestStringConvertible, Sendable {
        let csv: String
        /// The text of `x` in each row, nil where it is absent.
        let texts: [String?]
        /// The line of each row.
        let lines: [Int]
        var testDescription: String { csv.debugDescription }
    }

    static let examples: [Example] = [
        Example(csv: "x,:ID\na,1\nb,2\n", texts: ["a", "b"], lines: [2, 3]),
        Example(csv: "x,:ID\na,1\nb,2", texts: ["a", "b"], lines: [2, 3]),
        Example(csv: "x,:ID\r\na,1\r\nb,2\r\n", texts: ["a", "b"], lines: [2, 3]),
        Example(csv: "x,:ID\r\na,1\nb,2\r\n", texts: ["a", "b"], lines: [2, 3]),
        Example(csv: "\u{FEFF}x,:ID\na,1\n", texts: ["a"], lines: [2]),
        Example(csv: "\u{FEFF}\"x\",:ID\na,1\n", texts: ["a"], lines: [2]),
        Example(csv: "x,:ID\n\na,1\n\r\n\nb,2\n\n", texts: ["a", "b"], lines: [3, 6]),
        Example(
            csv: ":ID,x\n1,\"a,b\"\n2,\"a\"\"b\"\n3,\"\"\"\"\n", texts: ["a,b", "a\"b", "\""],
            lines: [2, 3, 4]),
        Example(
            csv: ":ID,x\n1,\"a\nb\"\n2,\"\n\n\"\n3,c\n", texts: ["a\nb", "\n\n", "c"], lines: [2, 4, 7]),
        Example(csv: ":ID,x\r\n1,\"a\r\nb\r\"\r\n2,c\r\n", texts: ["a\r\nb\r", "c"], lines: [2, 4]),
        Example(csv: ":ID,x\n1,\n2,\"\"\n3, \n", texts: [nil, "", " "], lines: [2, 3, 4]),
        Example(csv: ":ID,x\r\n1,\r\n2,\"\"\r\n", texts: [nil, ""], lines: [2, 3]),
        Example(csv: ":ID,x\n1,\"\"\"a\"\"\"\n2,\"\"\"\"\"\"\n", texts: ["\"a\"", "\"\""], lines: [2, 3]),
        Example(csv: "\"x\",\":ID\"\n\"a\",\"1\"\n", texts: ["a"], lines: [2]),
        Example(csv: "\"a \"\"b\"\":IGNORE\",:ID,x\n,1,c\n", texts: ["c"], lines: [2]),
        Example(csv: ":ID,x\n1,a\u{0}b\n", texts: ["a\u{0}b"], lines: [2]),
        Example(csv: ":ID,x\n1,é漢字🎈\n2,\"🎈\"\"🎈\"\n", texts: ["é漢字🎈", "🎈\"🎈"], lines: [2, 3]),
        Example(csv: "\n\r\n:ID,x\n1,a\n", texts: ["a"], lines: [4]),
        Example(csv: ":ID,x\n", texts: [], lines: []),
        Example(csv: ":ID,x", texts: [], lines: []),
    ]

    @Test("read the same in chunks of every size", arguments: examples)
    func record(example: Example) throws {
        for chunk in [1, 2, 3, 5, 8, 16, 17, 31, 63, 64, 65, 100, 300, 1 << 16] {
            let elements = try readCSV(example.csv, chunk: chunk)
            let expected = example.texts.map { text in text.map { "string(\($0.debugDescription))" } }
            #expect(elements.map { $0.properties["x"] } == expected, "chunks of \(chunk)")
            #expect(elements.map(\.line) == example.lines, "chunks of \(chunk)")
            #expect(elements.map(\.identifier) == (1...3).prefix(elements.count).map(String.init))
        }
    }

    @Test("may have one column")
    func oneColumn() throws {
        for chunk in [1, 4, 100] {
            let elements = try readCSV(":ID\n\n1\r\n\r\n\"2\"\n", chunk: chunk)
            #expect(elements.map(\.identifier) == ["1", "2"])
            #expect(elements.map(\.line) == [3, 5])
        }
    }

    @Test("follow the delimiters and the quote of the options")
    func dialect() throws {
        let options = CSVOptions(delimiter: "\t", arrayDelimiter: "|", quote: "'")
        let element = try #require(
            try readCSV(":ID\tx\ty:int[]\t:LABEL\n1\t'a''\"\t,'\t1|2\tA|B\n", options: options).first)
        #expect(element.properties["x"] == "string(\"a\\'\\\"\\t,\")")
        #expect(
            element.properties["y"]
                == "list([PropertyGraph.Value.integer(1), PropertyGraph.Value.integer(2)])")
        #expect(element.labels == ["A", "B"])
    }

    @Test("of .tsv files are separated by tabs")
    func tabs() throws {
        let element = try #require(try readCSV(":ID\tx\n1\ta,b\n", name: "DATA.TSV").first)
        #expect(element.properties["x"] == "string(\"a,b\")")
    }

    @Test("are grouped by their labels within a chunk, each at its own line")
    func labels() throws {
        let csv = ":ID,:LABEL,x:int\n1,A,1\n2,B;A,2\n3,,\n4,A;B,4\n5,A,x\n6,\"A\",6\n7,\"B;\nC\",\n"
        for chunk in [8, 40, 1000] {
            let elements = try readCSV(csv, chunk: chunk)
            #expect(elements.map(\.identifier) == ["1", "2", "3", "4", "5", "6", "7"])
            #expect(
                elements.map(\.labels) == [["A"], ["A", "B"], [], ["A", "B"], ["A"], ["A"], ["\nC", "B"]])
            #expect(elements.map(\.line) == [2, 3, 4, 5, 6, 7, 8])
            #expect(
                elements.map { $0.properties["x"] } == [
                    "integer(1)", "integer(2)", nil, "integer(4)", nil, "integer(6)", nil,
                ])
            #expect(elements.map(\.malformed.isEmpty) == [true, true, true, true, false, true, true])
        }
    }
}
