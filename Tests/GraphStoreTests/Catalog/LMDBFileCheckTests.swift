import Foundation
import StoreSamples
import Testing

@testable import GraphStore

@Suite("The check of a catalog's pages")
struct LMDBFileCheckTests {
    private static func sample() throws -> [UInt8] {
        let folder = try TemporaryFolder()
        try LMDBSample.write(to: folder.file("sample"), scale: 1)
        return try folder.read("sample")
    }

    @Test("finds nothing in what LMDB wrote", arguments: [1, 3, 20])
    func whole(scale: Int) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("whole")
        try LMDBSample.write(to: path, scale: scale)
        #expect(try LMDBFileCheck.problem(of: path) == nil)
        #expect(try LMDBFileCheck.problemOfSize(of: path) == nil)
    }

    @Test("finds nothing after any of many transactions")
    func changes() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("changed")
        var random = SeededGenerator(state: 3)
        try LMDBSample.change(path, transactions: 160, using: &random) {
            let problems = [try LMDBFileCheck.problem(of: path), try LMDBFileCheck.problemOfSize(of: path)]
            #expect(problems == [nil, nil])
        }
    }

    @Test("finds nothing in the catalog of a store")
    func store() throws {
        let folder = try StoreFolder()
        let store = try GraphStore.create(folder.store, schema: StoredSchema(Bank.schema))
        for graph in [Bank.ada, Bank.ben] {
            _ = try store.importGraph(graph)
            #expect(try LMDBFileCheck.problem(of: folder.store + "/catalog.lmdb") == nil)
        }
    }

    @Test("finds nothing in a file that lacks pages that nothing refers to")
    func unwrittenPages() throws {
        var bytes = try Self.sample()
        let newest = Self.newestMeta(bytes)
        let pages = UInt64(bytes.count / 4096)
        for byte in 0..<8 {
            bytes[newest + 136 + byte] = UInt8(truncatingIfNeeded: (pages + 5) >> (8 * byte))
        }
        #expect(LMDBFileCheck.problem(in: bytes) == nil)
    }

    @Test("finds out that the end is missing, wherever it was cut")
    func truncation() throws {
        let folder = try TemporaryFolder()
        let bytes = try Self.sample()
        let samples = stride(from: 0, to: bytes.count, by: 997)
        for length in Array(samples) + [1, 15, 16, 151, 152, 4095, 4096, 8191, 8192, bytes.count - 1] {
            let path = try folder.write(Array(bytes[..<length]), to: "cut")
            #expect(try LMDBFileCheck.problem(of: path) != nil, "\(length) bytes")
            #expect(try LMDBFileCheck.problemOfSize(of: path) != nil, "\(length) bytes")
        }
    }

    @Test("never traps at a flipped bit")
    func bitFlips() throws {
        var bytes = try Self.sample()
        var random = SeededGenerator(state: 1)
        for _ in 0..<3_000 {
            let position = random.below(bytes.count)
            let bit = UInt8(1) << UInt8(random.below(8))
            bytes[position] ^= bit
            _ = LMDBFileCheck.problem(in: bytes)
            bytes[position] ^= bit
        }
        #expect(LMDBFileCheck.problem(in: bytes) == nil)
    }

    @Test("never traps at bytes that were scribbled over a page")
    func scribbles() throws {
        let bytes = try Self.sample()
        var random = SeededGenerator(state: 2)
        for _ in 0..<1_500 {
            var scribbled = bytes
            let page = random.below(bytes.count / 4096)
            // The front of a page says the most.
            let start = page * 4096 + random.pick([0, 8, 16, 16, 40, random.below(4096)])
            for position in start..<min(start + 1 + random.below(40), bytes.count) {
                scribbled[position] = random.pick([0, 1, 0xFF, UInt8(random.below(256))])
            }
            _ = LMDBFileCheck.problem(in: scribbled)
        }
    }

    /// Where the newest state's page begins.
    private static func newestMeta(_ bytes: [UInt8]) -> Int {
        word(bytes, 144) > word(bytes, 4096 + 144) ? 0 : 4096
    }

    private static func word(_ bytes: [UInt8], _ offset: Int) -> Int {
        (0..<8).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }

    /// A place in the newest state's page or in the root of the table of tables, what is written there, and what the
    /// check says.
    struct Mutation: CustomStringConvertible {
        enum Place { case first, meta, root }
        let what: String
        let place: Place
        let offset: Int
        let bytes: [UInt8]
        let words: String
        var description: String { what }
    }

    static let mutations = [
        Mutation(
            what: "mark", place: .first, offset: 16, bytes: [0], words: "not the beginning of a catalog"),
        Mutation(what: "version", place: .meta, offset: 20, bytes: [2], words: "version 2"),
        Mutation(
            what: "page size", place: .first, offset: 40, bytes: [0, 0x18], words: "a page size of 6144"),
        Mutation(what: "no page size", place: .first, offset: 40, bytes: [0, 0], words: "a page size of 0"),
        Mutation(
            what: "flags of a first page", place: .meta, offset: 10, bytes: [2], words: "not the beginning"),
        Mutation(
            what: "depth", place: .meta, offset: 88 + 6, bytes: [9], words: "a kind that does not belong"),
        Mutation(what: "great depth", place: .meta, offset: 88 + 6, bytes: [0xFF], words: "255 levels deep"),
        Mutation(what: "flags", place: .meta, offset: 88 + 4, bytes: [4], words: "flags that do not belong"),
        Mutation(
            what: "order of free pages", place: .meta, offset: 40 + 4, bytes: [0], words: "flags that do not"),
        Mutation(what: "count", place: .meta, offset: 88 + 32, bytes: [77], words: "and tells 77"),
        Mutation(
            what: "root", place: .meta, offset: 88 + 40, bytes: [0, 0, 0, 9], words: "it refers to page"),
        Mutation(
            what: "root in front", place: .meta, offset: 88 + 40, bytes: [1], words: "it refers to page 1"),
        Mutation(
            what: "state", place: .first, offset: 144 + 3, bytes: [1], words: "do not follow each other"),
        Mutation(what: "last page", place: .meta, offset: 136, bytes: [2], words: "and its last page is 2"),
        Mutation(
            what: "number of a page", place: .root, offset: 0, bytes: [0xFE], words: "says that it is page"),
        Mutation(
            what: "flags of a page", place: .root, offset: 10, bytes: [4], words: "a kind that does not"),
        Mutation(what: "lower bound", place: .root, offset: 12, bytes: [0xF0, 0xFF], words: "tells bounds"),
        Mutation(what: "no entries", place: .root, offset: 12, bytes: [16, 0], words: "has no entries"),
        Mutation(what: "upper bound", place: .root, offset: 14, bytes: [0xFF, 0xFF], words: "tells bounds"),
        Mutation(what: "place of an entry", place: .root, offset: 16, bytes: [0xFE, 0x0F], words: "page"),
        Mutation(
            what: "odd place of an entry", place: .root, offset: 16, bytes: [0x01, 0x0F], words: "none can be"
        ),
        Mutation(
            what: "place of an entry in front", place: .root, offset: 16, bytes: [2, 0], words: "none can be"),
    ]

    @Test("says what is wrong with a field", arguments: mutations)
    func fields(mutation: Mutation) throws {
        var bytes = try Self.sample()
        let meta = Self.newestMeta(bytes)
        let base =
            switch mutation.place {
            case .first: 0
            case .meta: meta
            case .root: Self.word(bytes, meta + 88 + 40) * 4096
            }
        bytes.replaceSubrange(
            base + mutation.offset..<base + mutation.offset + mutation.bytes.count, with: mutation.bytes)
        let problem = try #require(LMDBFileCheck.problem(in: bytes))
        #expect(problem.contains(mutation.words), "\(problem)")
    }

    @Test("finds two entries exchanged, and one page used twice")
    func order() throws {
        let bytes = try Self.sample()
        let root = Self.word(bytes, Self.newestMeta(bytes) + 88 + 40) * 4096
        var exchanged = bytes
        exchanged.swapAt(root + 16, root + 18)
        exchanged.swapAt(root + 17, root + 19)
        #expect(LMDBFileCheck.problem(in: exchanged)?.contains("out of order") == true)
        var shared = bytes
        // The table of free pages gets the root of the table of tables.
        let meta = Self.newestMeta(bytes)
        for byte in 0..<8 { shared[meta + 40 + 40 + byte] = bytes[meta + 88 + 40 + byte] }
        #expect(LMDBFileCheck.problem(in: shared)?.contains("is used twice") == true)
    }
}
