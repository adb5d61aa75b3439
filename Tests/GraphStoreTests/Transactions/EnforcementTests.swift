import Conformance
import Foundation
import GraphStore
import PGSchema
import PropertyGraph
import Testing

@Suite("A schema, at commit")
struct EnforcementTests {
    typealias Attempt = @Sendable (WriteTransaction) throws -> Void

    private static func ada(_ graph: WriteTransaction) throws -> NodeID {
        try #require(try graph.node(named: "ada"))
    }
    private static func account(_ graph: WriteTransaction) throws -> NodeID {
        try #require(try graph.node(named: "a1"))
    }

    static let refusals: [(String, Attempt)] = [
        (
            "Did you mean `Customer`?",
            { _ = try $0.insertNode(labels: ["Custommer"], properties: ["name": .string("Eve")]) }
        ),
        (
            "shares a.iban = 'DE01' with node a1",
            { graph in
                let account = try graph.insertNode(
                    labels: ["Account"], properties: ["iban": .string("DE01")], identifier: "a2")
                try graph.insertEdge(
                    from: try ada(graph), to: account, labels: ["OWNS"],
                    properties: ["since": .date(CalendarDate(days: 1))])
            }
        ),
        (
            "has no c, and constraint 2 demands one",
            { graph in try graph.delete(try ada(graph), detaching: true) }
        ),
        (
            "has no c, and constraint 2 demands one",
            { graph in
                let edge = try #require(try graph.edges(of: try ada(graph)).first)
                try graph.delete(edge.edge)
            }
        ),
        ("iban", { graph in try graph.set("iban", to: nil, of: try account(graph)) }),
        ("iban", { graph in try graph.set("iban", to: .integer(7), of: try account(graph)) }),
        ("OWNS", { graph in try graph.setLabels(["Account"], of: try ada(graph)) }),
        (
            "OWNS",
            { graph in
                try graph.insertEdge(
                    from: try account(graph), to: try ada(graph), labels: ["OWNS"],
                    properties: ["since": .date(CalendarDate(days: 1))])
            }
        ),
    ]

    @Test(
        "refuses what it forbids, in the validator's words, and nothing is changed",
        arguments: refusals.indices)
    func refusing(position: Int) throws {
        let (words, attempt) = Self.refusals[position]
        for merged in [true, false] {
            let folder = try StoreFolder()
            let store = try WriteTests.bank(folder, schema: Bank.schema)
            if !merged {
                try store.write { graph in
                    try graph.set("name", to: .string("Ada L."), of: try Self.ada(graph))
                }
            }
            let before = try store.read { try SnapshotTests.content($0) }
            let error = #expect(throws: StoreError.self) { try store.write(attempt) }
            guard case .refused(let report)? = error else {
                Issue.record("It was not refused: \(String(describing: error)).")
                return
            }
            #expect(
                report.violations.contains { $0.message.contains(words) },
                "\(report.violations.map(\.message))")
            #expect(try store.read { try SnapshotTests.content($0) } == before)
            #expect(try store.verify() == [])
        }
    }

    @Test("allows elements that conform only together")
    func together() throws {
        let folder = try StoreFolder()
        let store = try WriteTests.bank(folder, schema: Bank.schema)
        try store.write { graph throws in
            let account = try graph.insertNode(labels: ["Account"], properties: ["iban": .string("DE02")])
            try graph.insertEdge(
                from: try Self.ada(graph), to: account, labels: ["OWNS"],
                properties: ["since": .date(CalendarDate(days: 1))])
        }
        #expect(try store.verify() == [])
    }

    @Test("sees a key that moves from one node to another in one transaction")
    func movingKey() throws {
        let folder = try StoreFolder()
        let store = try WriteTests.bank(folder, schema: Bank.schema)
        try store.write { graph throws in
            try graph.set("iban", to: .string("DE09"), of: try Self.account(graph))
            let account = try graph.insertNode(labels: ["Account"], properties: ["iban": .string("DE01")])
            try graph.insertEdge(
                from: try Self.ada(graph), to: account, labels: ["OWNS"],
                properties: ["since": .date(CalendarDate(days: 1))])
        }
        try store.read { graph throws in
            let moved = try graph.nodes(withLabel: "Account", where: "iban", equals: .string("DE09"))
            #expect(try moved.map { try graph.record(of: $0)?.name?.identifier } == ["a1"])
        }
        #expect(try store.verify() == [])
    }

    @Test("that is LOOSE admits untyped elements and still holds its constraints")
    func loose() throws {
        let folder = try StoreFolder()
        let store = try WriteTests.bank(
            folder, schema: Bank.schema.replacing("STRICT", with: "LOOSE"))
        try store.write { _ = try $0.insertNode(labels: ["Anything"], properties: ["x": .integer(1)]) }
        #expect(throws: StoreError.self) {
            try store.write { graph throws in
                _ = try graph.insertNode(labels: ["Account"], properties: ["iban": .string("DE01")])
            }
        }
    }

    @Test("applied later finds keys among what the delta holds")
    func appliedLater() throws {
        let folder = try StoreFolder()
        let store = try WriteTests.bank(folder)
        func second(_ iban: String) throws {
            try store.write { graph throws in
                let account = try graph.insertNode(labels: ["Account"], properties: ["iban": .string(iban)])
                try graph.insertEdge(
                    from: try Self.ada(graph), to: account, labels: ["OWNS"],
                    properties: ["since": .date(CalendarDate(days: 1))])
            }
        }
        try second("DE02")
        #expect(try store.apply(StoredSchema(Bank.schema)).conforms)
        #expect(throws: StoreError.self) { try second("DE02") }
        #expect(throws: StoreError.self) { try second("DE01") }
        try second("DE03")
        #expect(throws: StoreError.self) { try second("DE03") }
        #expect(try store.verify() == [])
    }

    /// Random small changes to a store with many kinds of constraints; each verdict is held against whole validation.
    @Test("allows a change exactly if the whole graph would conform", arguments: 1...12)
    func asValidation(seed: UInt64) throws {
        let folder = try StoreFolder()
        let schema = try StoredSchema(Self.rules)
        let store = try GraphStore.create(folder.store, schema: schema)
        let free = try GraphStore.create(folder.path + "/free.espalier")
        var random = SeededGenerator(state: seed)
        var (allowed, refused) = (0, 0)
        for round in 0..<150 {
            // The same change in both stores; the one without a schema is then validated whole.
            let script = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                Operation(using: &random)
            }
            try free.write { graph in for operation in script { try operation.run(graph) } }
            let report = try free.read { graph in
                try Validator(catalog: Catalog.load(Self.rules).catalog).validate(graph)
            }
            do {
                try store.write { graph in for operation in script { try operation.run(graph) } }
                allowed += 1
                #expect(
                    report.conforms,
                    "seed \(seed), round \(round): \(script) was allowed, but \(report.violations.map(\.message))"
                )
            } catch StoreError.refused(let refusal) {
                refused += 1
                #expect(
                    !report.conforms,
                    "seed \(seed), round \(round): \(script) was refused: \(refusal.violations.map(\.message))"
                )
                #expect(!refusal.violations.isEmpty)
                // Back to the last state that conformed.
                try free.write { graph in try Self.copy(store, into: graph) }
            }
            if round % 40 == 17 {
                try store.merge()
                try free.merge()
            }
        }
        #expect(allowed > 10 && refused > 10, "\(allowed) allowed, \(refused) refused")
        #expect(try store.verify() == [])
    }

    static let rules = """
        CREATE GRAPH TYPE rules STRICT {
            (person: Person { name STRING, OPTIONAL age INT, OPTIONAL boss STRING }),
            (employee: person & Employee { number INT }),
            (city: City { name STRING }),
            (:person)-[lives: LIVES_IN]->(:city),
            (:person)-[knows: KNOWS]->(:person),
            FOR (p: person) KEY p.name,
            FOR (e: employee) EXCLUSIVE e.number,
            FOR (p: employee) MANDATORY SINGLETON c WITHIN (p)-[:LIVES_IN]->(c: city),
            FOR (p: person) EXCLUSIVE p.age, c WITHIN (p)-[:LIVES_IN]->(c),
            FOR (p: Employee) MANDATORY b WITHIN (b: person) WHERE b.name = p.boss,
            FOR (p: person) CHECK p.age >= 0
        }
        """

    private static func copy(_ store: GraphStore, into graph: WriteTransaction) throws {
        for label in ["Person", "City", "Robot"] {
            for node in try graph.nodes(withLabel: label) { try graph.delete(node, detaching: true) }
        }
        try store.read { from in
            var nodes: [NodeID: NodeID] = [:]
            for label in ["Person", "City", "Robot"] {
                for node in try from.nodes(withLabel: label) {
                    let record = try #require(try from.record(of: node))
                    nodes[node] = try graph.insertNode(
                        labels: record.labels,
                        properties: Dictionary(
                            uniqueKeysWithValues: record.properties.map { ($0.key, $0.value) }),
                        identifier: record.name?.identifier)
                }
            }
            for (old, new) in nodes {
                for edge in try from.edges(of: old) {
                    let labels = try #require(try from.labels(of: edge.edge))
                    try graph.insertEdge(from: new, to: try #require(nodes[edge.other]), labels: labels)
                }
            }
        }
    }
}

/// One random operation; it does nothing where it does not apply, so that any subset can be replayed.
private enum Operation: CustomStringConvertible {
    case insert(Int64, [String], [String: Value])
    case connect(Int64, String, Int64)
    case disconnect(Int64, Int)
    case set(Int64, String, Value?)
    case label(Int64, [String])
    case delete(Int64)

    init(using random: inout SeededGenerator) {
        func pick<Item>(_ items: [Item]) -> Item { items[Int.random(in: 0..<items.count, using: &random)] }
        let id = Int64.random(in: 0..<14, using: &random)
        let labels = pick([["Person"], ["Person"], ["Employee", "Person"], ["City"], ["Robot"]])
        switch Int.random(in: 0..<10, using: &random) {
        case 0...3:
            var properties: [String: Value] = ["name": .string(pick(["a", "b", "c", "d", "e", "f"]))]
            if Bool.random(using: &random) {
                properties["age"] = .integer(Int64.random(in: -1..<3, using: &random))
            }
            if labels.contains("Employee") {
                properties["number"] = .integer(Int64.random(in: 0..<4, using: &random))
                properties["boss"] = .string(pick(["a", "b"]))
            }
            self = .insert(id, labels, properties)
        case 4, 5:
            self = .connect(id, pick(["LIVES_IN", "KNOWS"]), Int64.random(in: 0..<14, using: &random))
        case 6: self = .disconnect(id, Int.random(in: 0..<3, using: &random))
        case 7:
            self = .set(
                id, pick(["name", "age", "boss"]), pick([nil, .string("a"), .integer(1), .string("g")]))
        case 8: self = .label(id, labels)
        default: self = .delete(id)
        }
    }

    func run(_ graph: WriteTransaction) throws {
        switch self {
        case .insert(let id, let labels, let properties):
            guard try graph.node(named: .integer(id)) == nil else { return }
            let node = try graph.insertNode(labels: labels, properties: properties, identifier: .integer(id))
            // Most people live somewhere, or few employees would ever be allowed.
            if labels.contains("Person"), let city = try graph.nodes(withLabel: "City").first {
                try graph.insertEdge(from: node, to: city, labels: ["LIVES_IN"])
            }
        case .connect(let from, let label, let to):
            guard let from = try graph.node(named: .integer(from)),
                let to = try graph.node(named: .integer(to))
            else { return }
            try graph.insertEdge(from: from, to: to, labels: [label])
        case .disconnect(let id, let position):
            guard let node = try graph.node(named: .integer(id)) else { return }
            let edges = try graph.edges(of: node)
            if position < edges.count { try graph.delete(edges[position].edge) }
        case .set(let id, let key, let value):
            guard let node = try graph.node(named: .integer(id)) else { return }
            try graph.set(key, to: value, of: node)
        case .label(let id, let labels):
            guard let node = try graph.node(named: .integer(id)) else { return }
            try graph.setLabels(labels, of: node)
        case .delete(let id):
            guard let node = try graph.node(named: .integer(id)) else { return }
            try graph.delete(node, detaching: true)
        }
    }

    var description: String {
        switch self {
        case .insert(let id, let labels, let properties):
            "insert \(id) \(labels) \(properties.mapValues(\.literal))"
        case .connect(let from, let label, let to): "connect \(from) \(label) \(to)"
        case .disconnect(let id, let position): "disconnect \(id) \(position)"
        case .set(let id, let key, let value): "set \(id).\(key) = \(value?.literal ?? "nothing")"
        case .label(let id, let labels): "label \(id) \(labels)"
        case .delete(let id): "delete \(id)"
        }
    }
}
