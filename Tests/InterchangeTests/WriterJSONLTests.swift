import PropertyGraph
import Testing

@testable import Interchange

@Suite("Writing JSON Lines")
struct WriterJSONLTests {
    private let graph = InMemoryGraph(
        nodes: [
            .init(id: "ann", labels: ["Person"], properties: ["name": "Ann \"A\"\n", "tags": ["a", 1, []]])
        ],
        edges: [
            .init(
                from: "ann", to: "ann", labels: ["Knows"], properties: ["since": .date(CalendarDate(days: 0))]
            )
        ])

    @Test("the lines are those of the documented form")
    func form() throws {
        let folder = try Folder()
        try JSONLWriter().write(graph, to: folder.path + "/graph.jsonl", workers: 1)
        #expect(
            try folder.text(of: "graph.jsonl") == #"""
                {"type":"node","id":"ann","labels":["Person"],"properties":{"name":"Ann \"A\"\n","tags":["a",1,[]]}}
                {"type":"edge","from":"ann","to":"ann","labels":["Knows"],"properties":{"since":{"$type":"Date","_value":"1970-01-01"}}}

                """#)
    }

    @Test("what is written reads back equal")
    func roundTrip() throws {
        var graphs = RandomGraphs()
        let folder = try Folder()
        let path = folder.path + "/graph.jsonl"
        for _ in 0..<300 {
            let graph = graphs.graph { graphs, _ in
                var properties: [String: Value] = [:]
                for key in ["a", "b \"", ""] where graphs.number(below: 3) > 0 {
                    let value = graphs.value(ofType: graphs.number(below: 30))
                    properties[key] =
                        graphs.number(below: 5) == 0
                        ? [value, [], .opaque(type: "MAP", text: #"{"$type":1}"#)] : value
                }
                return properties
            }
            guard !graph.nodes.isEmpty else { continue }
            try JSONLWriter().write(graph, to: path, workers: 2)
            let read = try elements(of: GraphFiles([.file(path)]), workers: 2)
            let written = try elements(of: graph)
            #expect(read.count == written.count)
            for (read, written) in zip(read, written) { #expect(read == written) }
        }
    }

    @Test("a value without a form is an error, and the file stays as it was")
    func unwritable() throws {
        let folder = try Folder()
        _ = try folder.file("graph.jsonl", "before")
        let graph = InMemoryGraph(nodes: [
            .init(id: 1), .init(id: 2, properties: ["x": [.opaque(type: "COLOUR", text: "red")]]),
        ])
        let error = WritingError.unwritableValue(
            key: "x", value: "[COLOUR 'red']",
            reason: "JSON Lines has no form for the type LIST<COLOUR>; leave the property out",
            place: "graph:2")
        #expect(throws: error) {
            try JSONLWriter().write(graph, to: folder.path + "/graph.jsonl", workers: 1)
        }
        #expect(folder.names == ["graph.jsonl"])
        #expect(try folder.text(of: "graph.jsonl") == "before")
    }

    @Test("a place that cannot be written is an error")
    func refused() throws {
        #expect(
            throws: WritingError.refused(path: "/nowhere/graph.jsonl", reason: "No such file or directory")
        ) {
            try JSONLWriter().write(graph, to: "/nowhere/graph.jsonl", workers: 1)
        }
    }

    @Test("a value that was malformed where it was read is not dropped in silence")
    func malformed() throws {
        let folder = try Folder()
        _ = try folder.file(
            "in.jsonl",
            #"{"type":"node","id":1,"properties":{"d":{"$type":"Date","_value":"x"}}}"#)
        let path = folder.path + "/in.jsonl"
        #expect(
            throws: WritingError.malformedValue(key: "d", text: "x", declaredType: "Date", place: path + ":1")
        ) {
            try JSONLWriter().write(GraphFiles([.file(path)]), to: folder.path + "/out.jsonl", workers: 1)
        }
    }
}
