import Testing

@testable import VectorSearch

/// Small graphs: debug builds compare slowly.
private let quick = HNSWParameters(links: 8, constructionBreadth: 40)

@Suite("Approximate search")
struct HNSWIndexTests {
    private static func indexes(
        _ vectors: [[Float]], _ metric: DistanceMetric, _ parameters: HNSWParameters = quick
    ) throws -> (flat: FlatIndex, graph: HNSWIndex) {
        var flat = try FlatIndex(dimension: vectors[0].count, metric: metric)
        let graph = try HNSWIndex(dimension: vectors[0].count, metric: metric, parameters: parameters)
        for (element, vector) in vectors.enumerated() {
            try flat.add(UInt32(element), vector)
            try graph.add(UInt32(element), vector)
        }
        return (flat, graph)
    }

    // By inner product the longest vectors are near to all, and a graph of neighbours shows the way worse.
    @Test(
        "finds most of the nearest neighbours at a breadth of 100",
        arguments: [(.euclidean, 0.95), (.cosine, 0.95), (.innerProduct, 0.7)] as [(DistanceMetric, Double)])
    func recalls(metric: DistanceMetric, part: Double) throws {
        var random = TestRandom(3)
        let (flat, graph) = try Self.indexes(random.clusters(1_500, dimension: 10), metric)
        let queries = random.clusters(50, dimension: 10)
        let exact = try flat.search(queries, k: 10)
        let found = try graph.search(queries, k: 10, breadth: 100, method: .approximate, workers: 2)
        #expect(found.allSatisfy { $0.method == .approximate })
        #expect(recall(found.map(\.neighbours), of: exact) >= part)
        #expect(try graph.search(queries, k: 10, method: .exact).map(\.neighbours) == exact)
    }

    @Test("is the same for the same vectors and the same seed")
    func reproducible() throws {
        var random = TestRandom(4)
        let vectors = random.clusters(400, dimension: 6)
        func file(_ parameters: HNSWParameters) throws -> [UInt8] {
            try Self.indexes(vectors, .cosine, parameters).graph
                .file(of: ItemStore.embeddings, state: StoreState(generation: 1, commit: 2)).encoded
        }
        let other = HNSWParameters(links: 8, constructionBreadth: 40, seed: 2)
        #expect(try file(quick) == file(quick))
        #expect(try file(quick) != file(other))
    }

    @Test("stays what a dictionary is through random changes", arguments: [5, 6, 7] as [UInt64])
    func model(seed: UInt64) throws {
        var random = TestRandom(seed)
        var index = try HNSWIndex(dimension: 4, metric: .euclidean, parameters: quick)
        var model: [UInt32: [Float]] = [:]
        for step in 0..<600 {
            let element = UInt32(random.next() % 150)
            let vector = random.vector(4)
            switch (random.next() % 4, model[element]) {
            case (0, .some):
                try index.remove(element)
                model[element] = nil
            case (_, .some):
                try index.update(element, vector)
                model[element] = vector
            case (_, nil):
                try index.add(element, vector)
                model[element] = vector
            }
            if step % 100 == 99 {
                if index.needsRebuilding { index = try index.rebuilt() }
                #expect(index.elements == model.keys.sorted())
                let query = random.vector(4)
                let truth = model.map { ($0.key, distance($0.value, query, .euclidean)) }
                    .sorted { $0.1 < $1.1 }.prefix(5).map(\.0)
                #expect(
                    try index.search(query, k: 5, method: .exact).neighbours.map(\.element) == truth)
                let walked = try index.search(query, k: 5, method: .approximate).neighbours
                #expect(Set(walked.map(\.element)).intersection(truth).count >= 4)
                #expect(walked.allSatisfy { model[$0.element] != nil })
            }
        }
        #expect(index.count == model.count)
    }

    @Test("finds only what is allowed, by either method", arguments: [SearchMethod.exact, .approximate])
    func filter(method: SearchMethod) throws {
        var random = TestRandom(8)
        let (flat, graph) = try Self.indexes(random.clusters(600, dimension: 4), .euclidean)
        for _ in 0..<10 {
            let query = random.vector(4)
            let found = try graph.search(query, k: 5, method: method) { $0 % 10 == 3 }
            #expect(found.method == method)
            #expect(try found.neighbours == flat.search(query, k: 5) { $0 % 10 == 3 })
        }
        #expect(try graph.search([0, 0, 0, 0], k: 5, method: method) { _ in false }.neighbours == [])
    }

    @Test("does not look at a slot that nobody knows, as a failed addition leaves it")
    func failedAddition() throws {
        let index = try HNSWIndex(dimension: 2, metric: .euclidean, parameters: quick)
        for element: UInt32 in 0..<3 { try index.add(element, [Float(element), 0]) }
        _ = try index.placed([9, 0])
        let found = try index.search([9, 0], k: 5, method: .exact).neighbours
        #expect(found.map(\.element) == [2, 1, 0])
    }

    @Test("compares every vector where that is as quick, and says so")
    func choice() throws {
        let graph = try HNSWIndex(
            dimension: 1, metric: .euclidean, parameters: HNSWParameters(links: 2, constructionBreadth: 2))
        for element: UInt32 in 0..<UInt32(HNSWIndex.exactBelow) - 1 {
            try graph.add(element, [Float(element)])
        }
        #expect(try graph.search([7], k: 3, breadth: 20).method == .exact)
        try graph.add(5_000, [5_000])
        #expect(try graph.search([7], k: 3, breadth: 20).method == .approximate)
        #expect(try graph.search([7], k: 3, breadth: 20) { $0 < 300 }.method == .exact)
        #expect(try graph.search([7], k: 3, breadth: 200).method == .exact)
    }

    @Test("refuses settings that are out of range, and elements that are there or not")
    func refusals() throws {
        for (links, breadth) in [(1, 10), (257, 10), (8, 0), (8, 70_000)] {
            #expect(throws: VectorSearchError.self) {
                try HNSWIndex(
                    dimension: 2, metric: .cosine,
                    parameters: HNSWParameters(links: links, constructionBreadth: breadth))
            }
        }
        for dimension in [0, -1, 65_537] {
            #expect(throws: VectorSearchError.self) { try HNSWIndex(dimension: dimension, metric: .cosine) }
        }
        let index = try HNSWIndex(dimension: 2, metric: .cosine)
        #expect(try index.search([1, 1], k: 3, method: .approximate).neighbours == [])
        try index.add(1, [1, 1])
        #expect(throws: VectorSearchError.taken(1)) { try index.add(1, [1, 2]) }
        #expect(throws: VectorSearchError.absent(2)) { try index.update(2, [1, 2]) }
        #expect(throws: VectorSearchError.absent(2)) { try index.remove(2) }
        #expect(throws: VectorSearchError.notFinite("The vector of element 2")) {
            try index.add(2, [.nan, 1])
        }
        #expect(throws: VectorSearchError.self) { try index.search([1, 1], k: 0) }
        #expect(try index.search([1, 1], k: 1_000_000_000, method: .approximate).neighbours.count == 1)
        try index.remove(1)
        #expect(try index.search([1, 1], k: 3, method: .approximate).neighbours == [])
        try index.add(1, [1, 0])
        #expect(try index.search([1, 0], k: 3).neighbours == [Neighbour(element: 1, distance: 0)])
    }
}
