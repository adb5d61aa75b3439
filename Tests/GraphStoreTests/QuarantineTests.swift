import Foundation
import GraphStore
import Interchange
import PropertyGraph
import Testing

@Suite("A file of refused elements")
struct QuarantineTests {
    /// Ada's account with a number in place of an IBAN, and what belongs to it.
    private static let graph = InMemoryGraph(
        nodes: Bank.ada.nodes + [
            Bank.customer("ben", "Ben"),
            .init(
                id: .integer(2), labels: ["Account"],
                properties: ["iban": .integer(7), "balance": .integer(-5)]),
        ],
        edges: Bank.ada.edges + [Bank.owns("ben", .integer(2))], name: "mixed")

    @Test("is imported when it has been mended")
    func roundTrip() throws {
        let folder = try StoreFolder()
        let store = try GraphStore.create(folder.store, schema: StoredSchema(Bank.schema))
        let outcome = try store.importGraph(Self.graph, options: .init(policy: .quarantine))
        #expect(outcome.quarantined == 2 && outcome.nodeCount == 3 && outcome.edgeCount == 1)
        let file = try #require(outcome.quarantine)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(
            text.contains("\"refused\":{\"reasons\":[\"") && text.contains("\"file\":\"mixed\",\"line\":"))
        let mended = folder.path + "/mended.jsonl"
        try text.replacingOccurrences(of: "\"iban\":7", with: "\"iban\":\"DE07\"")
            .write(toFile: mended, atomically: true, encoding: .utf8)
        let again = try store.importGraph(try GraphFiles([.file(mended)]))
        #expect(again.nodeCount == 4 && again.edgeCount == 2)
        #expect(try store.verify().isEmpty)
        try store.read { snapshot in
            let found = try snapshot.nodes(withLabel: "Account", where: "iban", equals: "DE07")
            #expect(found.count == 1)
            let table = try #require(snapshot.segment?.nodeTables.first { $0.labels == ["Account"] })
            #expect(try table.column("balance")?[Int(found[0].raw - table.first)] == -5)
        }
    }

    @Test("keeps the type of every value")
    func values() throws {
        let values: [String: Value] = [
            "boolean": true, "float": 0.5, "text": "a \"b\"\n", "date": .date(CalendarDate(days: 18_691)),
            "list": .list([1, "x"]), "bytes": .bytes([1, 2, 255]),
            "map": .opaque(type: "MAP", text: "{\"a\":[1]}"),
            "large": .unsigned(.max), "infinite": .float(.infinity), "vector": .vector([1.5, -2]),
        ]
        let folder = try StoreFolder()
        let store = try GraphStore.create(folder.store, schema: StoredSchema(Bank.schema))
        let outcome = try store.importGraph(
            InMemoryGraph(nodes: [.init(id: "x", labels: ["Thing"], properties: values)]),
            options: .init(policy: .quarantine))
        let other = try GraphStore.create(folder.path + "/other.espalier")
        _ = try other.importGraph(try GraphFiles([.file(#require(outcome.quarantine))]))
        try other.read { snapshot in
            let table = try #require(snapshot.segment?.nodeTables.first)
            let found = Dictionary(
                uniqueKeysWithValues: try table.properties(of: 0).map { ($0.key, $0.value) })
            #expect(found == values)
        }
    }

    @Test("has what could not be read as the text it was")
    func malformed() throws {
        let folder = try StoreFolder()
        let data = folder.path + "/accounts.csv"
        try ":ID,iban,balance:int,:LABEL\n1,DE01,lots,Account\n".write(
            toFile: data, atomically: true, encoding: .utf8)
        let schema = "CREATE GRAPH TYPE g STRICT { (account: Account { iban STRING, OPTIONAL balance INT }) }"
        let store = try GraphStore.create(folder.store, schema: StoredSchema(schema))
        let outcome = try store.importGraph(
            try GraphFiles([.file(data)]), options: .init(policy: .quarantine))
        let file = try #require(outcome.quarantine)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains("\"balance\":\"lots\",\"iban\":\"DE01\""), "\(text)")
        #expect(text.contains("\"line\":2"), "\(text)")
        try text.replacingOccurrences(of: "\"lots\"", with: "9").write(
            toFile: file, atomically: true, encoding: .utf8)
        #expect(try store.importGraph(try GraphFiles([.file(file)])).nodeCount == 1)
    }
}
