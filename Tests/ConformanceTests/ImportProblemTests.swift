import Conformance
import Testing

/// What is wrong with files as files, before any type is asked.
@Suite("A problem with what was read")
struct ImportProblemTests {
    static let schema = strict(
        """
        (person: Person {name STRING, OPTIONAL age INT}), (: person)-[knows: KNOWS {OPTIONAL since INT}]->(: person),
        FOR (p: person) EXCLUSIVE p.name, FOR (p: person) SINGLETON f WITHIN (p)-[: KNOWS]->(f)
        """)

    @Test("a second node of an identifier is told with both places and left out of everything")
    func duplicateNode() throws {
        let graph = try WrittenGraph([
            "a.csv": ":ID,name,:LABEL\n1,Ann,Person\n2,Bob,Person\n",
            "b.csv": ":ID,name,:LABEL\n1,Ann,Alien\n",
            "k.csv": ":START_ID,:END_ID,:TYPE\n1,2,KNOWS\n",
        ])
        let report = try judge(Self.schema, graph, options: .init(tellsTyping: true))
        #expect(report.counts == [.duplicateIdentifier: 1])
        let violation = try #require(report.violations.first)
        #expect(violation.element == "1" && violation.place == "b.csv:2" && violation.kind == .node)
        #expect(violation.message.contains("a.csv, line 2; this second one is left out"))
        #expect(report.nodeCount == 2 && report.edgeCount == 1)
        #expect(report.types["1"] == ["person"])
        #expect(report.typeCounts.map(\.count) == [2, 1])
        #expect(report.constraints.map(\.targets) == [2, 2])
    }

    @Test(
        "a second edge of an identifier is left out of everything, and one without identifier is never second"
    )
    func duplicateEdge() throws {
        let graph = try WrittenGraph([
            "n.csv": ":ID,name,:LABEL\n1,Ann,Person\n2,Bob,Person\n3,Cem,Person\n",
            "e.csv": ":ID,:START_ID,:END_ID,:TYPE\nx,1,2,KNOWS\nx,1,3,KNOWS\nx,2,9,ODD\n",
            "f.csv": ":START_ID,:END_ID,:TYPE\n2,1,KNOWS\n2,1,KNOWS\n",
        ])
        let report = try judge(Self.schema, graph, options: .init(tellsTyping: true))
        #expect(report.counts == [.duplicateIdentifier: 2, .danglingTarget: 1])
        #expect(report.violations(.duplicateIdentifier).map(\.place) == ["e.csv:3", "e.csv:4"])
        #expect(report.edgeCount == 3)
        #expect(report.types["x"] == ["knows"])
        #expect(report.typeCounts.map(\.count) == [3, 3])
    }

    @Test("an edge without its source or target is told for each end and left out")
    func dangling() throws {
        let graph = try WrittenGraph([
            "n.csv": ":ID,name,:LABEL\n1,Ann,Person\n",
            "e.csv": ":START_ID,:END_ID,:TYPE\n1,1,KNOWS\n8,1,KNOWS\n1,9,KNOWS\n8,9,ODD\n",
        ])
        let report = try judge(Self.schema, graph)
        #expect(report.counts == [.danglingSource: 2, .danglingTarget: 2])
        #expect(report.violations(.danglingSource).map(\.place) == ["e.csv:3", "e.csv:5"])
        #expect(report.violations(.danglingTarget).map(\.place) == ["e.csv:4", "e.csv:5"])
        #expect(report.violations(.danglingSource)[0].element == "e.csv:3")
        #expect(report.violations(.danglingSource)[0].message.contains("(:KNOWS) starts at node 8"))
        #expect(report.edgeCount == 1)
    }

    @Test("a value that is not of its declared type is told once, and its element is not also untyped")
    func malformed() throws {
        let graph = try WrittenGraph([
            "n.csv": ":ID,name,age:int,:LABEL\n1,Ann,old,Person\n2,Bob,,Person\n3,Cem,4,Person\n",
            "e.csv": ":START_ID,:END_ID,since:int,:TYPE\n3,2,ever,KNOWS\n",
        ])
        let report = try judge(Self.schema, graph, options: .init(tellsTyping: true))
        #expect(report.counts == [.malformedValue: 2])
        #expect(report.violations.map(\.place) == ["n.csv:2", "e.csv:2"])
        #expect(
            report.violations[0].message
                == "`age` of node 1 is 'old', which is not of its declared type int; "
                + "one is written in digits alone, and has a range.")
        #expect(report.untypedNodes == 0 && report.untypedEdges == 0)
        #expect(report.types["1"] == [])
    }

    @Test("an edge at a node with a malformed value is untyped only because of it")
    func malformedEndpoint() throws {
        let graph = try WrittenGraph([
            "n.csv": ":ID,name,age:int,:LABEL\n1,Ann,old,Person\n2,Bob,,Person\n",
            "e.csv": ":START_ID,:END_ID,:TYPE\n1,2,KNOWS\n",
        ])
        let report = try judge(Self.schema, graph)
        #expect(report.counts == [.malformedValue: 1, .untyped: 1])
        #expect(report.untypedEdgesFromEndpoints == 1)
    }

    @Test("one identifier in two identifier spaces names two nodes")
    func spaces() throws {
        let graph = try WrittenGraph([
            "p.csv": ":ID(Person),name,:LABEL\n1,Ann,Person\n", "c.csv": ":ID(City),:LABEL\n1,City\n",
            "e.csv": ":START_ID(Person),:END_ID(City),:TYPE\n1,1,IN\n",
            "f.csv": ":START_ID(City),:END_ID(Town),:TYPE\n1,1,IN\n",
        ])
        let schema = strict(
            "(person: Person {name STRING}), (city: City), (: person)-[livesIn: IN]->(: city)")
        let report = try judge(schema, graph)
        #expect(report.counts == [.danglingTarget: 1])
        #expect(report.violations[0].message.contains("no such node in identifier space Town"))
        #expect(report.nodeCount == 2 && report.edgeCount == 1)
    }

    @Test(
        "a whole number is one identifier however it is quoted, unless it is padded",
        arguments: [
            ("7", "7", true), ("\"7\"", "7", true), ("007", "7", false), ("007", "007", true),
            ("+7", "7", false),
            ("-0", "0", false), ("-7", "-7", true), ("9223372036854775808", "9223372036854775808", true),
            ("-9223372036854775808", "-9223372036854775808", true), ("7.0", "7", false),
        ])
    func numbers(node: String, end: String, isFound: Bool) throws {
        // A neighbour that is no number makes the column one of text; alone, it is one of integers.
        for others in ["", "x,Person\n"] {
            let graph = try WrittenGraph([
                "n.csv": ":ID,:LABEL\n\(others)\(node),Person\n",
                "e.csv": ":START_ID,:END_ID,:TYPE\n\(end),\(end),E\n",
            ])
            let report = try judge(loose("(person: Person)"), graph)
            #expect((report.counts.isEmpty) == isFound, "\(report.violations.map(\.message))")
        }
    }

    @Test("a number in JSON and the same number as text name one node")
    func jsonNumbers() throws {
        let graph = try WrittenGraph([
            "g.jsonl": """
            {"type":"node","id":7,"labels":["Person"],"properties":{}}
            {"type":"node","id":"7","labels":["Person"],"properties":{}}
            {"type":"edge","from":"7","to":7,"labels":["E"],"properties":{}}
            """
        ])
        let report = try judge(loose("(person: Person)"), graph)
        #expect(report.counts == [.duplicateIdentifier: 1])
        #expect(report.violations[0].place == "g.jsonl:2")
    }
}
