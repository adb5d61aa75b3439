import PGSchema
import PropertyGraph
import Testing

@Suite("What names mean")
struct ResolverMeaningTests {
    private func load(_ script: String) throws -> Catalog {
        let (catalog, diagnostics) = Catalog.load(script)
        try #require(diagnostics.allSatisfy { $0.kind == .warning }, "\(diagnostics.map(\.message))")
        return catalog
    }

    private func type(_ name: String, in catalog: Catalog) throws -> ElementType {
        try #require(catalog.types.last { $0.name == name })
    }

    @Test("a name is a type if there is one, before or after its use, else a label")
    func typesAndLabels() throws {
        let catalog = try load("CREATE NODE TYPE (c: p & Customer) CREATE NODE TYPE (p: Person)")
        let parent = try type("p", in: catalog)
        #expect(try type("c", in: catalog).form.labels == .all([.type(parent.id), .label("Customer")]))
    }

    @Test("inside its own definition a type's name is a label")
    func ownName() throws {
        let catalog = try load(
            "CREATE NODE TYPE (Person: Person); CREATE EDGE TYPE (:Knows)-[Knows: Knows]->()")
        #expect(try type("Person", in: catalog).form.labels == .label("Person"))
        #expect(try type("Knows", in: catalog).endpoints?.source.labels == .label("Knows"))
    }

    @Test("members of a graph type go before types of the catalog, except in the catalog's own types")
    func scopes() throws {
        let catalog = try load(
            """
            CREATE NODE TYPE (p: Person) CREATE NODE TYPE (outer: p & Outer)
            CREATE GRAPH TYPE g STRICT { outer, (p: Robot), (inner: p & Inner) }
            """)
        let inline = try #require(catalog.types.first { $0.graphType == "g" && $0.name == "p" })
        let shared = try #require(catalog.types.first { $0.graphType == nil && $0.name == "p" })
        #expect(try type("inner", in: catalog).form.labels == .all([.type(inline.id), .label("Inner")]))
        #expect(try type("outer", in: catalog).form.labels == .all([.type(shared.id), .label("Outer")]))
    }

    @Test("an edge's empty endpoint is any node, and nothing else is opened by omission")
    func openness() throws {
        let catalog = try load("CREATE EDGE TYPE ()-[e: E]->(: A)")
        let endpoints = try #require(try type("e", in: catalog).endpoints)
        #expect(endpoints.source.opensLabels && endpoints.source.opensContent)
        #expect(!endpoints.target.opensLabels && !endpoints.target.opensContent)
    }

    @Test("imports bring members and constraints over any number of steps, once")
    func imports() throws {
        let catalog = try load(
            """
            CREATE GRAPH TYPE top STRICT IMPORTS left, right { (d: D), FOR (x: d) KEY x.k }
            CREATE GRAPH TYPE left STRICT IMPORTS base { (b: B {k INT}), FOR (x: b) KEY x.k }
            CREATE GRAPH TYPE right STRICT IMPORTS base { (c: C {k INT}), FOR (x: c) KEY x.k }
            CREATE GRAPH TYPE base STRICT { (a: A {k INT}), FOR (x: a) KEY x.k }
            """)
        let top = try #require(catalog.graphType(named: "top"))
        #expect(top.members.map { catalog[$0].name } == ["a", "b", "c", "d"])
        #expect(
            top.constraints.map(\.text) == [
                "FOR (x: a) KEY x.k", "FOR (x: b) KEY x.k", "FOR (x: c) KEY x.k", "FOR (x: d) KEY x.k",
            ])
        #expect(top.constraints.map(\.number) == [1, 2, 3, 4])
    }

    @Test("what is dropped may be created again")
    func drop() throws {
        let catalog = try load("CREATE NODE TYPE (a: A) DROP NODE TYPE a CREATE NODE TYPE (a: B)")
        #expect(catalog.types.count == 1)
        #expect(catalog.types[0].form.labels == .label("B"))
    }

    @Test(
        "IDENTIFIER and KEY are all three restrictors, as are the three together",
        arguments: ["KEY", "IDENTIFIER", "SINGLETON MANDATORY EXCLUSIVE"])
    func restrictors(_ text: String) throws {
        let catalog = try load("CREATE GRAPH TYPE g STRICT { (a: A {k INT}), FOR (x: a) \(text) x.k }")
        guard case .key(let restrictions, _)? = catalog.graphTypes[0].constraints.first?.requirement else {
            Issue.record("not a key")
            return
        }
        #expect(restrictions.exclusive && restrictions.mandatory && restrictions.singleton)
    }

    @Test("a constraint's text is one line without comments")
    func text() throws {
        let catalog = try load(
            """
            CREATE GRAPH TYPE g STRICT { (a: A {k INT}), // first
              FOR (x: a) /* the target */ KEY // all three
                x.k }
            """)
        #expect(catalog.graphTypes[0].constraints.map(\.text) == ["FOR (x: a) KEY x.k"])
    }

    @Test("a backward edge starts where it points away from")
    func direction() throws {
        let catalog = try load(
            "CREATE GRAPH TYPE g LOOSE { FOR (x: A) MANDATORY y WITHIN (x)<-[e: E]-(y), (y)-[:F]-(x) }")
        guard case .key(_, let descriptor)? = catalog.graphTypes[0].constraints.first?.requirement else {
            Issue.record("not a key")
            return
        }
        let names = descriptor.pattern.variables.map(\.name)
        let edges = descriptor.pattern.connections
        #expect(names[edges[0].source] == "y" && names[edges[0].target] == "x")
        #expect(edges.map(\.isDirected) == [true, false])
    }

    @Test(
        "in a constraint, only members are types", arguments: [("p", true), ("Person", false), ("q", false)])
    func constraintNames(name: String, isType: Bool) throws {
        let catalog = try load(
            "CREATE NODE TYPE (q: Q) CREATE GRAPH TYPE g LOOSE { (p: Person), FOR (x: \(name)) EXCLUSIVE x.k }"
        )
        let term = try #require(catalog.graphTypes[0].constraints[0].scope.filters.first?.labels)
        if case .type = term { #expect(isType) } else { #expect(!isType) }
    }

    @Test(
        "value types have GQL's names",
        arguments: [
            ("INTEGER", ValueType.signed(bits: 64)), ("SIGNED SMALL INTEGER", .signed(bits: 16)),
            ("UNSIGNED INTEGER32", .unsigned(bits: 32)), ("UINT8", .unsigned(bits: 8)),
            ("DOUBLE PRECISION", .float64),
            ("VARCHAR(9)", .string(minimum: 0, maximum: 9)), ("CHAR", .string(minimum: 1, maximum: 1)),
            ("DECIMAL(9)", .decimal(precision: 9, scale: 0)),
            ("LIST<INT | DATE>[3]", .list(.union([.signed(bits: 64), .date]), maximum: 3)),
            ("TIME", .union([.localTime, .zonedTime])), ("INT | INT", .signed(bits: 64)),
            ("VECTOR<3>", .vector(3)),
        ])
    func valueTypes(text: String, type: ValueType) throws {
        let catalog = try load("CREATE NODE TYPE (a: A { k \(text) })")
        #expect(catalog.types[0].form.properties[0].type == type)
    }
}
