import GraphStore
import PropertyGraph
import Testing

@testable import VectorSearch

@Suite("Vectors of a store")
struct StoredVectorsTests {
    private let embeddings = ItemStore.embeddings

    @Test("are read where they lie, and those of the delta laid over them")
    func overlay() throws {
        let items = try ItemStore((0..<6).map { [Float($0), 1] })
        #expect(try items.store.read { try StoredVectors(embeddings, in: $0) }.copiedCount == 6)
        try items.store.merge()
        #expect(try items.store.read { try StoredVectors(embeddings, in: $0) }.copiedCount == 0)
        try items.set([9, 9], of: "i2")
        try items.set(nil, of: "i4")
        try items.store.write { graph in
            try graph.delete(graph.node(named: Identifier("i0"))!)
            try graph.insertNode(labels: ["Item", "New"], properties: ["embedding": .vector([7, 7])])
            try graph.insertNode(labels: ["Other"], properties: ["embedding": .vector([8, 8])])
            try graph.insertNode(labels: ["Item"])
        }
        let stored = try items.store.read { try StoredVectors(embeddings, in: $0) }
        #expect(stored.copiedCount == 2 && stored.dimension == 2)
        #expect((0..<stored.count).map { stored[$0] } == [[1, 1], [9, 9], [3, 1], [5, 1], [7, 7]])
        #expect(stored.elements == stored.elements.sorted())
        #expect(stored.elements.map { stored.position(of: $0) } == Array(0..<5))
        #expect(stored.position(of: 4_000) == nil)
    }

    @Test("are of the version that is said beside them, or of the base", arguments: [false, true])
    func versions(isMerged: Bool) throws {
        let items = try ItemStore((0..<5).map { [Float($0)] })
        try items.set([10], version: "v2", of: "i1")
        try items.set([30], version: "v2", of: "i3")
        try items.set([40], version: "v1", of: "i4")
        if isMerged { try items.store.merge() }
        try items.store.read { snapshot in
            var selection = embeddings
            let all = try StoredVectors(selection, in: snapshot)
            #expect(all.counts == ["v1": 3, "v2": 2])
            #expect((0..<5).map { all.version(at: $0) }.sorted() == ["v1", "v1", "v1", "v2", "v2"])
            selection.version = "v2"
            let new = try StoredVectors(selection, in: snapshot)
            #expect((0..<new.count).map { new[$0] }.sorted { $0[0] < $1[0] } == [[10], [30]])
            selection.version = "v1"
            selection.baseVersion = "old"
            #expect(try StoredVectors(selection, in: snapshot).count == 1)
            selection.version = "v7"
            #expect(try StoredVectors(selection, in: snapshot).count == 0)
            #expect(
                try VectorCensus(of: snapshot).entries == [
                    VectorCensus.Entry(
                        label: "Item", property: "embedding", dimensions: [1: 5],
                        versions: ["v1": 3, "v2": 2])
                ])
        }
    }

    @Test("may be lists of numbers, and nothing else", arguments: [false, true])
    func lists(isMerged: Bool) throws {
        let items = try ItemStore()
        _ = try items.store.write { graph in
            try graph.insertNode(
                labels: ["Item"], properties: ["embedding": .list([.float(0.5), .integer(2)])])
        }
        if isMerged { try items.store.merge() }
        #expect(try items.store.read { try StoredVectors(embeddings, in: $0)[0] } == [0.5, 2])
        _ = try items.store.write { graph in
            try graph.insertNode(
                labels: ["Item"], properties: ["embedding": .string("red")], identifier: Identifier("r"))
        }
        if isMerged { try items.store.merge() }
        #expect(
            throws: VectorSearchError.noVector(element: "node 'r'", property: "embedding")
        ) { try items.store.read { try StoredVectors(embeddings, in: $0) } }
    }

    @Test("are refused where they have several dimensions, by the name of the element")
    func dimensions() throws {
        let items = try ItemStore([[1, 2], [3, 4]])
        try items.set([1, 2, 3], version: "v2", of: "i1")
        let error = #expect(throws: VectorSearchError.self) {
            try items.store.read { try StoredVectors(embeddings, in: $0) }
        }
        #expect(error?.description.contains("i1") == true)
        var selection = embeddings
        selection.version = "v2"
        #expect(try items.store.read { try StoredVectors(selection, in: $0)[0] } == [1, 2, 3])
    }
}
