import PropertyGraph
import Testing

@testable import Interchange

@Suite("Files of JSON Lines")
struct JSONLFileTests {
    private func failure(_ text: String, name: String = "graph.jsonl") throws -> String? {
        let directory = try TemporaryDirectory()
        directory.write(text, to: name)
        do {
            _ = try elements(of: GraphFiles([.file("\(directory.path)/\(name)")]))
            return nil
        } catch let error as InterchangeError {
            return error.description.replacing(directory.path + "/", with: "")
        }
    }

    @Test("a file that mixes nodes and edges gives each when asked for it, wherever its chunks end")
    func mixedFile() throws {
        let directory = try TemporaryDirectory()
        let lines = (0..<200).flatMap { number in
            [
                #"{"type":"edge","from":\#(number),"to":"n","labels":["E"]}"#, "",
                #"{"type":"node","id":\#(number),"labels":["N"],"properties":{"text":"\#(String(repeating: "x", count: number))"}}"#,
            ]
        }
        directory.write(lines.joined(separator: "\r\n"), to: "graph.ndjson")
        let input = [GraphFiles.Input.file(directory.path + "/graph.ndjson")]
        let whole = try elements(of: GraphFiles(input))
        #expect(whole.count == 400 && whole.filter { $0.kind == .edge }.count == 200)
        for size in [64, 300, 1000] {
            let source = try GraphFiles(input, sizes: ChunkSizes(chunk: size, record: 10_000))
            #expect(try elements(of: source, workers: 2) == whole)
        }
    }

    @Test("JSON Lines and CSV are read together")
    func mixedFormats() throws {
        let directory = try TemporaryDirectory()
        directory.write(":ID,:LABEL\n1,A\n", to: "nodes.csv")
        directory.write(
            #"{"type":"relationship","label":"E","start":{"id":"1"},"end":{"id":1}}"#, to: "edges.json")
        let source = try GraphFiles(["nodes.csv", "edges.json"].map { .file("\(directory.path)/\($0)") })
        #expect(
            try elements(of: source) == [
                ReadElement(kind: .edge, labels: ["E"], from: 1, to: 1, line: 0),
                ReadElement(id: 1, labels: ["A"], line: 0),
            ])
    }

    @Test(
        "a file that cannot be read says where and what helps",
        arguments: [
            ("", "graph.jsonl: the file is empty"),
            (
                "[\n{\"type\":\"node\"}\n]",
                "graph.jsonl:1: column 1: a list of elements; write one object a line, for example with `jq -c '.[]'`"
            ),
            (
                "\n{\n  \"type\": \"node\"\n}",
                "graph.jsonl:2: column 2: the line ends within an object; write one object a line, for example with `jq -c .`"
            ),
            (
                "{\"type\":\"node\",\"id\":1}\n{\"type\":\"edge\",\"from\":1}\n",
                "graph.jsonl:2: column 1: an edge needs the field `to`; add it"
            ),
        ])
    func unreadable(text: String, message: String) throws {
        #expect(try failure(text)?.hasPrefix(message) == true)
    }

    @Test("a line beyond the limit is an error at its start")
    func longLine() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/graph.jsonl"
        directory.write(
            "\n{\"type\":\"node\",\"id\":\"" + String(repeating: "x", count: 5000), to: "graph.jsonl")
        let source = try GraphFiles([.file(path)], sizes: ChunkSizes(chunk: 100, record: 1000))
        #expect(throws: InterchangeError(file: path, line: 2, .recordTooLong(limit: 1000))) {
            try elements(of: source)
        }
    }
}
