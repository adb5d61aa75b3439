import Testing

@testable import VectorSearch

@Suite("Exact search")
struct FlatIndexTests {
    @Test("finds what the definition of each metric says", arguments: DistanceMetric.allCases)
    func definition(metric: DistanceMetric) throws {
        var random = TestRandom(1)
        // Dimensions around those that the processor takes at once.
        for dimension in [1, 2, 7, 8, 9, 15, 16, 17, 33] {
            let vectors = random.clusters(300, dimension: dimension)
            var index = try FlatIndex(dimension: dimension, metric: metric)
            for (element, vector) in vectors.enumerated() { try index.add(UInt32(element), vector) }
            let query = random.vector(dimension)
            let found = try index.search(query, k: 20)
            let truth = vectors.map { distance($0, query, metric) }
            #expect(found.count == 20)
            for neighbour in found {
                #expect(abs(Double(neighbour.distance) - truth[Int(neighbour.element)]) < 1e-5)
            }
            let twentieth = truth.sorted()[19]
            #expect(found.allSatisfy { truth[Int($0.element)] <= twentieth + 1e-5 })
            #expect(zip(found, found.dropFirst()).allSatisfy { $0.distance <= $1.distance })
        }
    }

    @Test("puts equally distant elements in the order of their numbers")
    func ties() throws {
        var index = try FlatIndex(dimension: 2, metric: .euclidean)
        for element: UInt32 in [9, 3, 7, 1, 5] { try index.add(element, [1, 1]) }
        try index.add(0, [2, 2])
        #expect(try index.search([1, 1], k: 3).map(\.element) == [1, 3, 5])
        #expect(try index.search([1, 1], k: 9).map(\.element) == [1, 3, 5, 7, 9, 0])
    }

    @Test("answers many queries on several threads as one by one", arguments: [1, 2, 3])
    func threads(workers: Int) throws {
        var random = TestRandom(2)
        var index = try FlatIndex(dimension: 5, metric: .cosine)
        for (element, vector) in random.clusters(700, dimension: 5).enumerated() {
            try index.add(UInt32(element), vector)
        }
        let queries = (0..<40).map { _ in random.vector(5) }
        let together = try index.search(queries, k: 4, workers: workers)
        #expect(try together == queries.map { try index.search($0, k: 4) })
    }

    @Test("finds only what is allowed")
    func filter() throws {
        var index = try FlatIndex(dimension: 1, metric: .euclidean)
        for element: UInt32 in 0..<50 { try index.add(element, [Float(element)]) }
        #expect(
            try index.search([20], k: 3) { $0.isMultiple(of: 7) }.map(\.element) == [21, 14, 28])
        #expect(try index.search([20], k: 3) { _ in false }.isEmpty)
        #expect(try index.search([20], k: 0).isEmpty)
    }

    @Test(
        "refuses what cannot be compared",
        arguments: [
            ([1, .nan], VectorSearchError.notFinite("The query")),
            ([.infinity, 1], .notFinite("The query")), ([1, -1e16], .tooLarge("The query")),
            ([0, 0], .noDirection("The query")),
            ([1, 2, 3], .dimension(of: "The query", found: 3, expected: 2)),
            ([], .dimension(of: "The query", found: 0, expected: 2)),
        ])
    func refusals(query: [Float], error: VectorSearchError) throws {
        var index = try FlatIndex(dimension: 2, metric: .cosine)
        try index.add(1, [1, 2])
        #expect(throws: error) { try index.search(query, k: 1) }
        #expect(error.description.count > 40)
    }

    @Test("places a stored vector of zeros at a right angle to everything")
    func zeros() throws {
        var index = try FlatIndex(dimension: 2, metric: .cosine)
        try index.add(1, [0, 0])
        try index.add(2, [-1, 0])
        #expect(
            try index.search([2, 0], k: 2) == [
                Neighbour(element: 1, distance: 1), Neighbour(element: 2, distance: 2),
            ])
    }
}
