import Foundation
import GracefulUpdates
import LearningCore

/// What `espalier train hvs` says in the end.
struct TrainedHVSAnswer: Encodable {
    /// A network of the front: none that is as cheap finds better, by the search's scores.
    struct Front: Encodable {
        let multiplyAdds: Int
        let heterogeneous: Double
    }
    let model: String
    let architecture: String
    let multiplyAdds: Int
    let reward: SearchReward
    /// The winner's reward on search images, as a path of the supernet.
    let bestReward: Double
    let evaluations: Int
    let networks: Int
    let front: [Front]
    /// What the test says; nil without one.
    let pair: PairAnswer?

    init(_ saved: ModelDirectory, _ found: ArchitectureSearchResult, of networks: Int, pair: PairAnswer?) {
        model = saved.path
        architecture = saved.manifest.architecture
        multiplyAdds = found.best.multiplyAdds
        reward = found.reward
        bestReward = found.reward.value(found.best.scores)
        evaluations = found.candidates.count
        self.networks = networks
        front = found.front.map {
            Front(multiplyAdds: $0.multiplyAdds, heterogeneous: $0.scores.heterogeneous)
        }
        self.pair = pair
    }

    /// The report for people.
    var text: String {
        let front = front.suffix(6).map {
            "\($0.multiplyAdds) (\(PairAnswer.number($0.heterogeneous)))"
        }
        return """
            \(model): hvs, \(architecture)
              search      \(evaluations) of \(networks) networks scored, the best \(reward.rawValue) reward \
            \(PairAnswer.number(bestReward)) on search images
              front       multiply-adds and M(q,g) on the supernet's scale: \(front.joined(separator: ", "))
              cost        \(multiplyAdds) multiply-adds for a record

            """ + (pair?.text ?? "")
    }
}

/// A small and a large network side by side, as the commands say it.
struct PairAnswer: Encodable {
    /// One metric.
    struct Row: Encodable {
        let metric: String
        /// Small queries in a small gallery.
        let small: Double
        /// Small queries in the large gallery.
        let crossed: Double
        /// Large queries in the large gallery.
        let large: Double
        /// Whether small queries do better in the large gallery than in a small one.
        let passes: Bool
    }

    /// What a network costs for a record.
    struct Cost: Encodable {
        let multiplyAdds: Int
        let milliseconds: Double
    }
    let rows: [Row]
    let query: Cost
    let gallery: Cost
    let multiplyAddRatio: Double
    let latencyRatio: Double
    let galleryCount: Int
    let indexingMultiplyAdds: Double
    let indexingSeconds: Double
    /// The rule by the first metric.
    let passes: Bool

    init(_ evaluation: HeterogeneousEvaluation) {
        rows = evaluation.rows.map {
            Row(
                metric: $0.metric, small: $0.small, crossed: $0.crossed, large: $0.large, passes: $0.passes)
        }
        func cost(_ cost: HeterogeneousEvaluation.Cost) -> Cost {
            Cost(multiplyAdds: cost.multiplyAdds, milliseconds: cost.latency * 1_000)
        }
        query = cost(evaluation.query)
        gallery = cost(evaluation.gallery)
        multiplyAddRatio = evaluation.multiplyAddRatio
        latencyRatio = evaluation.latencyRatio
        galleryCount = evaluation.galleryCount
        indexingMultiplyAdds = evaluation.indexingMultiplyAdds
        indexingSeconds = evaluation.indexingSeconds
        passes = evaluation.passes
    }

    /// The table for people: q is the small network and g the large one, (q, g) a query of q in the gallery of g.
    var text: String {
        var table = TextTable([
            .text("metric"), .number("(q, q)"), .number("(q, g)"), .number("(g, g)"),
            .text("(q, g) > (q, q)"),
        ])
        for row in rows {
            table.append(
                row.metric, Self.number(row.small), Self.number(row.crossed), Self.number(row.large),
                row.passes ? "pass" : "FAIL")
        }
        return table.text + """
              cost        q \(query.multiplyAdds) multiply-adds, \(String(format: "%.3f", query.milliseconds)) ms on one thread
                          g \(gallery.multiplyAdds) multiply-adds, \(String(format: "%.3f", gallery.milliseconds)) ms
                          ratio \(String(format: "%.1f", multiplyAddRatio)) of multiply-adds, \
            \(String(format: "%.1f", latencyRatio)) of latency
              index       \(galleryCount) records by g: \(String(format: "%.3g", indexingMultiplyAdds)) multiply-adds, \
            \(String(format: "%.2f", indexingSeconds)) s, whatever q is

            """
    }

    static func number(_ value: Double) -> String { String(format: "%.3f", value) }
}
