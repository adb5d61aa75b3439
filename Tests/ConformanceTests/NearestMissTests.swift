import Conformance
import PropertyGraph
import Testing

/// One element that conforms to nothing, and the sentence a person should get.
struct NearestMissCase: CustomTestStringConvertible {
    let testDescription: String
    let types: String
    var graph: InMemoryGraph
    let expected: String

    /// A node `n`.
    init(
        _ about: String, _ types: String, _ labels: [String], _ properties: [String: Value],
        _ expected: String
    ) {
        testDescription = about
        self.types = types
        graph = InMemoryGraph(nodes: [.init(id: "n", labels: labels, properties: properties)])
        self.expected = expected
    }

    /// An edge `e` from `a` to `b`.
    init(
        _ about: String, _ types: String, from source: [String], _ label: String, to target: [String],
        _ expected: String
    ) {
        testDescription = about
        self.types = types
        graph = .of([("a", source, [:]), ("b", target, [:])], edges: [("e", "a", "b", [label])])
        self.expected = expected
    }
}

@Suite("An element without a type")
struct NearestMissTests {
    static let nodes: [NearestMissCase] = [
        .init(
            "a missing label", "(t: A & B)", ["A"], [:],
            "Node n (:A) conforms to no type; the nearest is `t`, but it lacks the label `B`."),
        .init(
            "an extra label", "(t: A), (u: B {k INT})", ["A", "B"], [:],
            "Node n (:A:B) conforms to no type; the nearest is `t`, but the label `B` does not belong there."),
        .init(
            "a missing property", "(t: A {k INT, m STRING})", ["A"], ["k": 1],
            "Node n (:A) conforms to no type; the nearest is `t`, but it lacks the property `m` STRING."),
        .init(
            "an extra property", "(t: A)", ["A"], ["k": 1],
            "Node n (:A) conforms to no type; the nearest is `t`, but the property `k` is not declared."),
        .init(
            "a value of another type", "(t: A {k DATE})", ["A"], ["k": "2020-01-01"],
            "Node n (:A) conforms to no type; the nearest is `t`, but `k` is the STRING '2020-01-01' and not DATE."
        ),
        .init(
            "numbers do not coerce", "(t: A {k DOUBLE})", ["A"], ["k": 1],
            "Node n (:A) conforms to no type; the nearest is `t`, but `k` is the INT 1 and not DOUBLE."),
        .init(
            "a value out of range", "(t: A {k INT8})", ["A"], ["k": 300],
            "Node n (:A) conforms to no type; the nearest is `t`, but `k` is the INT 300 and not INT8."),
        .init(
            "every reason, by name", "(t: A & B {k INT, z INT})", ["A"], ["z": "x", "y": 1, "a": 1],
            "Node n (:A) conforms to no type; the nearest is `t`, but it lacks the label `B`, it lacks the property "
                + "`k` INT, `z` is the STRING 'x' and not INT, the property `a` is not declared, the property `y` is "
                + "not declared."),
        .init(
            "the best of several alternatives", "(t: (A & B) | (C & D)), (u: Q {k INT})", ["C"], [:],
            "Node n (:C) conforms to no type; the nearest is `t`, but it lacks the label `D`."),
        .init(
            "a required type outdoes an optional one of the same key",
            "ABSTRACT (o: A {OPTIONAL k STRING}), (t: o & B {k INT})", ["A", "B"], ["k": "x"],
            "Node n (:A:B) conforms to no type; the nearest is `t`, but `k` is the STRING 'x' and not INT."),
        .init(
            "two required types must both admit a value", "ABSTRACT (o: A {k STRING}), (t: o & B {k INT})",
            ["A", "B"],
            ["k": "x"],
            "Node n (:A:B) conforms to no type; the nearest is `t`, but `k` is the STRING 'x' and not INT and STRING."
        ),
        .init(
            "an unknown label that is a slip", "(t: Person), (u: City)", ["Persn"], [:],
            "Node n (:Persn) conforms to no type: no node type of `g` has the label `Persn`. Did you mean `Person`?"
        ),
        .init(
            "an unknown label that is none", "(t: Person)", ["Car"], [:],
            "Node n (:Car) conforms to no type: no node type of `g` has the label `Car`. Define a type for it, or make "
                + "the graph type LOOSE to admit untyped elements."),
        .init(
            "several unknown labels", "(t: Person)", ["Car", "Boat"], [:],
            "Node n (:Boat:Car) conforms to no type: no node type of `g` has the labels `Boat`, `Car`. Define a type for "
                + "it, or make the graph type LOOSE to admit untyped elements."),
        .init(
            "a label unknown but welcome", "(t: A OPEN {k INT})", ["A", "X"], [:],
            "Node n (:A:X) conforms to no type; the nearest is `t`, but it lacks the property `k` INT."),
        .init(
            "no label", "(t: A)", [], [:],
            "Node n (no labels) conforms to no type; the nearest is `t`, but it lacks the label `A`."),
        .init(
            "no type of the kind", "()-[r: R]->()", ["A"], [:],
            "Node n (:A) conforms to no type: graph type `g` has no node types. Define one, or make the graph type LOOSE "
                + "to admit untyped elements."),
    ]

    static let edges: [NearestMissCase] = [
        .init(
            "a wrong source", "(p: P), (q: Q), (: p)-[r: R]->(: q)", from: ["Q"], "R", to: ["Q"],
            "Edge e (:R) conforms to no type; the nearest is `r`, but its source a, a `q`, does not fit there (it lacks "
                + "the label `P` and the label `Q` does not belong there)."),
        .init(
            "both ends wrong", "(p: P), (q: Q), (: p)-[r: R]->(: q)", from: ["Q"], "R", to: ["P"],
            "Edge e (:R) conforms to no type; the nearest is `r`, but its source a, a `q`, does not fit there (it lacks "
                + "the label `P` and the label `Q` does not belong there), its target b, a `p`, does not fit there (it "
                + "lacks the label `Q` and the label `P` does not belong there)."),
        .init(
            "an end that is untyped itself", "(p: P), (: p)-[r: R]->(: p)", from: ["P"], "R", to: ["P", "X"],
            "Edge e (:R) conforms to no type; the nearest is `r`, but its target b, which is untyped itself, does not fit "
                + "(the label `X` does not belong there)."),
        .init(
            "an end of a subtype, which does not conform to a closed parent",
            "(p: P), (c: p & C), (: p)-[r: R]->(: p)", from: ["P"], "R", to: ["C", "P"],
            "Edge e (:R) conforms to no type; the nearest is `r`, but its target b, a `c`, does not fit there (the label "
                + "`C` does not belong there). `c` extends `p`, but inheritance reuses a type and does not make its "
                + "instances conform to it: write `(: p | c)` at that end, or make `p` OPEN in labels and content."
        ),
        .init(
            "a slip in the label", "(p: P), (: p)-[r: KNOWS]->(: p)", from: ["P"], "KNOW", to: ["P"],
            "Edge e (:KNOW) conforms to no type: no edge type of `g` has the label `KNOW`. Did you mean `KNOWS`?"
        ),
        .init(
            "no edge type", "(p: P)", from: ["P"], "R", to: ["P"],
            "Edge e (:R) conforms to no type: graph type `g` has no edge types. Define one, or make the graph type LOOSE "
                + "to admit untyped elements."),
    ]

    @Test("is told what keeps it from the nearest", arguments: nodes)
    func node(example: NearestMissCase) throws {
        let report = try judge(strict(example.types), example.graph)
        #expect(report.violations.map(\.message) == [example.expected])
        #expect(report.violations.map(\.element) == ["n"])
    }

    @Test("is told which end is wrong and why, if it is an edge", arguments: edges)
    func edge(example: NearestMissCase) throws {
        let report = try judge(strict(example.types), example.graph)
        #expect(report.violations.last?.message == example.expected)
        #expect(report.violations.last?.element == "e")
    }

    @Test(
        "of a subtype is admitted by what the message proposes",
        arguments: [
            "(p: P), (c: p & C), (: p | c)-[r: R]->(: p | c)",
            "(p: P OPEN {OPEN}), (c: p & C), (: p)-[r: R]->(: p)",
        ])
    func remedy(types: String) throws {
        let graph = InMemoryGraph.of(
            [("a", ["P"], [:]), ("b", ["P", "C"], [:])], edges: [("e", "a", "b", ["R"])])
        #expect(try judge(strict(types), graph).conforms)
    }

    @Test("is near to types that speak of its labels rather than to others as near")
    func tie() throws {
        let graph = InMemoryGraph.of([("n", ["B"], ["x": 1, "y": 2, "z": 3])])
        let report = try judge(strict("(a: A {x INT, y INT, z INT}), (b: B)"), graph)
        #expect(try report.message(.untyped).contains("the nearest is `b`"))
    }
}
