import LearningCore

/// A query network and a gallery network side by side: what each finds, and what each costs.
///
///     let table = try HeterogeneousEvaluation(query: small, gallery: large, task: testImages)
///     print(table.rows[0].crossed, table.passes, table.multiplyAddRatio)
public struct HeterogeneousEvaluation: Sendable, Encodable {
    /// One metric of all three pairs.
    public struct Row: Sendable, Encodable {
        /// The metric's name.
        public let metric: String
        /// M(q, q): small queries in a small gallery.
        public let small: Double
        /// M(q, g): small queries in the large gallery.
        public let crossed: Double
        /// M(g, g): large queries in the large gallery, the paragon.
        public let large: Double

        /// The rule of compatibility, M(q, g) > M(q, q); it also holds where q is bad at both.
        public var passes: Bool { crossed > small }
    }

    /// What a network costs.
    public struct Cost: Sendable, Encodable {
        /// Multiply-adds for one record.
        public let multiplyAdds: Int
        /// The median time for one record on one thread, in seconds.
        public let latency: Double
    }

    /// The metrics in their order.
    public let rows: [Row]
    /// What a query costs.
    public let query: Cost
    /// What a record of the gallery costs.
    public let gallery: Cost
    /// How many records the gallery has.
    public let galleryCount: Int

    /// Measures a pair on records that neither was trained on, nor chosen by.
    ///
    /// - Parameters:
    ///   - query: The small network.
    ///   - gallery: The large network, by which the task's gallery was embedded.
    ///   - task: The records.
    ///   - metrics: The metrics; the rule is judged by the first.
    /// - Throws: ``GracefulUpdateError`` where vectors differ in length, `EmbeddingError` or `TensorError`.
    /// - Precondition: There is a metric.
    public init(
        query: EmbeddingModel, gallery: EmbeddingModel, task: HeterogeneousTask,
        metrics: [RetrievalMetric] = [.meanAveragePrecision, .templateTop1]
    ) throws {
        precondition(!metrics.isEmpty, "a rule is judged by a metric")
        try QueryTraining.requireSpace(query.description.embedding, of: gallery)
        let scores = try task.scores(of: query)
        let paragon = try task.paragon()
        rows = metrics.map {
            Row(
                metric: $0.description, small: scores.homogeneous.value(of: $0),
                crossed: scores.heterogeneous.value(of: $0), large: paragon.value(of: $0))
        }
        let latency = try QueryLatency.seconds(of: query, beside: gallery)
        self.query = Cost(multiplyAdds: try query.description.multiplyAdds(), latency: latency.query)
        self.gallery = Cost(
            multiplyAdds: try gallery.description.multiplyAdds(), latency: latency.gallery)
        galleryCount = task.gallery.count
    }

    /// Whether the first metric passes the rule.
    public var passes: Bool { rows[0].passes }

    /// How many times as many multiply-adds a record costs with the large network.
    public var multiplyAddRatio: Double { Double(gallery.multiplyAdds) / Double(query.multiplyAdds) }

    /// How many times as long a record takes with the large network; mostly far from the ratio of multiply-adds.
    public var latencyRatio: Double { gallery.latency / query.latency }

    /// What embedding the gallery once by the large network costs, in multiply-adds: the price of cheap queries.
    public var indexingMultiplyAdds: Double { Double(gallery.multiplyAdds) * Double(galleryCount) }

    /// The same in seconds, record by record on one thread.
    public var indexingSeconds: Double { gallery.latency * Double(galleryCount) }
}
