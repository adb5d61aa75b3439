import Foundation
import LearningCore

/// What two versions find in each other's galleries, by every metric.
struct VersionComparison: Encodable {
    /// One metric.
    struct Row: Encodable {
        let metric: String
        /// Old queries in the old gallery.
        let old: Double
        /// New queries in the gallery that is there.
        let cross: Double
        /// New queries in a gallery of their own.
        let new: Double
        /// Whether new queries do better in the gallery that is there than old ones; a tie is a failure.
        let isCompatible: Bool
    }
    let rows: [Row]

    static let metrics: [RetrievalMetric] = [
        .meanAveragePrecision, .templateTop1, .cumulativeMatch(1), .cumulativeMatch(5),
        .trueAcceptRate(falseAcceptRate: 0.1), .trueAcceptRate(falseAcceptRate: 0.01),
    ]

    /// Compares a new version with an old one, whose gallery may have been adapted.
    init(
        old: EmbeddingEvaluation, new: EmbeddingEvaluation, gallery: EmbeddingEvaluation? = nil,
        query: EmbeddingEvaluation? = nil
    ) throws(EmbeddingError) {
        let own = try old.scores(against: old)
        let cross = try (query ?? new).scores(against: gallery ?? old)
        let paragon = try new.scores(against: new)
        rows = Self.metrics.map { metric in
            Row(
                metric: metric.description, old: own.value(of: metric), cross: cross.value(of: metric),
                new: paragon.value(of: metric), isCompatible: cross.value(of: metric) > own.value(of: metric))
        }
    }

    /// `compatible on map, top1; NOT on cmc@1`.
    var summary: String {
        func list(_ rows: [Row]) -> String {
            rows.isEmpty ? "nothing" : rows.map(\.metric).joined(separator: ", ")
        }
        return
            "compatible on \(list(rows.filter(\.isCompatible))); NOT on \(list(rows.filter { !$0.isCompatible }))"
    }

    /// The table for people.
    var text: String {
        let heads = ["", "old in old", "new in old", "new in new", ""]
        let cells = rows.map {
            [
                $0.metric, Self.number($0.old), Self.number($0.cross), Self.number($0.new),
                $0.isCompatible ? "compatible" : "NOT compatible",
            ]
        }
        let width = rows.map(\.metric.count).max() ?? 0
        return ([heads] + cells).map { cells in
            let numbers = cells[1...3].map { String(repeating: " ", count: 12 - $0.count) + $0 }.joined()
            let name = cells[0] + String(repeating: " ", count: width - cells[0].count)
            return "  \(name)\(numbers)" + (cells[4].isEmpty ? "" : "  \(cells[4])") + "\n"
        }.joined()
    }

    private static func number(_ value: Double) -> String { String(format: "%.3f", value) }
}

/// What `espalier train bct` says in the end.
struct TrainedBCTAnswer: Encodable {
    let trained: TrainedModelAnswer
    /// What the loss consisted of.
    let terms: [String]
    let compatibility: VersionComparison?

    init(_ trained: TrainedModelAnswer, terms: [String], compatibility: VersionComparison?) {
        self.trained = trained
        self.terms = terms
        self.compatibility = compatibility
    }

    private enum CodingKeys: CodingKey { case terms, compatibility }

    /// What every training says, and these beside it.
    func encode(to encoder: any Encoder) throws {
        try trained.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(terms, forKey: .terms)
        try container.encodeIfPresent(compatibility?.rows, forKey: .compatibility)
    }

    /// The report for people.
    var text: String {
        var text = trained.text + "  terms       \(terms.joined(separator: "\n              + "))\n"
        if let compatibility { text += compatibility.text + compatibility.summary + "\n" }
        return text
    }
}
