import Foundation
import GraphStore
import PropertyGraph
import Testing

@testable import VectorSearch

@Suite("Backfill")
struct BackfillTests {
    private func vectors(_ names: [String], _ value: Float = 100) throws -> NewVectors {
        try NewVectors(
            identifiers: names.map { Identifier($0) }, numbers: names.flatMap { _ in [value, 1] })
    }

    private func backfill(portion: Int = 3) -> Backfill {
        var backfill = Backfill(of: ItemStore.embeddings, to: "v2")
        backfill.portion = portion
        return backfill
    }

    private let names = (0..<10).map { "i\($0)" }

    private func counts(_ items: ItemStore) throws -> [String: Int] {
        try items.store.read { try StoredVectors(ItemStore.embeddings, in: $0).counts }
    }

    @Test("sets vectors and versions together, in portions")
    func complete() throws {
        let items = try ItemStore((0..<10).map { [Float($0), 0] })
        let before = try items.store.read(\.commit)
        var done: [Int] = []
        let outcome = try backfill().run(
            vectors(names), in: items.store, progress: { count, _ in done.append(count) })
        #expect(outcome.ending == .complete && outcome.writtenCount == 10 && outcome.remainingCount == 0)
        #expect(done == [3, 6, 9, 10])
        #expect(try items.store.read(\.commit) == before + 4)
        #expect(try counts(items) == ["v2": 10])
        #expect(try items.contents().values.allSatisfy { $0 == [100, 1] })
    }

    @Test("goes on where it was, and has nothing to do at the end")
    func resumed() throws {
        let items = try ItemStore((0..<10).map { [Float($0), 0] })
        var first = backfill(portion: 2)
        first.limit = 5
        let outcome = try first.run(vectors(names), in: items.store)
        #expect(outcome.ending == .limit && outcome.writtenCount == 5 && outcome.remainingCount == 5)
        #expect(try counts(items) == ["v1": 5, "v2": 5])
        try items.store.merge()
        let rest = try backfill().run(vectors(names), in: items.store)
        #expect(rest.alreadyCount == 5 && rest.writtenCount == 5 && rest.ending == .complete)
        let nothing = try backfill().run(vectors(names, 7), in: items.store)
        #expect(nothing.alreadyCount == 10 && nothing.writtenCount == 0)
        #expect(try items.contents()["i3"] == [100, 1])
    }

    @Test("stops between two portions when it is cancelled")
    func interrupted() async throws {
        let items = try ItemStore((0..<10).map { [Float($0), 0] })
        let (backfill, vectors, store) = (backfill(), try vectors(names), items.store)
        let outcome = try await Task {
            try backfill.run(
                vectors, in: store,
                progress: { done, _ in
                    if done == 6 { withUnsafeCurrentTask { $0?.cancel() } }
                })
        }.value
        #expect(outcome.ending == .interrupted && outcome.writtenCount == 6)
        #expect(try counts(items) == ["v1": 4, "v2": 6])
    }

    @Test("undoes a portion in which something fails")
    func failure() throws {
        struct Crash: Error {}
        let items = try ItemStore((0..<10).map { [Float($0), 0] })
        var calls = 0
        #expect(throws: Crash.self) {
            try backfill().run(vectors(names), in: items.store) { _, _ in
                calls += 1
                if calls == 3 { throw Crash() }
                return 0
            }
        }
        #expect(try counts(items) == ["v1": 7, "v2": 3])
        #expect(try items.store.verify() == [])
        #expect(try backfill().run(vectors(names), in: items.store).writtenCount == 7)
    }

    @Test("takes elements in the order that it is given, the others afterwards")
    func order() throws {
        let items = try ItemStore((0..<10).map { [Float($0), 0] })
        var vectors = try vectors(names)
        try vectors.putFirst([Identifier("i7"), Identifier("i2")])
        var part = backfill()
        part.limit = 3
        _ = try part.run(vectors, in: items.store)
        let contents = try items.contents()
        #expect(Set(contents.filter { $0.value[1] == 1 }.keys) == ["i7", "i2", "i0"])
    }

    @Test("does not commit a portion that makes the results worse", arguments: [0, 0.15])
    func probe(tolerance: Double) throws {
        let items = try ItemStore((0..<10).map { [Float($0), 0] })
        var backfill = backfill(portion: 2)
        backfill.tolerance = tolerance
        // The second portion is a little worse than the first, the third much worse.
        let qualities = [0: 0.5, 2: 0.7, 4: 0.6, 6: 0.2]
        let outcome = try backfill.run(vectors(names), in: items.store) { mixture, _ in
            try #require(qualities[mixture.counts["v2"] ?? 0])
        }
        let kept = tolerance == 0 ? 2 : 4
        #expect(outcome.writtenCount == kept)
        #expect(
            outcome.ending
                == (tolerance == 0 ? .worse(quality: 0.6, best: 0.7) : .worse(quality: 0.2, best: 0.7)))
        #expect(outcome.qualities == (tolerance == 0 ? [0.5, 0.7] : [0.5, 0.7, 0.6]))
        #expect(try counts(items) == ["v1": 10 - kept, "v2": kept])
    }

    @Test("leaves the store byte for byte when the first portion is refused", arguments: [0.4, .nan])
    func refused(quality: Double) throws {
        let items = try ItemStore((0..<10).map { [Float($0), 0] })
        let before = try items.store.read { ($0.commit, $0.changedElements) }
        let contents = try items.contents()
        let outcome = try backfill().run(vectors(names), in: items.store) { mixture, _ in
            mixture.counts["v2"] == nil ? 0.5 : quality
        }
        guard case .worse = outcome.ending else {
            Issue.record("a worse mixture was committed: \(outcome)")
            return
        }
        #expect(try items.store.read { ($0.commit, $0.changedElements) } == before)
        #expect(try items.contents() == contents)
    }

    @Test("refuses vectors of another dimension, unless they may be cut or filled up")
    func dimensions() throws {
        let items = try ItemStore((0..<3).map { [Float($0), 0] })
        let wide = try NewVectors(identifiers: [Identifier("i0")], numbers: [1, 2, 3])
        let narrow = try NewVectors(identifiers: [Identifier("i1")], numbers: [4])
        for vectors in [wide, narrow] {
            let error = #expect(throws: VectorSearchError.self) {
                try backfill().run(vectors, in: items.store)
            }
            #expect(
                error == .replacement(found: vectors.dimension, expected: 2, property: "embedding"))
            #expect(error?.description.contains("another property") == true)
        }
        #expect(try counts(items) == ["v1": 3])
        var cutting = backfill()
        cutting.cutsToFit = true
        _ = try cutting.run(wide, in: items.store)
        _ = try cutting.run(narrow, in: items.store)
        #expect(try items.contents() == ["i0": [1, 2], "i1": [4, 0], "i2": [2, 0]])
        let other = Backfill(of: VectorSelection(label: "Item", property: "wide"), to: "v2")
        #expect(try other.run(wide, in: items.store).writtenCount == 1)
    }

    @Test(
        "refuses vectors that do not belong to elements",
        arguments: [
            (["a", "b"], [1, 2, 3], "divided"), (["a", "a"], [1, 2], "twice"), ([], [], "no new vectors"),
            (["a"], [], "divided"), (["a"], [.nan], "NaN"), (["a"], [1e30], "1e15"),
        ] as [([String], [Float], String)])
    func pairing(names: [String], numbers: [Float], phrase: String) {
        let error = #expect(throws: VectorSearchError.self) {
            try NewVectors(identifiers: names.map { Identifier($0) }, numbers: numbers)
        }
        #expect(error?.description.contains(phrase) == true)
    }

    @Test("refuses elements that are not there, before anything is written")
    func unknown() throws {
        let items = try ItemStore((0..<3).map { [Float($0), 0] })
        let vectors = try vectors(["i0", "i9"])
        #expect(throws: VectorSearchError.unknownElement(id: "i9", label: "Item")) {
            try backfill(portion: 1).run(vectors, in: items.store)
        }
        #expect(try counts(items) == ["v1": 3])
        var ordered = try self.vectors(["i0"])
        #expect(throws: VectorSearchError.self) { try ordered.putFirst([Identifier("i1")]) }
        #expect(throws: VectorSearchError.self) {
            try ordered.putFirst([Identifier("i0"), Identifier("i0")])
        }
    }

    @Test("changes nothing that the schema refuses")
    func schema() throws {
        let items = try ItemStore()
        let schema = try StoredSchema(
            "CREATE GRAPH TYPE g STRICT { (i: Item { embedding VECTOR<2> }) }", graphType: nil)
        _ = try items.store.write {
            try $0.insertNode(
                labels: ["Item"], properties: ["embedding": .vector([1, 2])], identifier: Identifier("i0"))
        }
        #expect(try items.store.apply(schema).conforms)
        let vectors = try vectors(["i0"])
        #expect(throws: StoreError.self) { try backfill().run(vectors, in: items.store) }
        #expect(try items.contents() == ["i0": [1, 2]])
    }
}
