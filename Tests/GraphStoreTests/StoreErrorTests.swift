import Foundation
import GraphStore
import Testing

@Suite("A store that is not there, or not whole")
struct StoreErrorTests {
    @Test("is named when it is missing")
    func missing() throws {
        let folder = try StoreFolder()
        let error = #expect(throws: StoreError.self) { try GraphStore.open(folder.store) }
        #expect(error?.description.hasPrefix("There is no store \(folder.store).") == true)
    }

    @Test("is not made where something else is")
    func occupied() throws {
        let folder = try StoreFolder()
        try Data("hello".utf8).write(to: URL(fileURLWithPath: folder.path + "/notes.txt"))
        let error = #expect(throws: StoreError.self) { try GraphStore.create(folder.path) }
        #expect(error?.description.contains("is not a store") == true)
        #expect(try String(contentsOfFile: folder.path + "/notes.txt", encoding: .utf8) == "hello")
    }

    @Test("is not made twice")
    func twice() throws {
        let folder = try StoreFolder()
        _ = try GraphStore.create(folder.store)
        let error = #expect(throws: StoreError.self) { try GraphStore.create(folder.store) }
        #expect(error?.description.contains("is a store already") == true)
    }

    @Test(
        "is an error when a file of it is cut short, garbled or gone", arguments: ["cut", "garbled", "gone"])
    func damaged(how: String) throws {
        let folder = try StoreFolder()
        _ = try GraphStore.create(folder.store, schema: StoredSchema(Bank.schema)).importGraph(Bank.ada)
        let file = folder.store + "/segments/1.segment"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        switch how {
        case "cut": try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: file))
        case "garbled":
            bytes[bytes.count - 20] ^= 0xFF
            try bytes.write(to: URL(fileURLWithPath: file))
        default: try FileManager.default.removeItem(atPath: file)
        }
        #expect(throws: (any Error).self) { try GraphStore.open(folder.store).read { $0.segment?.nodeCount } }
    }

    @Test("says that a catalog is garbled")
    func garbledCatalog() throws {
        let folder = try StoreFolder()
        try FileManager.default.createDirectory(atPath: folder.store, withIntermediateDirectories: true)
        try Data(repeating: 0x41, count: 50_000).write(
            to: URL(fileURLWithPath: folder.store + "/catalog.lmdb"))
        let error = #expect(throws: StoreError.self) { try GraphStore.open(folder.store) }
        #expect(
            error?.description.contains("catalog.lmdb is damaged") == true, "\(String(describing: error))")
    }
}
