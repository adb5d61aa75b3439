import Foundation
import GraphStore
import PropertyGraph
import Testing

@Suite("A write transaction")
struct WriteTests {
    /// A store with Ada and her account in its segment.
    static func bank(_ folder: StoreFolder, schema: String? = nil) throws -> GraphStore {
        let store = try GraphStore.create(folder.store, schema: schema.map { try StoredSchema($0) })
        _ = try store.importGraph(Bank.ada)
        return store
    }

    @Test("is seen whole by whoever reads after it")
    func committing() throws {
        let folder = try StoreFolder()
        let store = try Self.bank(folder)
        try store.write { graph throws in
            let ada = try #require(try graph.node(named: "ada"))
            let account = try graph.insertNode(
                labels: ["Account"], properties: ["iban": "DE09"], identifier: "a9")
            try graph.insertEdge(from: ada, to: account, labels: ["OWNS"])
        }
        try GraphStore.open(folder.store).read { graph in
            let ada = try #require(try graph.node(named: "ada"))
            let owned = try graph.neighbours(of: ada, along: "OWNS")
            #expect(try owned.map { try graph.property("iban", of: $0) } == ["DE01", "DE09"])
            #expect(graph.nodeCount == 3 && graph.edgeCount == 2)
            let account = try #require(try graph.node(named: "a9"))
            #expect(try graph.neighbours(of: account, .incoming) == [ada])
        }
    }

    @Test("leaves nothing when its closure throws")
    func rollingBack() throws {
        struct Stop: Error {}
        let folder = try StoreFolder()
        let store = try Self.bank(folder)
        #expect(throws: Stop.self) {
            try store.write { graph throws in
                try graph.delete(try #require(try graph.node(named: "ada")), detaching: true)
                throw Stop()
            }
        }
        try store.read { graph throws in
            #expect(graph.nodeCount == 2 && graph.edgeCount == 1 && graph.isMerged)
            #expect(try graph.node(named: "ada") != nil)
        }
    }

    @Test("reads what it wrote")
    func readingOwnWrites() throws {
        let folder = try StoreFolder()
        try Self.bank(folder).write { graph in
            let ada = try #require(try graph.node(named: "ada"))
            try graph.set("name", to: "Ada L.", of: ada)
            try graph.addLabel("Vip", to: ada)
            #expect(try graph.property("name", of: ada) == "Ada L.")
            #expect(try graph.labels(of: ada) == ["Customer", "Vip"])
            #expect(try graph.nodes(withLabel: "Vip") == [ada])
            let edge = try #require(try graph.edges(of: ada).first)
            try graph.delete(edge.edge)
            #expect(try graph.edges(of: ada).isEmpty)
            #expect(try graph.edges(of: edge.other, .incoming).isEmpty)
        }
    }

    @Test("deletes a node with its edges only when told to")
    func deleting() throws {
        let folder = try StoreFolder()
        let store = try Self.bank(folder)
        #expect(throws: StoreError.self) {
            try store.write { graph throws in try graph.delete(try #require(try graph.node(named: "ada"))) }
        }
        try store.write { graph throws in
            try graph.delete(try #require(try graph.node(named: "ada")), detaching: true)
        }
        try store.read { graph throws in
            #expect(graph.nodeCount == 1 && graph.edgeCount == 0)
            #expect(try graph.node(named: "ada") == nil)
            let account = try #require(try graph.node(named: "a1"))
            #expect(try graph.edges(of: account, .incoming).isEmpty)
        }
    }

    @Test("sees an edge of the segment under its new labels only")
    func relabelling() throws {
        let folder = try StoreFolder()
        let store = try Self.bank(folder)
        try store.write { graph throws in
            let ada = try #require(try graph.node(named: "ada"))
            try graph.setLabels(["MANAGES"], of: try #require(try graph.edges(of: ada).first).edge)
        }
        try store.read { graph throws in
            let ada = try #require(try graph.node(named: "ada"))
            #expect(try graph.edges(of: ada, along: "OWNS").isEmpty)
            #expect(try graph.edges(of: ada, along: "MANAGES").count == 1)
        }
    }

    @Test("refuses an identifier that is taken, until its owner is deleted")
    func identifiers() throws {
        let folder = try StoreFolder()
        let store = try Self.bank(folder)
        let error = #expect(throws: StoreError.self) {
            try store.write { _ = try $0.insertNode(labels: [], identifier: "ada") }
        }
        #expect(error?.description.contains("There is a node 'ada' already") == true)
        try store.write { graph throws in
            try graph.delete(try #require(try graph.node(named: "ada")), detaching: true)
            try graph.insertNode(labels: ["New"], identifier: "ada")
        }
        try store.merge()
        try store.read { graph throws in
            #expect(try graph.labels(of: try #require(try graph.node(named: "ada"))) == ["New"])
        }
    }

    @Test("names a node that is given no identifier as no other")
    func newNames() throws {
        let folder = try StoreFolder()
        let store = try Self.bank(folder)
        func insert() throws {
            try store.write { _ = try $0.insertNode(labels: ["Note"]) }
        }
        try insert()
        try store.merge()
        try insert()
        try store.merge()
        try store.read { graph throws in
            let notes = try graph.nodes(withLabel: "Note")
            let names = try notes.map { try graph.record(of: $0)?.name }
            #expect(notes.count == 2 && Set(names).count == 2)
        }
        #expect(try store.verify() == [])
    }

    @Test("inside another one of the same thread is an error, not a wait")
    func nesting() throws {
        let folder = try StoreFolder()
        let store = try Self.bank(folder)
        let again = try GraphStore.open(folder.store)
        try store.write { graph throws in
            _ = try graph.insertNode(labels: [])
            #expect(throws: StoreError.self) { try again.write { _ in } }
            #expect(throws: StoreError.self) { try again.merge() }
            #expect(throws: StoreError.self) { _ = try GraphStore.create(folder.store) }
            #expect(try again.read { $0.nodeCount } == 2, "reading goes on beside it")
        }
        #expect(try store.read { $0.nodeCount } == 3)
    }

    @Test("is told when another one is at work and it does not want to wait", arguments: [true, false])
    func waiting(atAll: Bool) throws {
        let folder = try StoreFolder()
        let store = try Self.bank(folder)
        let (begun, finish) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let writer = Thread {
            do {
                try store.write { graph throws in
                    begun.signal()
                    finish.wait()
                    _ = try graph.insertNode(labels: [])
                }
            } catch { Issue.record(error) }
            begun.signal()
        }
        writer.start()
        begun.wait()
        let error = #expect(throws: StoreError.self) {
            try store.write(waiting: atAll ? .atMost(.milliseconds(5)) : .never) { _ in }
        }
        guard case .busy? = error else {
            Issue.record("It was \(String(describing: error)).")
            return
        }
        finish.signal()
        begun.wait()
        try store.write(waiting: .never) { _ = try $0.insertNode(labels: []) }
        #expect(try store.read { $0.nodeCount } == 4)
    }

    @Test("is rolled back when its task is cancelled")
    func cancelling() async throws {
        let folder = try StoreFolder()
        let store = try Self.bank(folder)
        let task = Task {
            try store.write { graph throws in
                _ = try graph.insertNode(labels: [])
                withUnsafeCurrentTask { $0?.cancel() }
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try store.read { $0.nodeCount } == 2)
    }

    @Test("of many threads take turns, and each is there")
    func turns() throws {
        let folder = try StoreFolder()
        let store = try Self.bank(folder)
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            for round in 0..<20 {
                do {
                    try store.write { graph in
                        let id = Identifier.integer(Int64(thread * 100 + round))
                        _ = try graph.insertNode(labels: ["Item"], identifier: id)
                        if round % 5 == 4 { throw CancellationError() }
                    }
                } catch is CancellationError {} catch { Issue.record(error) }
            }
        }
        #expect(try store.read { try $0.nodes(withLabel: "Item").count } == 8 * 16)
        #expect(try store.verify() == [])
    }

    @Test("that is submitted shares its commit with others, and fails alone")
    func submitting() async throws {
        let folder = try StoreFolder()
        let store = try Self.bank(folder, schema: Bank.schema)
        let refused = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        try await store.submit { graph throws in
                            let ada = try #require(try graph.node(named: "ada"))
                            let account = try graph.insertNode(
                                labels: ["Account"], properties: ["iban": .string("DE\(100 + number % 150)")])
                            try graph.insertEdge(
                                from: ada, to: account, labels: ["OWNS"],
                                properties: ["since": .date(CalendarDate(days: 1))])
                        }
                        return false
                    } catch StoreError.refused { return true }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(refused == 50, "an account of each number is there, the second of a number is refused")
        #expect(try store.read { $0.nodeCount } == 152)
        let commits = try store.read { $0.commit }
        #expect(commits == 151)
        #expect(try store.verify() == [])
    }

    @Test("that is submitted hears of it when nothing can be written at all", arguments: [1, 20])
    func failingSubmission(count: Int) async throws {
        let folder = try StoreFolder()
        _ = try Self.bank(folder)
        let lock = folder.store + "/writer.lock"
        try FileManager.default.removeItem(atPath: lock)
        try FileManager.default.createDirectory(atPath: lock, withIntermediateDirectories: false)
        let store = try GraphStore.open(folder.store)
        await withTaskGroup { group in
            for _ in 0..<count {
                group.addTask {
                    let error = await #expect(throws: StoreError.self) {
                        try await store.submit { _ = try $0.insertNode(labels: ["Item"]) }
                    }
                    #expect(error?.description.contains("writer.lock") == true)
                }
            }
        }
        #expect(try store.read { $0.nodeCount } == 2)
    }

    @Test("that is submitted by a cancelled task leaves nothing")
    func cancelledSubmission() async throws {
        let folder = try StoreFolder()
        let store = try Self.bank(folder)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await store.submit { _ = try $0.insertNode(labels: ["Item"]) }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try store.read { $0.nodeCount } == 2)
    }

    @Test("refuses a value whose lists are too deep to be read again")
    func deepLists() throws {
        let folder = try StoreFolder()
        var value = Value.integer(1)
        for _ in 0..<300 { value = .list([value]) }
        let deep = value
        #expect(throws: StoreError.self) {
            try Self.bank(folder).write { _ = try $0.insertNode(labels: [], properties: ["deep": deep]) }
        }
    }
}
