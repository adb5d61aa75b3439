import Foundation
import GraphStore
import PropertyGraph
import Testing

/// A whole store of each version of the format, segment and delta, is kept for ever.
@Suite("A store of an older version")
struct GoldenStoreTests {
    static let versions = ["version-1"]

    private static func golden(_ name: String) throws -> String {
        try #require(Bundle.module.path(forResource: name, ofType: "espalier", inDirectory: "Golden"))
    }

    /// What every golden store holds: some of it in the segment, some in the delta.
    private static let content: Set<String> = [
        "ada [\"Customer\"] name='Ada L.'",
        "a1 [\"Account\"] balance=-5,iban='DE01'",
        "new [\"Account\", \"Vip\"] iban='DE09',opened=DATE '2021-03-05'",
        "1 [\"Note\"] tags=[1, 'x', 0.5]",
        "ada->new [\"OWNS\"] since=DATE '2021-03-05'",
        "ada->a1 [\"MANAGES\", \"OWNS\"] since=DATE '2021-03-05'",
    ]

    @Test("opens, with everything that it held, and can be written and merged", arguments: versions)
    func opens(version: String) throws {
        let folder = try StoreFolder()
        try FileManager.default.copyItem(atPath: Self.golden(version), toPath: folder.store)
        let store = try GraphStore.open(folder.store)
        #expect(try store.verify() == [])
        let found = try store.read { try SnapshotTests.content($0) }
        #expect(found == Self.content)
        try store.write { graph throws in
            let note = try #require(try graph.nodes(withLabel: "Note").first)
            try graph.set("read", to: .boolean(true), of: note)
        }
        try store.merge()
        #expect(try store.read { try $0.nodes(withLabel: "Note").count } == 1)
        #expect(try store.verify() == [])
    }

    /// Writes a golden store where `ESPALIER_GOLDEN_STORE` says; its folder is then put among the golden files.
    @Test(
        "is made once, when a version of the format is new",
        .enabled(if: ProcessInfo.processInfo.environment["ESPALIER_GOLDEN_STORE"] != nil))
    func make() throws {
        let path = try #require(ProcessInfo.processInfo.environment["ESPALIER_GOLDEN_STORE"])
        let store = try GraphStore.create(path, schema: StoredSchema(Self.schema))
        _ = try store.importGraph(Bank.ada)
        try store.write { graph throws in
            let ada = try #require(try graph.node(named: "ada"))
            let since = Value.date(CalendarDate(days: 18_691))
            let account = try #require(try graph.node(named: "a1"))
            try graph.set("name", to: .string("Ada L."), of: ada)
            try graph.set("balance", to: .integer(-5), of: account)
            try graph.setLabels(["OWNS", "MANAGES"], of: try #require(try graph.edges(of: ada).first).edge)
            let new = try graph.insertNode(
                labels: ["Account", "Vip"], properties: ["iban": .string("DE09"), "opened": since],
                identifier: "new")
            try graph.insertEdge(from: ada, to: new, labels: ["OWNS"], properties: ["since": since])
            try graph.insertNode(
                labels: ["Note"],
                properties: ["tags": .list([.integer(1), .string("x"), .float(0.5)])])
            let gone = try graph.insertNode(labels: ["Note"], identifier: "gone")
            try graph.delete(gone)
        }
    }

    private static let schema = """
        CREATE GRAPH TYPE bank LOOSE {
            (customer: Customer { name STRING }),
            (account: Account OPEN { iban STRING, OPTIONAL balance INT, OPEN }),
            FOR (a: account) KEY a.iban
        }
        """
}
