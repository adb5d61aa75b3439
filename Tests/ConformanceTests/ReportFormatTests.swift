import Conformance
import Foundation
import PropertyGraph
import Testing

@Suite("A report")
struct ReportFormatTests {
    static let schema = strict(
        "(a: A {k INT}), (: a)-[r: R]->(: a), FOR (x: A) MANDATORY x.k, FOR (x: A) MANDATORY x.none")

    static func graph() throws -> WrittenGraph {
        try WrittenGraph([
            "n.csv": ":ID,k:int,:LABEL\n1,1,A\n2,,A\n\"3 \"\"x\"\"\",1,A\n",
            "e f.csv": ":START_ID,:END_ID,:TYPE\n1,2,R\n1,1,R\n",
        ])
    }

    static func json(_ report: Report) throws -> [String: Any] {
        var data = Data()
        try report.writeJSON { data.append($0) }
        #expect(data.last == UInt8(ascii: "\n"))
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test("is one JSON object with the keys of the contract")
    func jsonKeys() throws {
        let report = try judge(Self.schema, Self.graph())
        let object = try Self.json(report)
        #expect(
            Set(object.keys) == [
                "conforms", "graphType", "mode", "violations", "counts", "constraints", "limit",
            ])
        #expect(object["conforms"] as? Bool == false)
        #expect(object["graphType"] as? String == "g" && object["mode"] as? String == "STRICT")
        #expect(object["limit"] as? Int == 100)
        let counts = try #require(object["counts"] as? [String: Any])
        #expect(counts["nodes"] as? Int == 3 && counts["edges"] as? Int == 2)
        #expect(counts["untypedNodes"] as? Int == 1 && counts["untypedEdges"] as? Int == 1)
        #expect(counts["untypedEdgesFromEndpoints"] as? Int == 1)
        #expect(counts["violations"] as? Int == 6)
        #expect(counts["rules"] as? [String: Int] == ["untyped": 2, "mandatory": 4])
        #expect(counts["types"] as? [String: Int] == ["a": 2, "r": 1])
        let constraints = try #require(object["constraints"] as? [[String: Any]])
        #expect(constraints.map { $0["number"] as? Int } == [1, 2])
        #expect(constraints[1]["text"] as? String == "FOR (x: A) MANDATORY x.none")
        #expect(constraints[1]["violations"] as? [String: Int] == ["mandatory": 3])
    }

    @Test("tells rule, element, constraint or null, message, file and line of each violation in JSON")
    func jsonViolations() throws {
        let report = try judge(Self.schema, Self.graph())
        let violations = try #require(try Self.json(report)["violations"] as? [[String: Any]])
        #expect(violations.count == 6)
        for (written, violation) in zip(violations, report.violations) {
            #expect(
                Set(written.keys) == ["rule", "element", "kind", "constraint", "message", "file", "line"])
            #expect(written["rule"] as? String == violation.rule.rawValue)
            #expect(written["element"] as? String == violation.element)
            #expect(written["message"] as? String == violation.message)
            #expect(written["file"] as? String == violation.file && written["line"] as? Int == violation.line)
            #expect(written["kind"] as? String == violation.kind.rawValue)
            #expect(violation.constraint != nil || written["constraint"] is NSNull)
            #expect(written["constraint"] as? Int == violation.constraint)
        }
    }

    @Test("maps every element to its types in JSON if asked, names that need escaping included")
    func jsonTyping() throws {
        let report = try judge(Self.schema, Self.graph(), options: .init(tellsTyping: true))
        let typing = try #require(try Self.json(report)["typing"] as? [String: [String]])
        #expect(
            typing == ["1": ["a"], "2": [], "3 \"x\"": ["a"], "e f.csv:2": [], "e f.csv:3": ["r"]])
    }

    @Test("tells an edge apart from the node of its identifier in JSON")
    func jsonEdgeKey() throws {
        let graph = InMemoryGraph.of([("x", ["A"], ["k": 1])], edges: [("x", "x", "x", ["R"])])
        let report = try judge(Self.schema, graph, options: .init(tellsTyping: true))
        #expect(try Self.json(report)["typing"] as? [String: [String]] == ["x": ["a"], "edge:x": ["r"]])
    }

    @Test("of a graph that conforms has empty lists in JSON, typing of an empty graph included")
    func jsonConforming() throws {
        let object = try Self.json(try judge(Self.schema, InMemoryGraph(), options: .init(tellsTyping: true)))
        #expect(object["conforms"] as? Bool == true)
        #expect((object["violations"] as? [Any])?.isEmpty == true)
        #expect((object["typing"] as? [String: Any])?.isEmpty == true)
    }

    @Test("is a SARIF log with a result for each violation at its file and line")
    func sarif() throws {
        let report = try judge(Self.schema, Self.graph())
        let log = try #require(JSONSerialization.jsonObject(with: report.sarif()) as? [String: Any])
        #expect(log["version"] as? String == "2.1.0")
        #expect((log["$schema"] as? String)?.hasSuffix("sarif-2.1.0.json") == true)
        let runs = try #require(log["runs"] as? [[String: Any]])
        let driver = try #require((runs[0]["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let rules = try #require(driver["rules"] as? [[String: Any]]).compactMap { $0["id"] as? String }
        #expect(driver["name"] as? String == "espalier" && rules == Violation.Rule.allCases.map(\.rawValue))
        let results = try #require(runs[0]["results"] as? [[String: Any]])
        #expect(results.count == report.violations.count)
        for (result, violation) in zip(results, report.violations) {
            #expect(
                result["ruleId"] as? String == violation.rule.rawValue
                    && rules.contains(violation.rule.rawValue))
            #expect((result["message"] as? [String: Any])?["text"] as? String == violation.message)
            let place =
                ((result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
            let uri = (place?["artifactLocation"] as? [String: Any])?["uri"] as? String
            #expect(
                uri.flatMap(URL.init(string:))?.path(percentEncoded: false) == violation.file, "\(uri ?? "")")
            #expect((place?["region"] as? [String: Any])?["startLine"] as? Int == violation.line)
        }
    }

    @Test("says in its first line whether the graph conforms, and lists by rule with places")
    func text() throws {
        let report = try judge(Self.schema, Self.graph())
        let text = report.text()
        #expect(
            text.hasPrefix("DOES NOT CONFORM to graph type `g` (STRICT): 3 nodes, 2 edges, 6 violations.\n"))
        #expect(text.contains("Elements that conform to no type: 2\n"))
        #expect(text.contains("MANDATORY: 4\n"))
        for violation in report.violations {
            #expect(text.contains("\(violation.file ?? ""):\(violation.line ?? 0): \(violation.message)\n"))
        }
        #expect(text.contains("  FOR (x: A) MANDATORY x.none  3 targets  3 violations"))
        #expect(!report.text(isBrief: true).contains("Constraints\n"))
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    }

    @Test("of a graph that conforms says so in one line, and how many elements LOOSE admitted")
    func conformingText() throws {
        let one = InMemoryGraph.of([("n", ["A"], ["k": 1])])
        #expect(
            try judge(strict("(a: A {k INT})"), one).text(isBrief: true)
                == "CONFORMS to graph type `g` (STRICT): 1 node, 0 edges.\n")
        #expect(
            try judge(loose("(b: B)"), one).text(isBrief: true)
                == "CONFORMS to graph type `g` (LOOSE): 1 node, 0 edges; 1 element without a type, which LOOSE "
                + "admits.\n")
    }
}
