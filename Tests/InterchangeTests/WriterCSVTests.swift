import PropertyGraph
import Testing

@testable import Interchange

@Suite("Writing CSV")
struct WriterCSVTests {
    private func read(_ paths: [String], options: CSVOptions = CSVOptions()) throws -> [GraphElement] {
        try elements(of: GraphFiles(paths.map { .file($0) }, options: options), workers: 2)
    }

    @Test("each label set has a file whose header names the types")
    func files() throws {
        let graph = InMemoryGraph(
            nodes: [
                .init(id: 1, labels: ["Person"], properties: ["name": "Ann, B", "tags": ["x", "y"]]),
                .init(id: 2, labels: ["Person", "Customer"], properties: ["name": ""]),
                .init(id: 3, labels: ["Person"]),
            ],
            edges: [
                .init(from: 1, to: 2, labels: ["Knows"], properties: ["since": .date(CalendarDate(days: 0))])
            ])
        let folder = try Folder()
        let paths = try CSVWriter().write(graph, into: folder.path, workers: 1)
        #expect(
            paths.map { $0.dropFirst(folder.path.count + 1) } == [
                "nodes-Person.csv", "nodes-Customer-Person.csv", "edges-Knows.csv",
            ])
        #expect(
            try folder.text(of: "nodes-Person.csv")
                == ":ID,:LABEL,name:string,tags:string[]\n1,Person,\"Ann, B\",x;y\n3,Person,,\n")
        #expect(
            try folder.text(of: "nodes-Customer-Person.csv")
                == ":ID,:LABEL,name:string\n2,Customer;Person,\"\"\n")
        #expect(
            try folder.text(of: "edges-Knows.csv")
                == ":START_ID,:END_ID,:TYPE,since:date\n1,2,Knows,1970-01-01\n")
        #expect(try read(paths) == (try elements(of: graph)))
    }

    @Test(
        "what is written reads back equal",
        arguments: [CSVWriter.Division.fileForEachLabelSet, .fileForEachKind])
    func roundTrip(division: CSVWriter.Division) throws {
        var graphs = RandomGraphs()
        for round in 0..<150 {
            let types = (0..<3).map { _ in graphs.number(below: 28) }
            let graph = graphs.graph { graphs, label in
                var properties: [String: Value] = [:]
                for (key, type) in zip(["a", "b:c \"d\"", "e,f"], types) where graphs.number(below: 3) > 0 {
                    let isOther = division == .fileForEachLabelSet && label == "A"
                    properties[key] = graphs.value(ofType: isOther ? (type + 1) % 28 : type)
                }
                return properties.filter { $0.value.isHeldByCSV }
            }
            guard !graph.nodes.isEmpty else { continue }
            let options =
                round % 2 == 0 ? CSVOptions() : CSVOptions(delimiter: "\t", arrayDelimiter: "|", quote: "'")
            let folder = try Folder()
            let paths: [String]
            do {
                paths = try CSVWriter(division, options: options).write(
                    graph, into: folder.path, workers: 2)
            } catch WritingError.mixedTypes(_, let labels, _) where division == .fileForEachLabelSet {
                // Elements without labels, and edges with the same ones, may have both types.
                #expect(labels == [])
                continue
            }
            #expect(try read(paths, options: options) == (try elements(of: graph)))
        }
    }

    @Test("values of several types in one column are an error that names the way out")
    func mixedTypes() throws {
        let folder = try Folder()
        let graph = InMemoryGraph(
            nodes: [1, "x"].enumerated().map { number, value in
                .init(id: .integer(Int64(number)), labels: ["A"], properties: ["key": value])
            })
        #expect(throws: WritingError.mixedTypes(key: "key", labels: ["A"], types: ["long", "string"])) {
            _ = try CSVWriter().write(graph, into: folder.path, workers: 1)
        }
        #expect(folder.names == [])
        #expect(
            WritingError.mixedTypes(key: "key", labels: ["A"], types: ["long", "string"]).description
                == "the property `key` of elements with the label `A` has values of types long, string, and a CSV"
                + " column has one type; write JSON Lines instead")
    }

    @Test("whole numbers are unsigned where some are too large and none is negative")
    func unsigned() throws {
        let folder = try Folder()
        var graph = InMemoryGraph(nodes: [
            .init(id: 1, properties: ["n": .unsigned(.max)]), .init(id: 2, properties: ["n": 0]),
        ])
        let paths = try CSVWriter().write(graph, into: folder.path, workers: 1)
        #expect(try folder.text(of: "nodes.csv") == ":ID,:LABEL,n:uint64\n1,,18446744073709551615\n2,,0\n")
        #expect(try read(paths) == (try elements(of: graph)))
        graph.nodes.append(.init(id: 3, properties: ["n": -1]))
        #expect(throws: WritingError.self) {
            _ = try CSVWriter().write(graph, into: folder.path, workers: 1)
        }
    }

    @Test(
        "what a CSV field cannot hold is refused before anything is written",
        arguments: [
            [], [""], ["a;b"], ["a", 1], [["a"]], .opaque(type: "MAP", text: "{}"), .vector([]),
            [.vector([1])],
            .opaque(type: "POINT", text: ""), [.opaque(type: "POINT", text: " x")],
        ] as [Value])
    func unwritable(value: Value) throws {
        let folder = try Folder()
        let graph = InMemoryGraph(nodes: [.init(id: 1, labels: ["A"], properties: ["key": value])])
        #expect(throws: WritingError.self) {
            _ = try CSVWriter().write(graph, into: folder.path, workers: 1)
        }
        #expect(folder.names == [])
    }

    @Test(
        "names that the header or the label column would change are refused",
        arguments: [
            .init(id: 1, properties: ["": 1]), .init(id: 1, properties: [" a": 1]),
            .init(id: 1, properties: ["~id": 1]),
            .init(id: "", labels: ["A"]), .init(id: 1, labels: ["a;b"]), .init(id: 1, labels: [""]),
        ] as [InMemoryGraph.Node])
    func unwritableNames(node: InMemoryGraph.Node) throws {
        let folder = try Folder()
        let graph = InMemoryGraph(nodes: [node])
        #expect(throws: WritingError.self) {
            _ = try CSVWriter().write(graph, into: folder.path, workers: 1)
        }
    }

    @Test("identifier spaces are kept, and become prefixes in JSON Lines")
    func spaces() throws {
        let folder = try Folder()
        _ = try folder.file("p.csv", "id:ID(Person),:LABEL\n1,P\n")
        _ = try folder.file("c.csv", ":ID(City),:LABEL\n1,C\n")
        _ = try folder.file("e.csv", ":START_ID(Person),:END_ID(City),:TYPE\n1,1,LivesIn\n")
        let source = try GraphFiles(["p", "c", "e"].map { .file("\(folder.path)/\($0).csv") })
        _ = try CSVWriter().write(source, into: folder.path, workers: 1)
        #expect(
            try folder.text(of: "edges-LivesIn.csv")
                == ":START_ID(Person),:END_ID(City),:TYPE\n1,1,LivesIn\n")
        #expect(try folder.text(of: "nodes-P.csv") == ":ID(Person),:LABEL,id:string\n1,P,1\n")
        try JSONLWriter().write(source, to: folder.path + "/all.jsonl", workers: 1)
        #expect(
            try elements(of: GraphFiles([.file(folder.path + "/all.jsonl")])).map(\.id) == [
                nil, "City:1", "Person:1",
            ])
    }
}

extension Value {
    /// Whether a field of any dialect used here holds the value.
    fileprivate var isHeldByCSV: Bool {
        guard case .list(let values) = self else { return true }
        return !values.contains { value in
            switch value {
            case .vector: true
            case .string(let text): text.isEmpty || text.contains(";") || text.contains("|")
            default: false
            }
        }
    }
}
