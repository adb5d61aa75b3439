import Foundation
import LearningCore

/// What is known of a gallery before any of it is computed anew: what the old model made of its records.
public struct BackfillKnowledge: Sendable {
    /// The old vectors, brought to length 1.
    let embeddings: Embeddings
    /// The class that the old head holds likeliest, of equally likely ones the lowest.
    let classes: [Int]
    /// How uncertain the old head is of each record, in nats.
    let entropies: [Double]

    /// Takes what the old model says.
    ///
    /// - Parameters:
    ///   - embeddings: The vectors in the gallery.
    ///   - logits: What the old head says of each, one a row.
    /// - Throws: `EmbeddingError` where there are not as many of one as of the other.
    public init(embeddings: Embeddings, logits: Embeddings) throws(EmbeddingError) {
        guard embeddings.count == logits.count else {
            throw .countsDiffer(
                name: "the gallery to be refreshed", vectors: embeddings.count, labels: logits.count)
        }
        self.embeddings = embeddings.normalised()
        classes = (0..<logits.count).map { row in
            let values = Array(logits[row])
            return values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
        }
        entropies = (0..<logits.count).map { Self.entropy(Array(logits[$0])) }
    }

    /// How many records there are.
    var count: Int { embeddings.count }

    /// The squared distance of each vector from the mean of those that the old head puts into its class.
    var distancesFromClass: [Double] {
        var means: [Int: (sum: [Double], count: Double)] = [:]
        for (row, name) in classes.enumerated() {
            var (sum, count) = means[name] ?? ([Double](repeating: 0, count: embeddings.dimension), 0)
            for (column, value) in embeddings[row].enumerated() { sum[column] += value }
            count += 1
            means[name] = (sum, count)
        }
        return classes.enumerated().map { row, name in
            guard let (sum, count) = means[name] else { return 0 }
            return zip(embeddings[row], sum).reduce(0) { total, pair in
                let difference = pair.0 - pair.1 / count
                return total + difference * difference
            }
        }
    }

    /// The entropy of the softmax of some logits.
    private static func entropy(_ logits: [Double]) -> Double {
        let top = logits.max() ?? 0
        let weights = logits.map { exp($0 - top) }
        let sum = weights.reduce(0, +)
        return log(sum) - zip(weights, logits).reduce(0) { $0 + $1.0 * ($1.1 - top) } / sum
    }
}
