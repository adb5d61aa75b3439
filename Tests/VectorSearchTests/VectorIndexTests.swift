import Foundation
import GraphStore
import PropertyGraph
import Testing

@testable import VectorSearch

private let quick = HNSWParameters(links: 6, constructionBreadth: 30)

@Suite("Indexes over a store")
struct VectorIndexTests {
    private let embeddings = ItemStore.embeddings

    private func names(_ answer: SearchAnswer, _ snapshot: Snapshot) throws -> [String] {
        try answer.neighbours.map { try snapshot.record(of: $0.node)!.name!.identifier.description }
    }

    @Test("never answer from vectors that the store has no more")
    func freshness() throws {
        let items = try ItemStore((0..<100).map { [Float($0), 0] })
        let index = try VectorIndex.build(embeddings, of: items.store, metric: .euclidean, parameters: quick)
        try index.save()
        func nearest(_ query: [Float]) throws -> (open: [String], saved: [String], VectorIndex.Opening) {
            try items.store.read { snapshot in
                let open = try names(index.search(query, k: 2, in: snapshot, method: .approximate), snapshot)
                let other = try VectorIndex.open(embeddings, of: items.store, in: snapshot)
                let saved = try names(
                    other.search(query, k: 2, in: snapshot, method: .approximate), snapshot)
                return (open, saved, other.opening)
            }
        }
        #expect(try nearest([7.1, 0]) == (["i7", "i8"], ["i7", "i8"], .current))
        try items.set([500, 0], of: "i7")
        #expect(try nearest([7.1, 0]) == (["i8", "i6"], ["i8", "i6"], .refreshed(added: 1, removed: 1)))
        try items.store.write { try $0.delete($0.node(named: Identifier("i8"))!) }
        #expect(try nearest([7.1, 0]) == (["i6", "i9"], ["i6", "i9"], .refreshed(added: 1, removed: 2)))
        #expect(try nearest([499, 0]).open == ["i7", "i99"])
        // A commit that touches no vector makes nothing stale, nor does a merge, which numbers the nodes anew.
        try index.save()
        _ = try items.store.write { try $0.insertNode(labels: ["Other"]) }
        #expect(try nearest([7.1, 0]) == (["i6", "i9"], ["i6", "i9"], .current))
        try items.store.merge()
        #expect(try nearest([7.1, 0]) == (["i6", "i9"], ["i6", "i9"], .current))
    }

    @Test("stay what the store is through commits, merges and reopenings", arguments: [31, 32] as [UInt64])
    func model(seed: UInt64) throws {
        var random = TestRandom(seed)
        let items = try ItemStore(random.clusters(150, dimension: 4))
        var index = try VectorIndex.build(embeddings, of: items.store, metric: .cosine, parameters: quick)
        try index.save()
        var created = 150
        for _ in 0..<25 {
            try items.store.write { graph in
                for _ in 0..<random.next() % 12 {
                    let name = Identifier("i\(random.next() % UInt64(created))")
                    guard let node = try graph.node(named: name) else { continue }
                    switch random.next() % 4 {
                    case 0: try graph.delete(node)
                    case 1: try graph.set("embedding", to: nil, of: node)
                    default: try graph.set("embedding", to: .vector(random.vector(4)), of: node)
                    }
                }
                for _ in 0..<random.next() % 8 {
                    try graph.insertNode(
                        labels: ["Item"], properties: ["embedding": .vector(random.vector(4))],
                        identifier: Identifier("i\(created)"))
                    created += 1
                }
            }
            if random.next() % 5 == 0 { try items.store.merge() }
            if random.next() % 4 == 0 { try index.save() }
            try items.store.read { snapshot in
                if random.next() % 3 == 0 {
                    index = try VectorIndex.open(embeddings, of: items.store, in: snapshot)
                }
                let contents = try items.contents()
                let query = random.vector(4)
                let truth = contents.map { ($0.key, distance($0.value, query, .cosine)) }
                    .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(5).map(\.0)
                let exact = try index.search(query, k: 5, in: snapshot, method: .exact)
                #expect(try names(exact, snapshot) == truth)
                let walked = try index.search(query, k: 5, in: snapshot, method: .approximate)
                #expect(Set(try names(walked, snapshot)).intersection(truth).count >= 3)
                #expect(index.count == contents.count)
            }
        }
        #expect(try items.store.verify() == [])
    }

    @Test("are built anew when more than a quarter changed")
    func rebuilding() throws {
        let items = try ItemStore((0..<40).map { [Float($0), 1] })
        try VectorIndex.build(embeddings, of: items.store, parameters: quick).save()
        func opening() throws -> VectorIndex.Opening {
            try items.store.read { try VectorIndex.open(embeddings, of: items.store, in: $0).opening }
        }
        for number in 0..<13 { try items.set([Float(number), 2], of: "i\(number)") }
        #expect(try opening() == .refreshed(added: 13, removed: 13))
        try items.set([13, 2], of: "i13")
        guard case .rebuilt(let reason) = try opening() else {
            Issue.record("more than a quarter of the slots would be signposts")
            return
        }
        #expect(reason.contains("more than a quarter"))
    }

    @Test("answer from either state after taking over what changed was cancelled halfway")
    func cancellation() async throws {
        let items = try ItemStore((0..<60).map { [Float($0), 0] })
        // Used by one task at a time.
        nonisolated(unsafe) let index = try VectorIndex.build(
            embeddings, of: items.store, metric: .euclidean, parameters: quick)
        let before = try items.store.read { $0 }
        try items.set([500, 0], of: "i7")
        try items.store.write { graph in
            for number in 60..<220 {
                try graph.insertNode(
                    labels: ["Item"], properties: ["embedding": .vector([Float(number), 0])],
                    identifier: Identifier("i\(number)"))
            }
        }
        let after = try items.store.read { $0 }
        await Task { () -> Void in
            // The first report comes before the first vector, and the next one finds the task cancelled.
            _ = #expect(throws: CancellationError.self) {
                try index.refresh(to: after) { _ in withUnsafeCurrentTask { $0?.cancel() } }
            }
        }.value
        func nearest(_ query: [Float], _ snapshot: Snapshot) throws -> [String] {
            try names(index.search(query, k: 1, in: snapshot, method: .exact), snapshot)
        }
        #expect(try nearest([7.1, 0], before) == ["i7"] && index.count == 60)
        #expect(try nearest([499, 0], after) == ["i7"] && index.count == 220)
        #expect(try nearest([219, 0], after) == ["i219"])
    }

    @Test("are one for each version, or one for all")
    func versions() throws {
        let items = try ItemStore((0..<20).map { [Float($0), 1] })
        for number in 0..<5 { try items.set([Float(number), 1], version: "v2", of: "i\(number)") }
        for (version, count) in [("v1", 15), ("v2", 5), (nil, 20)] {
            var selection = embeddings
            selection.version = version
            let index = try VectorIndex.build(selection, of: items.store, parameters: quick)
            try index.save()
            #expect(index.count == count)
        }
        let status = try items.store.read { try IndexStatus.all(of: items.store, in: $0) }
        #expect(status.map(\.count).sorted() == [5, 15, 20])
        #expect(status.allSatisfy { $0.condition == .current && $0.size > 100 })
        try items.set([3, 3], version: "v2", of: "i19")
        let conditions = try items.store.read { try IndexStatus.all(of: items.store, in: $0) }
            .map { ($0.selection?.version ?? "all", $0.condition) }.sorted { $0.0 < $1.0 }
        #expect(
            conditions.map(\.1) == [
                .behind(added: 1, removed: 1), .behind(added: 0, removed: 1),
                .behind(added: 1, removed: 0),
            ])
    }

    @Test("refuse vectors that cannot be compared, by the name of the element")
    func refusals() throws {
        let items = try ItemStore([[1, 2], [.infinity, 1]])
        #expect(throws: VectorSearchError.notFinite("`embedding` of node 'i1'")) {
            try VectorIndex.build(embeddings, of: items.store)
        }
        let none = VectorSelection(label: "Item", property: "absent")
        #expect(throws: VectorSearchError.nothingThere(none)) {
            try VectorIndex.build(none, of: items.store)
        }
        // What is refused leaves an open index as it was.
        try items.set([2, 1], of: "i1")
        let index = try VectorIndex.build(embeddings, of: items.store, parameters: quick)
        try items.set([.nan, 1], of: "i1")
        try items.store.read { snapshot in
            for _ in 0..<2 {
                #expect(throws: VectorSearchError.notFinite("`embedding` of node 'i1'")) {
                    try index.search([1, 1], k: 1, in: snapshot)
                }
            }
        }
        try items.set([5, 1], of: "i1")
        #expect(
            try items.store.read { try index.search([5, 1], k: 1, in: $0).neighbours[0].distance } < 1e-6)
    }
}
