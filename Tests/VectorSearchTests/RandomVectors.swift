import Foundation
import GraphStore
import PropertyGraph

@testable import VectorSearch

/// Pseudorandom numbers of a seed: SplitMix64.
struct TestRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        return bits ^ bits >> 31
    }

    /// A number from -1 to 1.
    mutating func number() -> Float { Float(next() >> 40) / Float(1 << 23) - 1 }

    mutating func vector(_ dimension: Int) -> [Float] { (0..<dimension).map { _ in number() } }

    /// Vectors around a few centres, as embeddings of classes lie.
    mutating func clusters(_ count: Int, dimension: Int, centres: Int = 20) -> [[Float]] {
        let middles = (0..<centres).map { _ in vector(dimension) }
        return (0..<count).map { index in
            zip(middles[index % centres], vector(dimension)).map { $0 + 0.3 * $1 }
        }
    }
}

/// The distance by a metric, in double precision and by the definition.
func distance(_ left: [Float], _ right: [Float], _ metric: DistanceMetric) -> Double {
    let pairs = zip(left, right).map { (Double($0), Double($1)) }
    let product = pairs.reduce(0) { $0 + $1.0 * $1.1 }
    switch metric {
    case .euclidean: return pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    case .innerProduct: return 1 - product
    case .cosine:
        let lengths = pairs.reduce((0, 0)) { ($0.0 + $1.0 * $1.0, $0.1 + $1.1 * $1.1) }
        let length = (lengths.0 * lengths.1).squareRoot()
        return length == 0 ? 1 : 1 - product / length
    }
}

/// Which part of the exact answers was found.
func recall(_ found: [[Neighbour]], of exact: [[Neighbour]]) -> Double {
    let hits = zip(found, exact).reduce(0) { sum, pair in
        sum + Set(pair.0.map(\.element)).intersection(pair.1.map(\.element)).count
    }
    return Double(hits) / Double(exact.reduce(0) { $0 + $1.count })
}

/// A store of items in a folder of its own, deleted with the last reference.
final class ItemStore {
    let folder: String
    let store: GraphStore
    static let embeddings = VectorSelection(label: "Item", property: "embedding")

    init(_ vectors: [[Float]] = [], version: String? = nil) throws {
        folder = NSTemporaryDirectory() + "espalier-vectors-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        store = try GraphStore.create(folder + "/items.espalier")
        try store.write { graph in
            for (number, vector) in vectors.enumerated() {
                var properties: [String: Value] = ["embedding": .vector(vector)]
                properties["embedding_version"] = version.map { .string($0) }
                try graph.insertNode(
                    labels: ["Item"], properties: properties, identifier: Identifier("i\(number)"))
            }
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func set(_ vector: [Float]?, version: String? = nil, of name: String) throws {
        try store.write { graph in
            let node = try graph.node(named: Identifier(name))!
            try graph.set("embedding", to: vector.map { .vector($0) }, of: node)
            try graph.set("embedding_version", to: version.map { .string($0) }, of: node)
        }
    }

    /// Everything that was said of the items, by their names.
    func contents() throws -> [String: [Float]] {
        try store.read { snapshot in
            let stored = try StoredVectors(Self.embeddings, in: snapshot)
            var contents: [String: [Float]] = [:]
            for position in 0..<stored.count {
                let name = try snapshot.record(of: NodeID(stored.elements[position]))!.name!
                contents[name.identifier.description] = stored[position]
            }
            return contents
        }
    }
}
