import GraphStore
import Query
import TCK

/// A store in a temporary folder that goes with the test.
final class SampleStore: Sendable {
    private let folder: TemporaryFolder
    let store: GraphStore
    let engine: QueryEngine

    init(_ statements: [String] = [], schema: String? = nil, limits: QueryLimits = QueryLimits()) throws {
        folder = try TemporaryFolder()
        store = try GraphStore.create(folder.path + "/store", schema: schema.map { try StoredSchema($0) })
        engine = QueryEngine(store, limits: limits)
        for statement in statements { _ = try engine.run(statement) }
    }

    /// A store with some people who know one another in a ring.
    static func people(_ count: Int, limits: QueryLimits = QueryLimits()) throws -> SampleStore {
        let sample = try SampleStore(limits: limits)
        try sample.store.write { graph in
            let people = try (0..<count).map { number in
                try graph.insertNode(
                    labels: ["Person"],
                    properties: ["number": .integer(Int64(number)), "name": .string("person \(number)")])
            }
            for (position, person) in people.enumerated() {
                try graph.insertEdge(
                    from: person, to: people[(position + 1) % people.count], labels: ["KNOWS"])
            }
        }
        return sample
    }
}

/// Waits until something holds that another thread brings about.
///
/// - Returns: Whether it did within ten seconds, which is much longer than it should take.
func eventually(_ holds: () throws -> Bool) async throws -> Bool {
    for _ in 0..<2_000 {
        if try holds() { return true }
        try await Task.sleep(for: .milliseconds(5))
    }
    return false
}
