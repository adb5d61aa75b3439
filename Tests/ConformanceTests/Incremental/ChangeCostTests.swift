import Conformance
import PGSchema
import PropertyGraph
import Testing

/// What a check costs must not depend on the graph, not even where a node has very many edges.
@Suite("The cost of a change")
struct ChangeCostTests {
    static let followers = UInt32(100_000)
    static let schema = strict(
        """
        (user: User {id INT, OPTIONAL motto STRING}), (: user)-[follows: FOLLOWS {OPTIONAL since INT}]->(: user),
        FOR (u: user) KEY u.id,
        FOR e WITHIN (: user)-[e: FOLLOWS]->(: user) EXCLUSIVE x, y WITHIN (x)-[e]->(y),
        FOR e WITHIN (: user)-[e: FOLLOWS]->(: user) EXCLUSIVE x, y, e.since WITHIN (x)-[e]->(y),
        FOR u WITHIN (u: user)<-[: FOLLOWS]-(: user) EXCLUSIVE v, u.id WITHIN (v)-[: FOLLOWS]->(u),
        FOR (u: user) EXCLUSIVE u.id, v WITHIN (u)-[: FOLLOWS]->(v),
        FOR (u: user) CHECK u.motto <> ''
        """)

    /// User 0, whom everybody else follows.
    static let graph: @Sendable () -> MemoryGraph = {
        let graph = MemoryGraph()
        for id in 0...followers { graph.insert(node: id, user(id)) }
        for id in 1...followers { graph.insert(edge: id, from: id, to: 0, follow(id)) }
        return graph
    }

    static func user(_ id: UInt32, _ more: [String: Value] = [:]) -> StoredElement {
        StoredElement("u\(id)", ["User"], more.merging(["id": .integer(Int64(id))]) { $1 })
    }

    static func follow(_ id: UInt32) -> StoredElement {
        StoredElement("f\(id)", ["FOLLOWS"], ["since": 2020])
    }

    @Test("does not follow the edges of a node that has very many")
    func hub() throws {
        let (catalog, diagnostics) = Catalog.load(Self.schema)
        try #require(diagnostics.isEmpty, "\(diagnostics)")
        let validator = try ChangeValidator(catalog: catalog, graphType: nil)
        let graph = Self.graph()
        func expectConforming(_ about: String, _ make: (inout GraphChange) -> Void) throws {
            var change = GraphChange()
            make(&change)
            graph.accesses = 0
            let verdict = try validator.check(change, of: graph)
            guard case .conforms = verdict else {
                Issue.record("\(about): \(verdict)")
                return
            }
            #expect(graph.accesses < 50, "\(about)")
        }
        let new = Self.followers + 1
        try expectConforming("a node with a key") { change in
            change.touch(node: new, before: nil)
            graph.insert(node: new, Self.user(new))
        }
        try expectConforming("an edge at the hub") { change in
            change.touch(edge: new, from: new, to: 0, before: nil)
            graph.insert(edge: new, from: new, to: 0, Self.follow(new))
        }
        try expectConforming("a property of the hub that no constraint mentions, and a new key at that") {
            change in
            change.touch(node: 0, before: graph.nodes[0])
            graph.insert(node: 0, Self.user(0, ["motto": "Hello"]))
        }
        try expectConforming("a property of the hub that a CHECK mentions") { change in
            change.touch(node: 0, before: graph.nodes[0])
            graph.insert(node: 0, Self.user(0, ["motto": "Bye"]))
        }
        try expectConforming("an edge at the hub that goes") { change in
            change.touch(edge: new, from: new, to: 0, before: graph.edges[new]?.element)
            graph.remove(edge: new)
        }
    }

    @Test("needs indexes of the keys that constraints compare")
    func lookups() throws {
        let (catalog, _) = Catalog.load(
            loose(
                """
                (a: A {OPEN}), ()-[r: R {OPEN}]->(),
                FOR (x: a) KEY x.k, FOR (x: a) EXCLUSIVE x.m, x.k, FOR (x: A) KEY x.k,
                FOR (x: a) MANDATORY y.id WITHIN (y: a) WHERE y.id = x.parent,
                FOR e WITHIN ()-[e: r]->() EXCLUSIVE e.n,
                FOR (x: a) SINGLETON x.s, FOR (x: a) EXCLUSIVE x, x.t
                """))
        let found = ChangeValidator.lookups(of: try catalog.chosenGraphType(nil))
        #expect(
            found.map { [$0.kind.rawValue] + $0.keys } == [
                ["node", "k"], ["node", "k", "m"], ["node", "id"], ["node", "parent"], ["edge", "n"],
            ])
    }

    @Test("is refused where a constraint relates elements that nothing joins")
    func undecided() throws {
        let (catalog, _) = Catalog.load(
            loose("(a: A {OPEN}), FOR (x: A) MANDATORY y WITHIN (y: B) WHERE y.k > x.k"))
        let validator = try ChangeValidator(catalog: catalog, graphType: nil)
        let graph = MemoryGraph()
        var change = GraphChange()
        change.touch(node: 0, before: nil)
        graph.insert(node: 0, StoredElement("c", ["C"], [:]))
        guard case .conforms = try validator.check(change, of: graph) else {
            Issue.record("The constraint has nothing to do with C.")
            return
        }
        graph.insert(node: 1, StoredElement("b", ["B"], ["k": 1]))
        change.touch(node: 1, before: nil)
        guard case .conforms = try validator.check(change, of: graph) else {
            Issue.record("Another B takes no tuple away.")
            return
        }
        change = GraphChange()
        change.touch(node: 2, before: StoredElement("b2", ["B"], ["k": 1]))
        guard case .undecided = try validator.check(change, of: graph) else {
            Issue.record("Any A may have needed the B that is gone.")
            return
        }
    }
}
