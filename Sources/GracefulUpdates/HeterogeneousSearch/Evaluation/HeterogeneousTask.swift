import LearningCore

/// Records that a query network is judged on: some ask, and the others answer, embedded by the gallery network once.
public struct HeterogeneousTask {
    /// The records that ask.
    public let queries: LabelledTensors
    /// The records that are found.
    public let gallery: LabelledTensors
    /// What the gallery network makes of both.
    public let large: EmbeddingEvaluation
    /// How near two vectors are.
    private let distance: RetrievalScores.Distance

    /// Embeds records by the gallery network.
    ///
    /// - Throws: `TensorError`, or `EmbeddingError` where vectors are not finite.
    public init(
        queries: LabelledTensors, gallery: LabelledTensors, model: EmbeddingModel,
        distance: RetrievalScores.Distance = .cosine
    ) throws {
        self.queries = queries
        self.gallery = gallery
        self.distance = distance
        large = try Self.evaluation(of: model, queries, gallery, name: "the gallery model")
    }

    /// Divides records class by class, half of them queries and half the gallery, so many of each at most.
    ///
    /// The same records are always divided alike, whatever order their classes come in.
    ///
    /// - Throws: ``GracefulUpdateError/data(reason:)`` for fewer than four records, or where no two queries have a record of
    ///   their class in the gallery; `DatasetError` for records of another size or with a class that the gallery network
    ///   does not know; `TensorError`.
    /// - Precondition: The limit is 1 or more.
    public init(
        dividing data: Dataset, model: EmbeddingModel, limit: Int = ModelEvaluation.retrievalLimit
    ) throws {
        guard data.count >= 4 else {
            throw GracefulUpdateError.data(
                reason:
                    "\(data.name) has \(data.count) records; a search takes two queries and a gallery of two at least"
            )
        }
        let known = try data.aligned(with: model.classNames)
        let split = RetrievalSplit(
            labels: known.labels.map(Int.init), limit: limit,
            random: SeededRandom(seed: 0).stream("heterogeneous task"))
        guard let split, split.query.count > 1 else {
            throw GracefulUpdateError.data(
                reason:
                    "\(data.name) has too few records of a class for queries to find any of theirs; a search takes two"
                    + " classes of two records, or one of four"
            )
        }
        func part(_ places: [Int]) throws -> LabelledTensors {
            try LabelledTensors(known.records(at: places), shape: model.description.input)
        }
        try self.init(queries: part(split.query), gallery: part(split.gallery), model: model)
    }

    /// What a network makes of the records.
    public func evaluation(of model: EmbeddingModel) throws -> EmbeddingEvaluation {
        try Self.evaluation(of: model, queries, gallery, name: "the query model")
    }

    private static func evaluation(
        of model: EmbeddingModel, _ queries: LabelledTensors, _ gallery: LabelledTensors, name: String
    ) throws -> EmbeddingEvaluation {
        try EmbeddingEvaluation(
            name: name, query: model.embeddingRows(of: queries.inputs, name: "the queries of \(name)"),
            queryLabels: queries.classes,
            gallery: model.embeddingRows(of: gallery.inputs, name: "the gallery of \(name)"),
            galleryLabels: gallery.classes)
    }

    /// How well a network finds in its own gallery, M(q, q), and in the gallery network's, M(q, g).
    public func scores(
        of query: EmbeddingEvaluation
    ) throws(EmbeddingError) -> (homogeneous: RetrievalScores, heterogeneous: RetrievalScores) {
        (
            try query.scores(against: query, distance: distance),
            try query.scores(against: large, distance: distance)
        )
    }

    /// The same of a network that has not embedded the records yet.
    public func scores(
        of model: EmbeddingModel
    ) throws -> (homogeneous: RetrievalScores, heterogeneous: RetrievalScores) {
        try scores(of: evaluation(of: model))
    }

    /// How well the gallery network finds in its own gallery, M(g, g): what no query network is expected to exceed.
    public func paragon() throws(EmbeddingError) -> RetrievalScores {
        try large.scores(against: large, distance: distance)
    }
}
