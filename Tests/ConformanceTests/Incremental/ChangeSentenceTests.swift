import Conformance
import PGSchema
import PropertyGraph
import Testing

/// A transaction, and what a person reads when it is refused.
struct ChangeSentenceCase: CustomTestStringConvertible {
    let testDescription: String
    let edit: @Sendable (MemoryGraph, inout GraphChange) -> Void
    let element: String
    let rule: Violation.Rule
    let line: Int

    init(
        _ about: String, _ rule: Violation.Rule, at element: String, line: Int,
        edit: @escaping @Sendable (MemoryGraph, inout GraphChange) -> Void
    ) {
        testDescription = about
        self.rule = rule
        self.element = element
        self.line = line
        self.edit = edit
    }
}

@Suite("A change that is refused")
struct ChangeSentenceTests {
    static let schema = strict(
        """
        (person: Person {name STRING}), (city: City {name STRING}), (: person)-[lives: LIVES]->(: city),
        FOR (p: person) KEY p.name,
        FOR (p: person) MANDATORY SINGLETON c WITHIN (p)-[: LIVES]->(c: city),
        FOR (p: person) CHECK p.name <> 'Nobody'
        """)

    /// Ann and Bob in Rome.
    static func graph() -> MemoryGraph {
        let graph = MemoryGraph()
        graph.insert(node: 0, StoredElement("ann", ["Person"], ["name": "Ann"]))
        graph.insert(node: 1, StoredElement("bob", ["Person"], ["name": "Bob"]))
        graph.insert(node: 2, StoredElement("rome", ["City"], ["name": "Rome"]))
        graph.insert(edge: 0, from: 0, to: 2, StoredElement("l0", ["LIVES"], [:]))
        graph.insert(edge: 1, from: 1, to: 2, StoredElement("l1", ["LIVES"], [:]))
        return graph
    }

    static let cases: [ChangeSentenceCase] = [
        .init("a duplicate key", .exclusive, at: "cid", line: 4) { graph, change in
            change.touch(node: 3, before: nil)
            graph.insert(node: 3, StoredElement("cid", ["Person"], ["name": "Ann"]))
            change.touch(edge: 2, from: 3, to: 2, before: nil)
            graph.insert(edge: 2, from: 3, to: 2, StoredElement("l2", ["LIVES"], [:]))
        },
        .init("a mandatory edge that goes", .mandatory, at: "bob", line: 2) { graph, change in
            change.touch(edge: 1, from: 1, to: 2, before: graph.edges[1]?.element)
            graph.remove(edge: 1)
        },
        .init("a second edge where one is allowed", .singleton, at: "ann", line: 1) { graph, change in
            change.touch(node: 3, before: nil)
            graph.insert(node: 3, StoredElement("oslo", ["City"], ["name": "Oslo"]))
            change.touch(edge: 2, from: 0, to: 3, before: nil)
            graph.insert(edge: 2, from: 0, to: 3, StoredElement("l2", ["LIVES"], [:]))
        },
        .init("a node of no type", .untyped, at: "oslo", line: 4) { graph, change in
            change.touch(node: 3, before: nil)
            graph.insert(node: 3, StoredElement("oslo", ["Town"], ["name": "Oslo"]))
        },
        .init("an edge to the wrong end", .untyped, at: "l2", line: 3) { graph, change in
            change.touch(edge: 2, from: 2, to: 2, before: nil)
            graph.insert(edge: 2, from: 2, to: 2, StoredElement("l2", ["LIVES"], [:]))
        },
        .init("a value that a CHECK forbids", .check, at: "bob", line: 2) { graph, change in
            change.touch(node: 1, before: graph.nodes[1])
            graph.insert(node: 1, StoredElement("bob", ["Person"], ["name": "Nobody"]))
        },
    ]

    @Test("is refused in the words of the validator", arguments: cases)
    func sentence(example: ChangeSentenceCase) throws {
        let (catalog, _) = Catalog.load(Self.schema)
        let graph = Self.graph()
        var change = GraphChange()
        example.edit(graph, &change)
        let verdict = try ChangeValidator(catalog: catalog, graphType: nil).check(change, of: graph)
        guard case .violates(let report) = verdict else {
            Issue.record("The change was let through.")
            return
        }
        try #require(report.violations.count == 1, "\(report.violations.map(\.message))")
        let violation = report.violations[0]
        #expect(violation.rule == example.rule && violation.element == example.element)
        #expect(violation.place == "graph:\(example.line)")
        #expect(report.counts == [example.rule: 1] && !report.conforms)
        let whole = try Validator(catalog: catalog).validate(graph.inMemory)
        #expect(whole.violations.map { $0.message.withoutPlaces } == [violation.message.withoutPlaces])
    }

    @Test("lists as many violations as it may and counts all")
    func limit() throws {
        let (catalog, _) = Catalog.load(Self.schema)
        let graph = Self.graph()
        var change = GraphChange()
        for id in UInt32(3)..<10 {
            change.touch(node: id, before: nil)
            graph.insert(node: id, StoredElement("n\(id)", ["Person"], ["name": "Ann"]))
        }
        let verdict = try ChangeValidator(catalog: catalog, graphType: nil).check(change, of: graph, limit: 2)
        guard case .violates(let report) = verdict else {
            Issue.record("The change was let through.")
            return
        }
        #expect(report.counts == [.exclusive: 7, .mandatory: 7])
        #expect(report.violations.count == 4 && report.limit == 2)
        #expect(report.constraints.map(\.violations) == [[.exclusive: 7], [.mandatory: 7], [:]])
    }
}

extension MemoryGraph {
    /// The same graph to be validated as a whole.
    fileprivate var inMemory: InMemoryGraph {
        func properties(_ element: StoredElement) -> [String: Value] {
            Dictionary(uniqueKeysWithValues: element.properties.map { ($0.key, $0.value) })
        }
        func name(_ node: UInt32) -> Identifier { nodes[node]?.identifier ?? "nobody" }
        return InMemoryGraph(
            nodes: nodes.sorted { $0.key < $1.key }.map { id, node in
                .init(id: name(id), labels: node.labels, properties: properties(node))
            },
            edges: edges.sorted { $0.key < $1.key }.map { _, edge in
                .init(
                    id: edge.element.identifier, from: name(edge.source), to: name(edge.target),
                    labels: edge.element.labels, properties: properties(edge.element))
            })
    }
}

extension String {
    /// Lines are those of a file in one graph and numbers of elements in the other.
    fileprivate var withoutPlaces: String { replacing(/line \d+/, with: "line") }
}
