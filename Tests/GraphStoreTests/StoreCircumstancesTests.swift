import Foundation
import Interchange
import PropertyGraph
import Testing

@testable import GraphStore

@Suite("A store in bad circumstances")
struct StoreCircumstancesTests {
    private static let graph = InMemoryGraph(
        nodes: Bank.ada.nodes + Bank.ben.nodes, edges: Bank.ada.edges + Bank.ben.edges, name: "both")

    /// A store with a graph, and what a dump of it is.
    private static func store() throws -> (folder: StoreFolder, dump: Data) {
        let folder = try StoreFolder()
        _ = try GraphStore.create(folder.store, schema: StoredSchema(Bank.schema)).importGraph(graph)
        return (folder, try #require(try dump(folder)))
    }

    /// Opens the store and writes all of it as JSON Lines.
    private static func dump(_ folder: StoreFolder) throws -> Data? {
        let file = folder.path + "/dump.jsonl"
        return try GraphStore.open(folder.store, isReadOnly: true).read { snapshot in
            guard let segment = snapshot.segment else { return nil }
            try JSONLWriter().write(segment, to: file, workers: 1)
            return try Data(contentsOf: URL(fileURLWithPath: file))
        }
    }

    /// What came of reading a store that was damaged: an error that names the file, or the same graph as before and,
    /// unless the damage is to no part of it, a finding.
    private static func expectErrorOrTruth(
        _ folder: StoreFolder, _ dump: Data, file: String, _ damage: String, isFound: Bool = true
    ) {
        do {
            let found = try Self.dump(folder)
            #expect(found == dump, "\(damage): a wrong answer and no error")
            let findings = try GraphStore.open(folder.store, isReadOnly: true).verify()
            #expect(!findings.isEmpty || !isFound, "\(damage): nothing was found")
            #expect(findings.allSatisfy { $0.contains(file) }, "\(damage): \(findings)")
        } catch { #expect("\(error)".contains(file), "\(damage): \(error)") }
    }

    private static func segment(_ folder: StoreFolder) -> URL {
        URL(fileURLWithPath: folder.store + "/segments/1.segment")
    }

    @Test("says that its segment is cut off, wherever that is")
    func segmentTruncated() throws {
        let (folder, _) = try Self.store()
        let file = Self.segment(folder)
        let bytes = try Data(contentsOf: file)
        for length in Array(stride(from: 0, to: bytes.count, by: 61)) + [bytes.count - 1] {
            try bytes.prefix(length).write(to: file)
            let error = #expect(throws: SegmentError.self) { try Self.dump(folder) }
            #expect(error?.description.contains("1.segment") == true)
        }
    }

    @Test("gives an error or the truth when a bit of its segment is flipped")
    func segmentFlipped() throws {
        let (folder, dump) = try Self.store()
        let file = Self.segment(folder)
        let bytes = try Data(contentsOf: file)
        for position in stride(from: 0, to: bytes.count, by: 7) {
            var flipped = bytes
            flipped[position] ^= 1 << UInt8(position % 8)
            try flipped.write(to: file)
            Self.expectErrorOrTruth(folder, dump, file: "1.segment", "byte \(position)")
        }
    }

    @Test("says that its segment is no file, or another store's", arguments: ["folder", "other"])
    func segmentReplaced(by what: String) throws {
        let (folder, _) = try Self.store()
        let file = Self.segment(folder)
        try FileManager.default.removeItem(at: file)
        if what == "folder" {
            try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
        } else {
            try Data("no segment at all".utf8).write(to: file)
        }
        let error = #expect(throws: SegmentError.self) { try Self.dump(folder) }
        #expect(error?.description.contains("1.segment") == true)
    }

    @Test("says that its catalog is cut off, wherever that is")
    func catalogTruncated() throws {
        let (folder, dump) = try Self.store()
        let catalog = URL(fileURLWithPath: folder.store + "/catalog.lmdb")
        let bytes = try Data(contentsOf: catalog)
        for length in Array(stride(from: 0, to: bytes.count, by: 509)) + [1, bytes.count - 1] {
            try bytes.prefix(length).write(to: catalog)
            // Behind the last page that is used nothing is missed.
            Self.expectErrorOrTruth(folder, dump, file: "catalog.lmdb", "\(length) bytes", isFound: false)
        }
    }

    @Test("gives an error or the truth when a bit of its catalog is flipped")
    func catalogFlipped() throws {
        let (folder, dump) = try Self.store()
        let catalog = URL(fileURLWithPath: folder.store + "/catalog.lmdb")
        let bytes = try Data(contentsOf: catalog)
        let page = 4096
        // The fronts of the pages, where their structure is.
        for start in stride(from: 0, to: bytes.count, by: page) {
            for position in stride(from: start, to: min(start + 160, bytes.count), by: 3) {
                var flipped = bytes
                flipped[position] ^= 1 << UInt8(position % 8)
                try flipped.write(to: catalog)
                Self.expectErrorOrTruth(
                    folder, dump, file: "catalog.lmdb", "byte \(position)", isFound: false)
            }
        }
    }

    @Test("is not taken for a new one when its catalog is empty")
    func catalogEmpty() throws {
        let (folder, _) = try Self.store()
        try Data().write(to: URL(fileURLWithPath: folder.store + "/catalog.lmdb"))
        let error = #expect(throws: StoreError.self) {
            try GraphStore.withStore(at: folder.store) { try $0.importGraph(Bank.ada) }
        }
        #expect(error?.description.contains("catalog.lmdb is damaged: it is empty") == true)
        #expect(try folder.segmentFiles() == ["1.segment"])
    }

    @Test("is read where nothing may be written, and refuses to be written there", arguments: [false, true])
    func readOnly(areFilesToo: Bool) throws {
        // Root may write everywhere.
        guard geteuid() != 0 else { return print("skipped: root ignores permissions") }
        let (folder, dump) = try Self.store()
        let manager = FileManager.default
        let folders = [folder.store, folder.store + "/segments"]
        let files = ["catalog.lmdb", "catalog.lmdb-lock", "segments/1.segment"].map {
            folder.store + "/" + $0
        }
        for path in folders { try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: path) }
        for path in areFilesToo ? files : [] {
            try manager.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
        }
        defer {
            for path in folders {
                #expect(throws: Never.self) {
                    try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
                }
            }
        }
        #expect(try Self.dump(folder) == dump)
        let error = #expect(throws: (any Error).self) {
            try GraphStore.open(folder.store).importGraph(InMemoryGraph(nodes: [Bank.customer("eve", "Eve")]))
        }
        #expect(error.map { "\($0)".contains(folder.store) } == true)
    }
}
