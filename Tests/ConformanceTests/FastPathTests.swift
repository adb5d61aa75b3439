import Conformance
import PropertyGraph
import Testing

/// A constraint of a shape that is evaluated in a way of its own, and the elements of ``FastPathTests/graph`` that
/// break it.
struct FastPathCase: CustomTestStringConvertible {
    let constraint: String
    let broken: [Violation.Rule: [String]]
    let targets: Int

    init(_ constraint: String, _ targets: Int, _ broken: [Violation.Rule: [String]] = [:]) {
        self.constraint = constraint
        self.broken = broken
        self.targets = targets
    }

    var testDescription: String { constraint }
}

/// Common shapes of constraints take a column or the edge list in one pass.
///
/// Each is shown to hold and to fail here, beside neighbours that must not be mistaken for it.
@Suite("A constraint of a common shape")
struct FastPathTests {
    /// a1 and a2 know each other twice one way, a3 knows itself, b1 is known by all, b2 by nobody.
    static let graph = InMemoryGraph(
        nodes: [
            .init(id: "a1", labels: ["A"], properties: ["k": 1, "s": "x", "u": 1, "f": 1.5, "b": true]),
            .init(id: "a2", labels: ["A"], properties: ["k": 1, "s": "y", "u": 2, "f": 1.5]),
            .init(id: "a3", labels: ["A"], properties: ["k": 3, "s": "x", "u": 3]),
            .init(id: "b1", labels: ["B"], properties: ["k": 1, "s": "x", "u": "1"]),
            .init(id: "b2", labels: ["B"], properties: ["u": 1.0]),
        ],
        edges: [
            .init(id: "e1", from: "a1", to: "a2", labels: ["R"], properties: ["w": 1]),
            .init(id: "e2", from: "a1", to: "a2", labels: ["R"], properties: ["w": 2]),
            .init(id: "e3", from: "a2", to: "a1", labels: ["R"], properties: ["w": 1]),
            .init(id: "e4", from: "a3", to: "a3", labels: ["R"]),
            .init(id: "e5", from: "a1", to: "b1", labels: ["S"]),
            .init(id: "e6", from: "a2", to: "b1", labels: ["S"]),
            .init(id: "e7", from: "a3", to: "b1", labels: ["S"]),
            .init(id: "e8", from: "a1", to: "b1", labels: ["R"]),
        ])

    static let properties: [FastPathCase] = [
        .init("FOR (x: A) EXCLUSIVE x.u", 3),
        .init("FOR (x: A) EXCLUSIVE x.k", 3, [.exclusive: ["a2"]]),
        .init("FOR (x: A) EXCLUSIVE x.s", 3, [.exclusive: ["a3"]]),
        .init("FOR (x) EXCLUSIVE x.k", 5, [.exclusive: ["a2", "b1"]]),
        .init("FOR (x) EXCLUSIVE x.u", 5, [.exclusive: ["b2"]]),
        .init("FOR (x: A) EXCLUSIVE x.f", 3, [.exclusive: ["a2"]]),
        .init("FOR (x) MANDATORY x.k", 5, [.mandatory: ["b2"]]),
        .init("FOR (x: A) MANDATORY SINGLETON x.k", 3),
        .init("FOR (x: B) MANDATORY x.none", 2, [.mandatory: ["b1", "b2"]]),
        .init("FOR (x: B) KEY x.k", 2, [.mandatory: ["b2"]]),
        .init("FOR (x) WITHIN (x)-[: S]->() EXCLUSIVE x.k", 3, [.exclusive: ["a2"]]),
        .init("FOR (x) WITHIN (x) WHERE x.u = 1 EXCLUSIVE x.k", 2),
        .init("FOR (x) WITHIN (x {s: 'x'}) EXCLUSIVE x.k", 3, [.exclusive: ["b1"]]),
        .init("FOR e WITHIN ()-[e: R]->() EXCLUSIVE e.w", 5, [.exclusive: ["e3"]]),
        .init("FOR e.w WITHIN ()-[e]->() EXCLUSIVE e.w", 3, [.exclusive: ["e3"]]),
        .init("FOR e.w WITHIN ()-[e]->() MANDATORY e.w", 3),
    ]

    static let incidence: [FastPathCase] = [
        .init("FOR (x: A) MANDATORY y WITHIN (x)-[: S]->(y: B)", 3),
        .init("FOR (x: B) MANDATORY y WITHIN (y: A)-[: S]->(x)", 2, [.mandatory: ["b2"]]),
        .init("FOR (x: B) MANDATORY y WITHIN (x)<-[: S]-(y)", 2, [.mandatory: ["b2"]]),
        .init("FOR (x: B) MANDATORY y WITHIN (x)-[: S]->(y)", 2, [.mandatory: ["b1", "b2"]]),
        // A neighbour is one however many edges lead there, each edge is one by itself.
        .init("FOR (x: A) SINGLETON y WITHIN (x)-[: R]->(y: A)", 3),
        .init("FOR (x: A) SINGLETON e WITHIN (x)-[e: R]->(: A)", 3, [.singleton: ["a1"]]),
        .init("FOR (x: A) SINGLETON e WITHIN (x)<-[e: R]-(: A)", 3, [.singleton: ["a2"]]),
        .init("FOR (x: A) SINGLETON y WITHIN (x)-[: R]->(y)", 3, [.singleton: ["a1"]]),
        .init("FOR (x: A) MANDATORY SINGLETON y WITHIN (x)-[: S]->(y)", 3),
        .init("FOR (x: B) SINGLETON y WITHIN (y)-[: S]->(x)", 2, [.singleton: ["b1"]]),
        .init("FOR (x: A) SINGLETON y WITHIN (x)-[: R]-(y: A)", 3),
        .init("FOR (x: A) SINGLETON e WITHIN (x)-[e: R]-(: A)", 3, [.singleton: ["a1", "a2"]]),
        .init("FOR (x: A) MANDATORY e WITHIN (x)-[e]->(x)", 3, [.mandatory: ["a1", "a2"]]),
        // A loop beside another variable is no edge to that variable.
        .init("FOR (x: A) MANDATORY y WITHIN (x)-[]->(x), (y: B)", 3, [.mandatory: ["a1", "a2"]]),
        .init("FOR (x: A) SINGLETON y WITHIN (x)-[]->(x), (y: B)", 3, [.singleton: ["a3"]]),
        // EXCLUSIVE makes it a question about other targets.
        .init("FOR (x: A) EXCLUSIVE y WITHIN (x)-[: S]->(y)", 3, [.exclusive: ["a2", "a3"]]),
        .init("FOR (x: A) KEY y WITHIN (x)-[: R]->(y: A)", 3),
        .init("FOR (x: A) MANDATORY y WITHIN (x: B)-[]->(y)", 3, [.mandatory: ["a1", "a2", "a3"]]),
        .init("FOR (x: A) MANDATORY y WITHIN (x)-[: R {w: 2}]->(y)", 3, [.mandatory: ["a2", "a3"]]),
        .init("FOR (x: A) MANDATORY y WITHIN (x)-[]->(y) WHERE y.k = 3", 3, [.mandatory: ["a1", "a2"]]),
    ]

    static let edges: [FastPathCase] = [
        .init("FOR e WITHIN (: A)-[e: S]->(: B) EXCLUSIVE x, y WITHIN (x)-[e]->(y)", 3),
        .init("FOR e WITHIN (: A)-[e: R]->(: A) EXCLUSIVE x, y WITHIN (x)-[e]->(y)", 4, [.exclusive: ["e2"]]),
        .init("FOR e WITHIN (: A)-[e: R]->(: A) KEY y, x WITHIN (x)-[e]->(y)", 4, [.exclusive: ["e2"]]),
        .init("FOR e WITHIN (: A)-[e: R]->(: B) KEY y, x WITHIN (x)-[e]->(y)", 1),
        .init("FOR e WITHIN ()-[e]->() EXCLUSIVE x, y WITHIN (x)-[e]->(y)", 8, [.exclusive: ["e2", "e5"]]),
        .init(
            "FOR e WITHIN ()-[e]->() EXCLUSIVE x, x WITHIN (x)-[e]->()", 8,
            [.exclusive: ["e2", "e5", "e6", "e7", "e8"]]),
        .init(
            "FOR e WITHIN ()-[e: R]->() SINGLETON x, y WITHIN (x)-[e]-(y)", 5,
            [.singleton: ["e1", "e2", "e3", "e8"]]),
        .init("FOR e WITHIN ()-[e: R]->() EXCLUSIVE x, y WITHIN (x)-[e]->(y: B)", 5),
        .init(
            "FOR e WITHIN ()-[e: R]->() MANDATORY x, y WITHIN (x)-[e]->(y: B)", 5,
            [.mandatory: ["e1", "e2", "e3", "e4"]]),
        .init("FOR e WITHIN (: A)-[e: R]->(: B) MANDATORY e.w", 1, [.mandatory: ["e8"]]),
        .init("FOR e WITHIN (: B)-[e]->(: A) MANDATORY e.w", 0),
        .init("FOR e WITHIN (: B)-[e]-(: A) MANDATORY e.w", 4, [.mandatory: ["e5", "e6", "e7", "e8"]]),
        .init("FOR e WITHIN (x)-[e]->(x) MANDATORY e.w", 1, [.mandatory: ["e4"]]),
        .init("FOR e WITHIN (x: A)-[e]->(x), (y: B) MANDATORY e.w", 1, [.mandatory: ["e4"]]),
        .init("FOR e WITHIN (x: A)-[e]->(x), (y: C) MANDATORY e.w", 0),
        .init("FOR e WITHIN (: A {k: 3})-[e]->() MANDATORY e.w", 2, [.mandatory: ["e4", "e7"]]),
    ]

    static let checks: [FastPathCase] = [
        .init("FOR (x: A) CHECK x.k >= 1", 3), .init("FOR (x: A) CHECK x.k > 1", 3, [.check: ["a1", "a2"]]),
        .init("FOR (x: A) CHECK x.k < 3", 3, [.check: ["a3"]]), .init("FOR (x: A) CHECK x.k <= 3", 3),
        .init("FOR (x: A) CHECK x.k = 1", 3, [.check: ["a3"]]),
        .init("FOR (x: A) CHECK x.k <> 1", 3, [.check: ["a1", "a2"]]), .init("FOR (x: B) CHECK x.k = 1", 2),
        .init("FOR (x: A) CHECK 2 > x.k", 3, [.check: ["a3"]]),
        .init("FOR (x: A) CHECK x.k = 1.0", 3, [.check: ["a3"]]),
        .init("FOR (x: A) CHECK x.s IN ['x', 'y']", 3),
        .init("FOR (x) CHECK x.s IN ['x']", 5, [.check: ["a2"]]),
        .init("FOR (x) CHECK x.s NOT IN ['x']", 5, [.check: ["a1", "a3", "b1"]]),
        .init("FOR (x) CHECK x.s NOT IN ['z', 'xx', '']", 5), .init("FOR (x) CHECK x.s IN ['y', NULL]", 5),
        .init("FOR (x) CHECK x.s NOT IN ['x', NULL]", 5, [.check: ["a1", "a3", "b1"]]),
        .init("FOR (x: A) CHECK x.s = 1", 3, [.check: ["a1", "a2", "a3"]]),
        .init("FOR (x) CHECK x.u > 0", 5, [.check: ["b1"]]), .init("FOR (x: A) CHECK x.b", 3),
        .init("FOR (x: A) CHECK NOT x.b", 3, [.check: ["a1"]]), .init("FOR (x: A) CHECK x.f > 1", 3),
        .init("FOR e WITHIN ()-[e: R]->() CHECK e.w < 2", 5, [.check: ["e2"]]),
        .init("FOR (x: A) CHECK x.b IS NOT NULL", 3, [.check: ["a2", "a3"]]),
        .init("FOR (x: A) CHECK x.k = NULL OR x.none > 1", 3),
    ]

    static let joins: [FastPathCase] = [
        .init("FOR (x: A) MANDATORY y WITHIN (y: B) WHERE y.k = x.k", 3, [.mandatory: ["a3"]]),
        .init("FOR (x: A) MANDATORY y WITHIN (y: B) WHERE x.k = y.k", 3, [.mandatory: ["a3"]]),
        .init("FOR (x: A) MANDATORY y WITHIN (y: B) WHERE y.u = x.u", 3, [.mandatory: ["a2", "a3"]]),
        .init(
            "FOR (x: A) MANDATORY y WITHIN (y: B) WHERE y.none = x.none", 3, [.mandatory: ["a1", "a2", "a3"]]),
        .init("FOR (x: A) SINGLETON y WITHIN (y: A) WHERE y.k = x.k", 3, [.singleton: ["a1", "a2"]]),
        .init("FOR (x: A) SINGLETON y WITHIN (y: A) WHERE y.k = x.k AND y.s = x.s", 3),
        .init("FOR (x: A) MANDATORY y WITHIN (y: B) WHERE y.k = 1", 3),
        .init("FOR (x: A) MANDATORY y WITHIN (y: B) WHERE y.k = 2", 3, [.mandatory: ["a1", "a2", "a3"]]),
        .init("FOR (x: A) MANDATORY y WITHIN (y: B) WHERE y.k = NULL", 3, [.mandatory: ["a1", "a2", "a3"]]),
        .init("FOR (x: B) MANDATORY z WITHIN (y)-[: R]->(z) WHERE y.s = x.s", 2, [.mandatory: ["b2"]]),
        .init(
            "FOR (x: A) MANDATORY y WITHIN (y), (z: B) WHERE y.u = z.k AND z.s = x.s", 3, [.mandatory: ["a2"]]
        ),
    ]

    @Test(
        "is broken by these elements and no others",
        arguments: properties + incidence + edges + checks + joins)
    func outcome(example: FastPathCase) throws {
        for graph: any GraphSource in [Self.graph, SplitGraph(Self.graph, files: 3)] {
            let report = try judge(loose(example.constraint), graph)
            #expect(report.constraints[0].targets == example.targets)
            #expect(report.constraints[0].violations == example.broken.mapValues(\.count))
            // Cut up, the graph has another first and second of equal ones.
            guard graph is InMemoryGraph else { continue }
            for rule in Violation.Rule.allCases {
                #expect(report.violations(rule).map(\.element) == example.broken[rule] ?? [])
            }
        }
    }
}
