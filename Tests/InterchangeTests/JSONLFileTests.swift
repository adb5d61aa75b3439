import PropertyGraph
import Testing

@testable import Interchange

@Suite("Files of JSON Lines")
struct JSONLFileTests {
    private func failure(_ text: String, name: String = "graph.jsonl") throws -> String? {
        let folder = try Folder()
        _ = try folder.file(name, text)
        do {
            _ = try elements(of: GraphFiles([.file("\(folder.path)/\(name)")]))
            return nil
        } catch let error as InterchangeError {
            return error.description.replacing(folder.path + "/", with: "")
        }
    }

    @Test("a file that mixes nodes and edges gives each when asked for it, wherever its chunks end")
    func mixedFile() throws {
        let folder = try Folder()
        let lines = (0..<200).flatMap { number in
            [
                #"{"type":"edge","from":\#(number),"to":"n","labels":["E"]}"#, "",
                #"{"type":"node","id":\#(number),"labels":["N"],"properties":{"text":"\#(String(repeating: "x", count: number))"}}"#,
            ]
        }
        _ = try folder.file("graph.ndjson", lines.joined(separator: "\r\n"))
        let input = [GraphFiles.Input.file(folder.path + "/graph.ndjson")]
        let whole = try elements(of: GraphFiles(input))
        #expect(whole.count == 400 && whole.filter { $0.kind == .edge }.count == 200)
        for size in [64, 300, 1000] {
            let source = try GraphFiles(input, sizes: ChunkSizes(chunk: size, record: 10_000))
            #expect(try elements(of: source, workers: 2) == whole)
        }
    }

    @Test("JSON Lines and CSV are read together, compressed or not")
    func mixedFormats() throws {
        let folder = try Folder()
        _ = try folder.file("nodes.csv", ":ID,:LABEL\n1,A\n")
        _ = try folder.file(
            "edges.json.gz",
            gzip(Array(#"{"type":"relationship","label":"E","start":{"id":"1"},"end":{"id":1}}"#.utf8)))
        let source = try GraphFiles(["nodes.csv", "edges.json.gz"].map { .file("\(folder.path)/\($0)") })
        #expect(
            try elements(of: source) == [
                GraphElement(kind: .edge, labels: ["E"], from: 1, to: 1, line: 0),
                GraphElement(id: 1, labels: ["A"], line: 0),
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
        let folder = try Folder()
        let path = folder.path + "/graph.jsonl"
        _ = try folder.file(
            "graph.jsonl",
            "\n{\"type\":\"node\",\"id\":\"" + String(repeating: "x", count: 5000))
        let source = try GraphFiles([.file(path)], sizes: ChunkSizes(chunk: 100, record: 1000))
        #expect(throws: InterchangeError(file: path, line: 2, .recordTooLong(limit: 1000))) {
            try elements(of: source)
        }
    }
}
