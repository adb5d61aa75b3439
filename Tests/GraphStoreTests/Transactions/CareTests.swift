import Foundation
import PropertyGraph
import Testing

@testable import GraphStore

@Suite("A store whose data is handled with care")
struct CareTests {
    @Test("that is open for reading is opened for writing by the same process without harm to its readers")
    func readingBesideWriting() throws {
        let folder = try StoreFolder()
        do {
            try WriteTests.bank(folder).write { _ = try $0.insertNode(labels: ["Item"], identifier: "first") }
        }
        let reader = try GraphStore.open(folder.store, isReadOnly: true)
        try reader.read { before in
            let content = try SnapshotTests.content(before)
            let writer = try GraphStore.open(folder.store)
            #expect(writer.environment === reader.environment, "LMDB wants a file opened once")
            for number in 0..<50 {
                try writer.write { graph throws in
                    let node = try #require(try graph.node(named: "first"))
                    try graph.set(
                        "text", to: .string(String(repeating: "\(number) ", count: 2_000)), of: node)
                }
            }
            #expect(try SnapshotTests.content(before) == content)
        }
        let error = #expect(throws: StoreError.self) { try reader.write { _ in } }
        #expect(error?.description.contains("catalog.lmdb") == true)
    }

    @Test("keeps names apart whose characters look alike and whose bytes differ")
    func names() throws {
        let (one, other) = ("\u{e9}", "e\u{301}")
        let folder = try StoreFolder()
        let store = try WriteTests.bank(folder)
        try store.write { graph throws in
            let first = try graph.insertNode(labels: [one], identifier: "first")
            try graph.insertNode(labels: [other], identifier: "second")
            try graph.set(one, to: 1, of: first)
            try graph.set(other, to: 2, of: first)
            let ada = try #require(try graph.node(named: "ada"))
            let owns = try #require(try graph.edges(of: ada).first)
            try graph.setLabels([one], of: owns.edge)
            try graph.setLabels([other], of: owns.edge)
        }
        for _ in 0..<2 {
            try store.read { graph throws in
                let first = try #require(try graph.node(named: "first"))
                let second = try #require(try graph.node(named: "second"))
                #expect(try graph.nodes(withLabel: one) == [first])
                #expect(try graph.nodes(withLabel: other) == [second])
                #expect(try graph.property(one, of: first) == 1)
                #expect(try graph.property(other, of: first) == 2)
                let ada = try #require(try graph.node(named: "ada"))
                #expect(try graph.edges(of: ada, along: one).isEmpty)
                #expect(try graph.edges(of: ada, along: other).count == 1)
                #expect(try graph.nodeCounts().count == 4)
            }
            try store.merge()
        }
        try store.write { graph throws in
            let ada = try #require(try graph.node(named: "ada"))
            let owns = try #require(try graph.edges(of: ada).first)
            try graph.setLabels([one], of: owns.edge)
            #expect(try graph.edges(of: ada, along: one).count == 1)
            #expect(try graph.edges(of: ada, along: other).isEmpty)
        }
    }

    @Test("takes a hundred thousand elements in one transaction, and an import after most were deleted")
    func large() throws {
        let folder = try StoreFolder()
        let schema = "CREATE GRAPH TYPE items LOOSE { (i: Item { code INT }), FOR (i: Item) KEY i.code }"
        let store = try GraphStore.create(folder.store, schema: StoredSchema(schema))
        let count = 50_000
        try store.write { graph in
            var last: NodeID?
            for number in 0..<count {
                let node = try graph.insertNode(
                    labels: ["Item"], properties: ["code": .integer(Int64(number))],
                    identifier: .integer(Int64(number)))
                if let last { try graph.insertEdge(from: last, to: node, labels: ["NEXT"]) }
                last = node
            }
        }
        try store.read { graph throws in
            #expect(graph.nodeCount == count && graph.edgeCount == count - 1)
            #expect(try graph.nodes(withLabel: "Item", where: "code", equals: 49_999).count == 1)
            #expect(try graph.nodes(withLabel: "Item", where: "code", equals: .float(7)).count == 1)
            #expect(try graph.nodes(withLabel: "Item", where: "code", equals: .unsigned(7)).count == 1)
        }
        try store.write { graph throws in
            for number in 100..<count { try graph.delete(NodeID(UInt32(number)), detaching: true) }
        }
        let again = InMemoryGraph(
            nodes: [.init(id: 200, labels: ["Item"], properties: ["code": .integer(200)])],
            edges: [.init(from: 99, to: 200, labels: ["NEXT"], properties: [:])], name: "again")
        _ = try store.importGraph(again)
        try store.read { graph throws in
            #expect(graph.nodeCount == 101 && graph.edgeCount == 100 && graph.isMerged)
            let last = try #require(try graph.node(named: 99))
            #expect(try graph.neighbours(of: last).count == 1)
            #expect(try graph.node(named: 100) == nil)
        }
        #expect(try store.verify() == [])
    }
}

@Suite("A catalog that somebody changed")
struct ChangedCatalogTests {
    /// A store with a node in its delta, whose catalog `change` has had its hands in.
    private static func store(
        _ folder: StoreFolder, _ change: (LMDBTransaction, NodeID) throws -> Void
    ) throws -> (store: GraphStore, ada: NodeID) {
        let store = try WriteTests.bank(folder, schema: Bank.schema)
        try store.write { _ = try $0.insertNode(labels: ["Customer"], properties: ["name": "Eve"]) }
        let found = try store.read { try $0.node(named: "ada") }
        let ada = try #require(found)
        try store.environment.write { try change($0, ada) }
        return (store, ada)
    }

    @Test("is refused when its marks are too short")
    func shortMarks() throws {
        let folder = try StoreFolder()
        let (store, ada) = try Self.store(folder) { transaction, _ in
            try transaction.set([1], .marks, .block(.node, 0))
        }
        #expect(throws: StoreError.self) { try store.write { try $0.set("name", to: "A", of: ada) } }
        #expect(throws: StoreError.self) { try store.read { _ in } }
    }

    @Test("is refused when a list names an edge that is not there", arguments: [UInt32(0), 1, 1_000_000])
    func strangeEdge(id: UInt32) throws {
        let folder = try StoreFolder()
        let (store, ada) = try Self.store(folder) { transaction, ada in
            let entry = [id, ada.raw].flatMap { number in
                withUnsafeBytes(of: number.bigEndian) { [UInt8]($0) }
            }
            try transaction.set(entry, .incoming, .element(ada.raw + 1))
            try transaction.set(entry, .outgoing, .element(ada.raw))
            var bits = [UInt8](repeating: 0, count: DeltaMarks.blockBytes)
            bits[0] = 0xFF
            try transaction.set(bits, .marks, .block(.adjacency, 0))
        }
        do { try store.write { try $0.set("name", to: "A", of: ada) } } catch is StoreError {}
        do { try store.write { try $0.delete(ada, detaching: true) } } catch is StoreError {}
    }

    @Test("is not read with the segment of another state")
    func otherSegment() throws {
        let folder = try StoreFolder()
        do {
            let store = try WriteTests.bank(folder)
            let first = try Data(contentsOf: URL(fileURLWithPath: folder.store + "/segments/1.segment"))
            _ = try store.importGraph(Bank.ben)
            try first.write(to: URL(fileURLWithPath: folder.store + "/segments/2.segment"), options: .atomic)
        }
        #expect(throws: StoreError.self) { try GraphStore.open(folder.store).read { _ in } }
    }

    @Test("counts what a merge finds, or it is not merged")
    func wrongCounts() throws {
        let folder = try StoreFolder()
        let (store, _) = try Self.store(folder) { transaction, _ in
            var counters = try DeltaCounters(transaction)
            counters.nodes += 1
            try counters.write(transaction)
        }
        #expect(throws: StoreError.self) { try store.merge() }
        #expect(try store.read { $0.generation } == 1)
    }
}
