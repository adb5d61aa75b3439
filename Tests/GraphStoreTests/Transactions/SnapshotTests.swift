import Foundation
import GraphStore
import PropertyGraph
import Testing

@Suite("A snapshot")
struct SnapshotTests {
    /// Everything a snapshot holds, in words.
    static func content(_ graph: Snapshot) throws -> Set<String> { try GraphModel(graph).lines }

    @Test("does not change while others write, merge and import")
    func isolation() throws {
        let folder = try StoreFolder()
        let store = try WriteTests.bank(folder)
        try store.write { _ = try $0.insertNode(labels: ["Item"], identifier: "first") }
        try store.read { before in
            let content = try Self.content(before)
            try store.write { graph throws in
                try graph.delete(try #require(try graph.node(named: "first")))
                try graph.delete(try #require(try graph.node(named: "ada")), detaching: true)
            }
            #expect(try Self.content(before) == content)
            try store.merge()
            #expect(try Self.content(before) == content)
            _ = try store.importGraph(Bank.ben)
            #expect(try Self.content(before) == content)
            #expect(try store.read { try Self.content($0) } != content)
        }
    }

    @Test("reads the same before and after a merge")
    func merging() throws {
        let folder = try StoreFolder()
        let store = try WriteTests.bank(folder)
        try store.write { graph throws in
            let ada = try #require(try graph.node(named: "ada"))
            try graph.set("name", to: nil, of: ada)
            let item = try graph.insertNode(
                labels: ["Item", "Thing"], properties: ["tags": .list([.integer(1), "x"])], identifier: 7)
            try graph.insertEdge(
                from: item, to: ada, labels: [], properties: ["weight": .float(0.5)], identifier: "e1")
        }
        let before = try store.read { try Self.content($0) }
        #expect(try store.merge() == 3)
        #expect(try store.read { try Self.content($0) } == before)
        #expect(try store.read { $0.isMerged })
        #expect(try store.merge() == 0)
        #expect(try folder.segmentFiles() == ["2.segment"])
        #expect(try store.verify() == [])
    }

    @Test("is open in many threads at a time")
    func manyReaders() throws {
        let folder = try StoreFolder()
        let store = try WriteTests.bank(folder)
        DispatchQueue.concurrentPerform(iterations: 100) { reader in
            do {
                if reader % 10 == 0 {
                    try store.write { _ = try $0.insertNode(labels: ["Item"]) }
                } else {
                    try store.read { graph throws in
                        let items = try graph.nodes(withLabel: "Item").count
                        #expect(items + 2 == graph.nodeCount, "a state was seen in part")
                    }
                }
            } catch { Issue.record(error) }
        }
        #expect(try store.read { $0.nodeCount } == 12)
    }

    @Test("counts alike elements the same before and after a merge")
    func counts() throws {
        let folder = try StoreFolder()
        let store = try WriteTests.bank(folder)
        try store.write { graph throws in
            let ada = try #require(try graph.node(named: "ada"))
            try graph.addLabel("Vip", to: ada)
            let account = try graph.insertNode(labels: ["Account"])
            try graph.insertEdge(from: ada, to: account, labels: ["OWNS"], properties: ["share": .integer(1)])
            try graph.delete(try graph.insertNode(labels: ["Account"]))
        }
        func counts() throws -> [[ElementCount]] {
            try store.read { [try $0.nodeCounts(), try $0.edgeCounts()] }
        }
        let before = try counts()
        #expect(before[0].map(\.count) == [2, 1])
        #expect(before[1].map(\.source) == [["Customer", "Vip"]])
        #expect(before[1].map(\.keys) == [["share", "since"]])
        #expect(before[1].map(\.count) == [2])
        try store.merge()
        #expect(try counts() == before)
    }

    @Test("is merged in the background when the store was opened so")
    func backgroundMerge() throws {
        let folder = try StoreFolder()
        _ = try WriteTests.bank(folder)
        let store = try GraphStore.open(folder.store, mergingAfter: 10)
        for number in Int64(0)..<25 {
            try store.write { _ = try $0.insertNode(labels: ["Item"], identifier: .integer(number)) }
        }
        try store.finishMerging()
        try store.read { graph throws in
            #expect(graph.changedElements < 25, "at least one merge has run")
            #expect(try graph.nodes(withLabel: "Item").count == 25)
        }
        #expect(try store.verify() == [])
    }

    @Test("of a store without an import has what was written")
    func withoutSegment() throws {
        let folder = try StoreFolder()
        let store = try GraphStore.create(folder.store)
        try store.write { graph throws in
            let one = try graph.insertNode(labels: ["A"], identifier: 1)
            try graph.insertEdge(from: one, to: one, labels: ["LOOP"])
        }
        #expect(try store.read { try $0.edges(of: NodeID(0)).map(\.other) } == [NodeID(0)])
        try store.merge()
        #expect(try store.read { $0.edgeCount } == 1)
        try store.write { try $0.delete(NodeID(0), detaching: true) }
        try store.merge()
        #expect(try store.read { $0.nodeCount + $0.edgeCount } == 0)
        #expect(try store.verify() == [])
    }
}
