import Foundation
import GraphStore
import VectorSearch

/// The vectors of a search: by their index where there is one, all of them otherwise.
struct SearchedVectors {
    private enum Means {
        case index(VectorIndex)
        case comparing(FlatIndex)
    }
    private let means: Means
    private let snapshot: Snapshot
    let selection: VectorSelection
    let stored: StoredVectors
    /// How the saved index compares, where it was not asked because the search compares otherwise.
    let passedOver: DistanceMetric?

    /// Reads the vectors, and their index if it compares as the search does.
    ///
    /// An index by another metric is neither used nor touched: a search must not change what the next one answers.
    init(
        _ selection: VectorSelection, _ metric: DistanceMetric?, isExact: Bool, of store: GraphStore,
        in snapshot: Snapshot
    ) throws {
        self.snapshot = snapshot
        self.selection = selection
        stored = try StoredVectors(selection, in: snapshot)
        let isSaved = VectorIndex.isSaved(selection, of: store)
        // What cannot be read is built anew by the cosine when nobody asks for another metric.
        let saved = VectorIndex.savedMetric(selection, of: store) ?? .cosine
        if !isExact, isSaved, metric ?? saved == saved {
            let index = try VectorIndex.open(selection, of: store, in: snapshot, metric: saved)
            VectorAccess.keep(index)
            means = .index(index)
            passedOver = nil
        } else {
            let metric = metric ?? saved
            means = .comparing(try FlatIndex(stored, metric: metric))
            passedOver = !isExact && isSaved ? saved : nil
            if !isExact, !isSaved, stored.count >= HNSWIndex.exactBelow {
                VectorAccess.note(
                    "There is no index of the \(selection), and every one is compared; `espalier vectors build` makes one."
                )
            }
        }
    }

    var dimension: Int { stored.dimension }
    var hasIndex: Bool { if case .index = means { true } else { false } }
    var metric: DistanceMetric {
        switch means {
        case .index(let index): index.metric
        case .comparing(let index): index.metric
        }
    }

    /// The neighbours of each query; a node that asks is not among its own.
    func search(_ queries: [[Float]], k: Int, ef: Int, except node: NodeID?) throws -> [SearchAnswer] {
        switch means {
        case .index(let index):
            return try queries.map { query in
                try index.search(
                    query, k: k, in: snapshot, breadth: ef, where: node.map { node in { $0 != node } })
            }
        case .comparing(let index):
            let found =
                if let node {
                    try queries.map { query in try index.search(query, k: k) { $0 != node.raw } }
                } else { try index.search(queries, k: k) }
            return found.map { SearchAnswer(neighbours: $0, method: .exact) }
        }
    }
}

/// What a search found, as `search` prints it.
struct FoundVectors: Encodable {
    struct Found: Encodable {
        let id: String
        let node: UInt32
        let distance: Float
        let version: String
    }
    let metric: String
    let method: String
    let searched: Int
    /// How long it took to answer, without reading the store and the index.
    let seconds: Double
    /// Whether the index answered, or would have if there were more vectors.
    let hasIndex: Bool
    /// How the saved index compares, which was not asked for that reason; left out otherwise.
    let otherIndex: String?
    /// The neighbours of the one query; left out where there are several.
    let neighbours: [Found]?
    /// The neighbours of each query; left out where there is one.
    let results: [[Found]]?

    init(
        _ answers: [SearchAnswer], _ searched: SearchedVectors, seconds: Double, in snapshot: Snapshot
    ) throws {
        let stored = searched.stored
        let found = try answers.map { answer in
            try answer.neighbours.map { neighbour in
                let name = try snapshot.record(of: neighbour.node)?.name
                return Found(
                    id: name?.identifier.description ?? "", node: neighbour.element,
                    distance: neighbour.distance,
                    version: stored.position(of: neighbour.element).map { stored.version(at: $0) } ?? "")
            }
        }
        metric = searched.metric.rawValue
        method = (answers.first?.method ?? .exact).rawValue
        self.searched = stored.count
        self.seconds = seconds
        hasIndex = searched.hasIndex
        otherIndex = searched.passedOver?.rawValue
        neighbours = found.count == 1 ? found[0] : nil
        results = found.count == 1 ? nil : found
    }

    var text: String {
        var text = ""
        for (position, found) in (results ?? [neighbours ?? []]).enumerated() {
            if results != nil { text += "\(position == 0 ? "" : "\n")Query \(position + 1)\n" }
            var table = TextTable([.text("id"), .number("distance"), .text("version")])
            for element in found {
                table.append(
                    element.id, ShownNumber.plain(Double(element.distance)), element.version)
            }
            text += table.text
        }
        return text + "\nThe nearest of \(searched.formatted()) vectors by \(metric) in "
            + "\(String(format: "%.1f", seconds * 1_000)) ms, "
            + (method == SearchMethod.exact.rawValue
                ? "every one compared.\n" : "by the index, which may miss a few.\n")
            + (otherIndex.map { "The saved index compares by \($0); it was not asked, and stays as it is.\n" }
                ?? "")
    }
}
