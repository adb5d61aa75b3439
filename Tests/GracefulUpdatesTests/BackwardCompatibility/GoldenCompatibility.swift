import Foundation
import Tensors
import Testing

/// The golden values of compatibility, made elsewhere from the papers' equations.
struct GoldenCompatibility: Decodable {
    struct Influence: Decodable {
        let embedding, newHead, oldHead: [[Double]]
        let labels: [Int]
        let oldClasses: Int
        let newLoss, influenceLoss: Double
    }
    struct HighOrder: Decodable {
        let featNew, featOld: [[Double]]
        let labels: [Int]
        let mu: Double
        let refValueZerosNotMasked: Double
    }
    struct Simplex: Decodable {
        let k: Int
        let gramOffdiag: Double

        private enum CodingKeys: String, CodingKey { case k = "K", gramOffdiag }
    }
    let bct: Influence
    let hoc: HighOrder
    let dSimplex: Simplex

    static func read() throws -> GoldenCompatibility {
        let url = try #require(
            Bundle.module.url(forResource: "graceful", withExtension: "json", subdirectory: "Golden"))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(GoldenCompatibility.self, from: Data(contentsOf: url))
    }
}

extension Tensor {
    /// A matrix in double precision.
    convenience init(rows: [[Double]]) throws(TensorError) {
        try self.init(rows.flatMap(\.self), shape: [rows.count, rows[0].count])
    }

    /// Class numbers.
    convenience init(labels: [Int]) throws(TensorError) { try self.init(labels.map(Int64.init)) }
}
