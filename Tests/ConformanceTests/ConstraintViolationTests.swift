import Conformance
import PropertyGraph
import Testing

/// A constraint, a graph that breaks it, and what a person reads.
struct ConstraintCase: CustomTestStringConvertible {
    let constraint: String
    let element: String
    let place: String
    let says: [String]

    var testDescription: String { constraint }
}

@Suite("A broken constraint")
struct ConstraintViolationTests {
    static let types = """
        (person: Person {name STRING, OPTIONAL age INT}), (city: City {name STRING}),
        (: person)-[lives: LIVES]->(: city), (: person)-[knows: KNOWS {OPTIONAL since INT}]->(: person)
        """
    static let people = """
        :ID,name,age:int,:LABEL
        ann,Ann,30,Person
        bob,Bob,,Person
        ann2,Ann,-1,Person
        rome,Rome,,City
        oslo,Oslo,,City

        """
    static let edges = """
        :ID,:START_ID,:END_ID,since:int,:TYPE
        l1,ann,rome,,LIVES
        l2,ann,oslo,,LIVES
        k1,ann,bob,1,KNOWS
        k2,ann,bob,1,KNOWS
        l3,ann2,rome,,LIVES

        """

    static let cases: [ConstraintCase] = [
        .init(
            constraint: "FOR (p: person) EXCLUSIVE p.name", element: "ann2", place: "people.csv:4",
            says: ["Node ann2", "p.name = 'Ann'", "node ann (line 2)"]),
        .init(
            constraint: "FOR (p: person) MANDATORY p.age", element: "bob", place: "people.csv:3",
            says: ["Node bob has no p.age"]),
        .init(
            constraint: "FOR (p: person) MANDATORY c WITHIN (p)-[: LIVES]->(c: city)", element: "bob",
            place: "people.csv:3", says: ["Node bob has no c"]),
        .init(
            constraint: "FOR (p: person) SINGLETON c WITHIN (p)-[: LIVES]->(c: city)", element: "ann",
            place: "people.csv:2", says: ["Node ann", "c = rome", "c = oslo"]),
        .init(
            constraint: "FOR (c: city) SINGLETON l WITHIN (: person)-[l: LIVES]->(c)", element: "rome",
            place: "people.csv:5", says: ["Node rome", "l = l1", "l = l3"]),
        .init(
            constraint: "FOR e WITHIN (: person)-[e: KNOWS]->(: person) EXCLUSIVE x, y WITHIN (x)-[e]->(y)",
            element: "k2", place: "edges.csv:5", says: ["Edge k2", "x = ann, y = bob", "edge k1 (line 4)"]),
        .init(
            constraint: "FOR e.since WITHIN ()-[e: KNOWS]->() EXCLUSIVE e.since", element: "k2",
            place: "edges.csv:5", says: ["Edge k2", "e.since = 1", "edge k1"]),
        .init(
            constraint: "FOR (p: person) CHECK p.age >= 0", element: "ann2", place: "people.csv:4",
            says: ["Node ann2", "age is -1"]),
        .init(
            constraint: "FOR (p: person) CHECK p.name IN ['Bob'] OR p.age > 0 OR p.nick IS NOT NULL",
            element: "ann2", place: "people.csv:4",
            says: ["name is 'Ann'", "age is -1", "nick is not there"]),
        .init(
            constraint: "FOR (p: person) EXCLUSIVE p.name, c WITHIN (p)-[: LIVES]->(c)", element: "ann2",
            place: "people.csv:4", says: ["p.name = 'Ann', c = rome", "node ann"]),
    ]

    @Test("names the element, its place, the witness and the rule", arguments: cases)
    func message(example: ConstraintCase) throws {
        let graph = try WrittenGraph(["people.csv": Self.people, "edges.csv": Self.edges])
        let report = try judge(strict(Self.types + ",\n" + example.constraint), graph)
        try #require(report.violations.count == 1, "\(report.violations.map(\.message))")
        let violation = report.violations[0]
        #expect(violation.element == example.element && violation.place == example.place)
        #expect(violation.constraint == 1)
        for part in example.says + [example.constraint] {
            #expect(violation.message.contains(part), "\(violation.message)")
        }
    }

    @Test("names the file of a witness that stands in another")
    func otherFile() throws {
        let graph = try WrittenGraph([
            "a.csv": ":ID,name,:LABEL\n1,Ann,Person\n", "b.csv": ":ID,name,:LABEL\n2,Ann,Person\n",
        ])
        let report = try judge(strict("(p: Person {name STRING}), FOR (x: p) KEY x.name"), graph)
        #expect(try report.message(.exclusive).contains("a.csv, line 2"))
    }

    @Test("breaks each restrictor of a KEY by itself")
    func key() throws {
        let graph = InMemoryGraph.of([
            ("1", ["A"], ["k": 1]), ("2", ["A"], [:]), ("3", ["A"], ["k": 1.0]), ("4", ["A"], ["k": 2]),
        ])
        let report = try judge(strict("(a: A {OPEN}), FOR (x: a) KEY x.k"), graph)
        #expect(report.constraints[0].violations == [.exclusive: 1, .mandatory: 1])
        #expect(report.constraints[0].targets == 4)
        #expect(report.violations.map(\.element) == ["3", "2"])
    }

    @Test("imported with a graph type keeps its number before the own ones")
    func imported() throws {
        let schema = """
            CREATE GRAPH TYPE base LOOSE { (a: A {OPEN}), FOR (x: a) MANDATORY x.k }
            CREATE GRAPH TYPE g STRICT IMPORTS base { FOR (x: a) MANDATORY x.m }
            """
        let report = try judge(schema, InMemoryGraph.of([("n", ["A"], ["k": 1])]))
        #expect(report.constraints.map(\.violations) == [[:], [.mandatory: 1]])
        #expect(report.violations.map(\.constraint) == [2])
    }

    @Test("is worked out over the edges of the graph alone, dangling and duplicate ones aside")
    func leftOut() throws {
        let graph = InMemoryGraph.of(
            [("a", ["A"], [:]), ("b", ["A"], [:])],
            edges: [
                ("e", "a", "b", ["R"]), ("e", "a", "a", ["R"]), ("f", "a", "nobody", ["R"]),
                ("g", "nobody", "b", ["R"]),
            ])
        let report = try judge(
            strict(
                """
                (a: A), (: a)-[r: R]->(: a), FOR (x: a) SINGLETON y WITHIN (x)-[: R]->(y),
                FOR (x: a) SINGLETON y WITHIN (x)-[: R]-(y), FOR (x: a) MANDATORY y WITHIN (x)<-[: R]-(y),
                FOR e WITHIN ()-[e: R]->() EXCLUSIVE x WITHIN (x)-[e]->()
                """), graph)
        #expect(report.constraints.map(\.violations) == [[:], [:], [.mandatory: 1], [:]])
        #expect(report.constraints.map(\.targets) == [2, 2, 2, 1])
    }
}
