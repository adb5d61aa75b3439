import Foundation
import GraphStore
import PropertyGraph
import Testing

@Suite("A store")
struct StoreTests {
    @Test("holds what was imported, for whoever opens it")
    func importing() throws {
        let folder = try StoreFolder()
        let outcome = try GraphStore.create(folder.store).importGraph(
            Bank.ada, schema: StoredSchema(Bank.schema))
        #expect(outcome.report.conforms && outcome.nodeCount == 2 && outcome.edgeCount == 1)
        try GraphStore.open(folder.store).read { snapshot in
            #expect(snapshot.schema?.graphType == "bank" && snapshot.conforms)
            let segment = try #require(snapshot.segment)
            #expect(segment.nodeTables.map(\.labels) == [["Account"], ["Customer"]])
            #expect(segment.edgeTables.map(\.labels) == [["OWNS"]])
        }
    }

    @Test("adds a second import to the first")
    func adding() throws {
        let folder = try StoreFolder()
        let store = try GraphStore.create(folder.store, schema: StoredSchema(Bank.schema))
        _ = try store.importGraph(Bank.ada)
        let outcome = try store.importGraph(Bank.ben)
        #expect(outcome.nodeCount == 4 && outcome.edgeCount == 2)
        #expect(try folder.segmentFiles() == ["2.segment"])
    }

    @Test("connects a new edge with a node that it holds")
    func connecting() throws {
        let folder = try StoreFolder()
        let store = try GraphStore.create(folder.store, schema: StoredSchema(Bank.schema))
        _ = try store.importGraph(Bank.ada)
        let more = InMemoryGraph(nodes: [Bank.account("a9", "DE09")], edges: [Bank.owns("ada", "a9")])
        #expect(try store.importGraph(more).edgeCount == 2)
    }

    static let refusals: [(InMemoryGraph, String)] = [
        (InMemoryGraph(nodes: [Bank.account("a2", "DE02")]), "has no c, and constraint 2 demands one"),
        (
            InMemoryGraph(nodes: [Bank.account("a2", "DE01")], edges: [Bank.owns("ada", "a2")]),
            "shares a.iban = 'DE01' with node a1"
        ),
        (InMemoryGraph(nodes: [Bank.customer("ada", "Ada")]), "Node ada is already defined"),
        (InMemoryGraph(edges: [Bank.owns("ada", "nowhere")]), "there is no such node"),
        (InMemoryGraph(nodes: [.init(id: "x", labels: ["Custommer"])]), "Did you mean `Customer`?"),
    ]

    @Test(
        "refuses what its schema forbids, with the validator's words, and stays as it was",
        arguments: refusals)
    func refusing(addition: InMemoryGraph, words: String) throws {
        let folder = try StoreFolder()
        let store = try GraphStore.create(folder.store, schema: StoredSchema(Bank.schema))
        _ = try store.importGraph(Bank.ada)
        let error = #expect(throws: StoreError.self) { try store.importGraph(addition) }
        guard case .refused(let report)? = error else {
            Issue.record("The import was not refused: \(String(describing: error))")
            return
        }
        #expect(report.violations.contains { $0.message.contains(words) }, "\(report.violations)")
        #expect(try store.read { $0.segment?.nodeCount } == 2)
        #expect(try folder.segmentFiles() == ["1.segment"])
    }

    @Test("admits what does not conform when it is told to, and remembers")
    func admitting() throws {
        let folder = try StoreFolder()
        let store = try GraphStore.create(folder.store, schema: StoredSchema(Bank.schema))
        let outcome = try store.importGraph(
            InMemoryGraph(nodes: [Bank.account("a2", "DE02")], edges: [Bank.owns("nobody", "a2")]),
            options: .init(policy: .admit))
        #expect(outcome.nodeCount == 1 && outcome.edgeCount == 0, "an edge without a source cannot be stored")
        #expect(try store.read { $0.conforms } == false)
    }

    @Test("quarantines what does not conform, and what does not conform without it")
    func quarantining() throws {
        let folder = try StoreFolder()
        let store = try GraphStore.create(folder.store, schema: StoredSchema(Bank.schema))
        let graph = InMemoryGraph(
            nodes: Bank.ada.nodes + [.init(id: "cat", labels: ["Cat"]), Bank.account("a7", "DE07")],
            edges: Bank.ada.edges + [Bank.owns("cat", "a7")], name: "mixed")
        let outcome = try store.importGraph(graph, options: .init(policy: .quarantine))
        #expect(outcome.quarantined == 3, "the cat, its edge, and the account that nobody else owns")
        #expect(outcome.nodeCount == 2 && outcome.edgeCount == 1)
        #expect(try store.read { $0.conforms })
        let lines = try String(contentsOfFile: #require(outcome.quarantine), encoding: .utf8).split(
            separator: "\n")
        #expect(lines.count == 3)
        #expect(
            lines.contains {
                $0.contains("\"id\":\"cat\"") && $0.contains("no node type of `bank` has the label `Cat`")
            })
    }

    @Test("takes a new schema only if everything in it conforms")
    func applying() throws {
        let folder = try StoreFolder()
        let store = try GraphStore.create(folder.store)
        _ = try store.importGraph(Bank.ada)
        let strict = "CREATE GRAPH TYPE g STRICT { (customer: Customer { name STRING }) }"
        #expect(try store.apply(StoredSchema(strict)).conforms == false)
        #expect(try store.schema == nil)
        #expect(try store.apply(StoredSchema(Bank.schema)).conforms)
        #expect(try store.schema?.graphType == "bank")
    }

    @Test("finds nodes by the value of a key, with an index and without", arguments: ["iban", "balance"])
    func lookup(key: String) throws {
        let folder = try StoreFolder()
        let store = try GraphStore.create(folder.store, schema: StoredSchema(Bank.schema))
        var accounts: [InMemoryGraph.Node] = []
        for number in 0..<500 {
            var account = Bank.account(.integer(Int64(number)), "DE\(number)")
            account.properties["balance"] = .integer(Int64(number))
            accounts.append(account)
        }
        let graph = InMemoryGraph(
            nodes: accounts + [Bank.customer("ada", "Ada")], edges: accounts.map { Bank.owns("ada", $0.id) })
        _ = try store.importGraph(graph)
        try store.read { snapshot in
            let wanted: Value = key == "iban" ? "DE123" : 123.0
            let found = try snapshot.nodes(withLabel: "Account", where: key, equals: wanted)
            #expect(found.count == 1)
            let table = try #require(snapshot.segment?.nodeTables.first { $0.labels == ["Account"] })
            #expect(try table.column("iban")?[Int(found[0].raw - table.first)] == "DE123")
            #expect(try snapshot.nodes(withLabel: "Account", where: key, equals: "none").isEmpty)
        }
    }

    @Test("keeps a snapshot readable while an import replaces what it shows")
    func snapshots() throws {
        let folder = try StoreFolder()
        let store = try GraphStore.create(folder.store, schema: StoredSchema(Bank.schema))
        _ = try store.importGraph(Bank.ada)
        try store.read { before in
            _ = try store.importGraph(Bank.ben)
            #expect(before.segment?.nodeCount == 2)
            #expect(try before.nodes(withLabel: "Account", where: "iban", equals: "DE01").count == 1)
            #expect(try store.read { $0.segment?.nodeCount } == 4)
        }
    }

    @Test("is whole after every import")
    func verifying() throws {
        let folder = try StoreFolder()
        let store = try GraphStore.create(folder.store, schema: StoredSchema(Bank.schema))
        #expect(try store.verify().isEmpty)
        _ = try store.importGraph(Bank.ada)
        #expect(try store.verify().isEmpty)
    }
}
