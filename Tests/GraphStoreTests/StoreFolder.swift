import Foundation
import GraphStore
import PropertyGraph

/// A folder of its own for one test, deleted when the test is over.
final class StoreFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "espalier-store-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var store: String { path + "/bank.espalier" }

    func segmentFiles() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: store + "/segments").sorted()
    }
}

/// A small bank: what the tests of the store import.
enum Bank {
    static let schema = """
        CREATE GRAPH TYPE bank STRICT {
            (customer: Customer { name STRING }),
            (account: Account { iban STRING, OPTIONAL balance INT }),
            (:customer)-[owns: OWNS { since DATE }]->(:account),
            FOR (a: account) KEY a.iban,
            FOR (a: account) MANDATORY c WITHIN (c: customer)-[:OWNS]->(a)
        }
        """

    static func customer(_ id: Identifier, _ name: String) -> InMemoryGraph.Node {
        InMemoryGraph.Node(id: id, labels: ["Customer"], properties: ["name": .string(name)])
    }

    static func account(_ id: Identifier, _ iban: String) -> InMemoryGraph.Node {
        InMemoryGraph.Node(id: id, labels: ["Account"], properties: ["iban": .string(iban)])
    }

    static func owns(_ from: Identifier, _ to: Identifier) -> InMemoryGraph.Edge {
        InMemoryGraph.Edge(
            from: from, to: to, labels: ["OWNS"], properties: ["since": .date(CalendarDate(days: 18_691))])
    }

    /// Ada owns one account.
    static let ada = InMemoryGraph(
        nodes: [customer("ada", "Ada"), account("a1", "DE01")], edges: [owns("ada", "a1")], name: "ada")

    /// Ben owns another.
    static let ben = InMemoryGraph(
        nodes: [customer("ben", "Ben"), account("a2", "DE02")], edges: [owns("ben", "a2")], name: "ben")
}
