import Foundation
import GraphStore
import Testing

@testable import VectorSearch

/// A store of items whose index is in a file.
private struct Indexed {
    let items: ItemStore
    let path: String
    let bytes: [UInt8]
    static let parameters = HNSWParameters(links: 4, constructionBreadth: 20, seed: 9)

    init(_ count: Int, dimension: Int = 3) throws {
        var random = TestRandom(20)
        items = try ItemStore(random.clusters(count, dimension: dimension, centres: 4))
        let index = try VectorIndex.build(
            ItemStore.embeddings, of: items.store, metric: .euclidean, parameters: Self.parameters)
        try index.save()
        path = index.folder.path(of: ItemStore.embeddings)
        bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    /// How the index is opened when the file holds these bytes; its answers are held to the store.
    func opening(_ bytes: [UInt8]) throws -> VectorIndex.Opening {
        try Data(bytes).write(to: URL(filePath: path))
        return try items.store.read { snapshot in
            let index = try VectorIndex.open(
                ItemStore.embeddings, of: items.store, in: snapshot, metric: .euclidean)
            let stored = try StoredVectors(ItemStore.embeddings, in: snapshot)
            let answer = try index.search([0.1, 0.2, 0.3], k: 5, in: snapshot, method: .approximate)
            for neighbour in answer.neighbours {
                let vector = stored[try #require(stored.position(of: neighbour.element))]
                let truth = distance(vector, [0.1, 0.2, 0.3], .euclidean)
                #expect(abs(Double(neighbour.distance) - truth) < 1e-5)
            }
            return index.opening
        }
    }

    /// The bytes with a digest that is right again: what somebody writes who knows the format.
    static func sealed(_ bytes: [UInt8]) -> [UInt8] {
        let content = bytes.dropLast(8)
        let digest = Array(content).withUnsafeBytes { Checksum.of($0) }
        return content + (0..<8).map { UInt8(truncatingIfNeeded: digest >> UInt64(8 * $0)) }
    }
}

extension VectorIndex.Opening {
    fileprivate var isDamage: Bool {
        if case .rebuilt(let reason) = self { reason.contains("is damaged: ") } else { false }
    }
}

@Suite("Index files")
struct IndexFileTests {
    @Test("hold the graph as it was")
    func roundTrip() throws {
        let indexed = try Indexed(60)
        let file = try IndexFile(decoding: indexed.bytes, path: "f")
        #expect(file.encoded == indexed.bytes)
        #expect(file.header.parameters == Indexed.parameters && file.header.liveCount == 60)
        #expect(try indexed.opening(indexed.bytes) == .current)
    }

    @Test("that are cut off anywhere are refused by name and built anew")
    func truncation() throws {
        let indexed = try Indexed(12)
        for length in stride(from: 0, to: indexed.bytes.count, by: 7) {
            let opening = try indexed.opening(Array(indexed.bytes.prefix(length)))
            #expect(opening.isDamage, "\(length) bytes: \(opening)")
        }
        #expect(try indexed.opening(indexed.bytes + [0]).isDamage)
        guard case .rebuilt(let reason) = try indexed.opening([]) else {
            Issue.record("an empty file is no index")
            return
        }
        #expect(reason.hasPrefix(indexed.path))
    }

    @Test("of which any bit is flipped are refused")
    func bitFlips() throws {
        let indexed = try Indexed(8)
        for position in indexed.bytes.indices {
            var bytes = indexed.bytes
            bytes[position] ^= 1 << UInt8(position % 8)
            #expect(throws: VectorSearchError.self, "byte \(position)") {
                try IndexFile(decoding: bytes, path: "f")
            }
        }
        var bytes = indexed.bytes
        bytes[200] ^= 4
        #expect(try indexed.opening(bytes).isDamage)
    }

    @Test("that were edited with a right digest never mislead", arguments: [1, 2, 3] as [UInt64])
    func hostile(seed: UInt64) throws {
        let indexed = try Indexed(10)
        var random = TestRandom(seed)
        for _ in 0..<70 {
            var bytes = indexed.bytes
            for _ in 0...random.next() % 3 {
                let position = Int(random.next() % UInt64(bytes.count - 8))
                bytes[position] =
                    [0, 1, 0x7F, 0x80, 0xFF, UInt8(truncatingIfNeeded: random.next())][
                        Int(random.next() % 6)]
            }
            // Whatever it is taken for, `opening` holds the answers to the store.
            _ = try indexed.opening(Indexed.sealed(bytes))
        }
    }

    @Test("with links that lead astray are refused", arguments: [0, 1, 2, 3, 4, 5])
    func links(edit: Int) throws {
        let indexed = try Indexed(30)
        var file = try IndexFile(decoding: indexed.bytes, path: "f")
        switch edit {
        case 0: file.links[1] = 30
        case 1: file.links[1] = 0
        case 2: file.links[0] = 9
        case 3: file.links[0] += 1
        case 4: file.levels[0] = 60 | IndexFile.liveBit
        default: file.header.entry = UInt32(file.levels.firstIndex(of: IndexFile.liveBit)!)
        }
        #expect(try indexed.opening(file.encoded).isDamage)
    }

    @Test("with levels that the seed does not draw are refused: each costs more memory than file")
    func levels() throws {
        let indexed = try Indexed(30)
        var file = try IndexFile(decoding: indexed.bytes, path: "f")
        let slot = try #require(file.levels.firstIndex(of: IndexFile.liveBit))
        // The word for no neighbours on the next level goes behind all levels of the slots up to this one.
        var position = 0
        for level in file.levels[...slot] {
            for _ in 0...(level & ~IndexFile.liveBit) { position += 1 + Int(file.links[position]) }
        }
        file.levels[slot] += 1
        file.links.insert(0, at: position)
        file.header.wordCount += 1
        #expect(try indexed.opening(file.encoded).isDamage)
        // Of another seed, the same levels are not those that it draws.
        file = try IndexFile(decoding: indexed.bytes, path: "f")
        file.header.parameters.seed = 10
        #expect(try indexed.opening(file.encoded).isDamage)
    }

    @Test("of another selection, dimension or metric are not used for this one")
    func others() throws {
        let indexed = try Indexed(30)
        var file = try IndexFile(decoding: indexed.bytes, path: "f")
        file.header.selection.version = "v3"
        #expect(try indexed.opening(file.encoded).isDamage)
        file = try IndexFile(decoding: indexed.bytes, path: "f")
        file.header.dimension = 4
        #expect(
            try indexed.opening(file.encoded)
                == .rebuilt(because: "\(indexed.path) is of another dimension"))
        file = try IndexFile(decoding: indexed.bytes, path: "f")
        file.header.metric = .cosine
        #expect(
            try indexed.opening(file.encoded)
                == .rebuilt(because: "\(indexed.path) compares vectors by another metric"))
    }

    @Test("that are no files, or may not be read, are no obstacle")
    func circumstances() throws {
        let indexed = try Indexed(10)
        try FileManager.default.removeItem(atPath: indexed.path)
        try FileManager.default.createDirectory(atPath: indexed.path, withIntermediateDirectories: true)
        try indexed.items.store.read { snapshot in
            let index = try VectorIndex.open(ItemStore.embeddings, of: indexed.items.store, in: snapshot)
            #expect(index.opening.isDamage && index.count == 10)
            #expect(throws: VectorSearchError.self) { try index.save() }
        }
        #expect(try indexed.items.store.verify() == [])
    }

    @Test("have names that differ where the selections do")
    func names() throws {
        let folder = IndexFolder(ofStoreAt: "s")
        var selections = [
            VectorSelection(label: "Item", property: "embedding"),
            VectorSelection(label: "Item", property: "embedding", version: "all"),
            VectorSelection(label: "Item", property: "embedding", version: ""),
            VectorSelection(label: "Item.embedding", property: "x"),
            VectorSelection(label: "Item", property: "embedding.x"),
            VectorSelection(label: "../../etc/passwd", property: String(repeating: "é/", count: 300)),
        ]
        selections.append(VectorSelection(label: "item", property: "embedding"))
        let paths = selections.map { folder.path(of: $0).lowercased() }
        #expect(Set(paths).count == paths.count)
        for path in paths {
            #expect(path.hasPrefix("s/vectors/") && path.dropFirst(10).allSatisfy { $0 != "/" })
            #expect(path.utf8.count < 200)
        }
    }
}
