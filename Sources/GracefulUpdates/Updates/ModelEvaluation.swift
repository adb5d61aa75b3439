import Foundation
import LearningCore
import Tensors

/// What a model makes of the records that it is tested on: the files by which it is compared with others later.
///
///     let evaluation = try ModelEvaluation(model, on: test)
///     try ModelDirectory.write(..., attachments: evaluation.attachments(), to: "v2")
///
/// Predictions are of all records, under their numbers from 0. Of the embeddings, half of each class are the gallery and
/// half the queries, so many at most.
public struct ModelEvaluation {
    /// How many queries, and how many records of the gallery, there are at most.
    public static let retrievalLimit = 2_000

    /// A prediction and its probability for each record.
    public let predictions: PredictionSet
    /// Vectors of the queries and the gallery; nil where no class has two records.
    public let embeddings: EmbeddingEvaluation?
    /// The share of records whose class is not the likeliest.
    public let error: Double

    /// Looks at all records once.
    ///
    /// - Throws: ``GracefulUpdateError/data(reason:)`` where a prediction is no number; `DatasetError`, `TensorError`.
    public init(_ model: EmbeddingModel, on data: Dataset) throws {
        let records = try LabelledTensors(data, shape: model.description.input)
        let embeddings = try model.allEmbeddings(of: records.inputs)
        let probabilities = try withoutGradients { try model.head.logits(embeddings).softmax(1) }
        let classes = try probabilities.positionOfLargest(1).array(of: Int.self)
        let confidences = try probabilities.largest([1]).array(of: Float.self)
        guard confidences.allSatisfy(\.isFinite) else {
            throw GracefulUpdateError.data(
                reason:
                    "The model's answers to records of \(data.name) are no numbers; its weights are broken, train it anew"
            )
        }
        predictions = try PredictionSet(
            source: data.name, ids: data.labels.indices.map(String.init),
            predictions: classes.map { model.classNames[$0] },
            labels: data.labels.map { data.classNames[Int($0)] },
            confidences: confidences.map { min(1, Double($0)) })
        let wrong = zip(classes, data.labels).count { model.classNames[$0] != data.classNames[Int($1)] }
        error = Double(wrong) / Double(data.count)
        self.embeddings = try Self.retrieval(embeddings, records.classes, name: data.name)
    }

    /// The same division of the same records for every version, so that they can be compared.
    private static func retrieval(
        _ embeddings: Tensor, _ classes: [Int], name: String
    ) throws -> EmbeddingEvaluation? {
        let split = RetrievalSplit(
            labels: classes, limit: retrievalLimit, random: SeededRandom(seed: 0).stream("evaluation"))
        guard let split else { return nil }
        func rows(_ places: [Int]) throws -> Embeddings {
            try Embeddings(embeddings.slices(at: Tensor(places.map(Int64.init))).data(), name: name)
        }
        return try EmbeddingEvaluation(
            name: name, query: rows(split.query), queryLabels: split.query.map { classes[$0] },
            gallery: rows(split.gallery), galleryLabels: split.gallery.map { classes[$0] })
    }

    /// The numbers that a manifest has of the test: `error`, and of the embeddings `map` and `top1`.
    public func metrics() throws -> [String: Double] {
        var metrics = ["error": error]
        if let embeddings {
            let scores = try embeddings.scores(against: embeddings)
            metrics["map"] = scores.value(of: .meanAveragePrecision)
            metrics["top1"] = scores.value(of: .templateTop1)
        }
        return metrics
    }

    /// The files that lie beside the weights.
    public func attachments() throws -> [ModelDirectory.Attachment: Data] {
        var attachments = [ModelDirectory.Attachment.predictions: predictions.csv]
        if let embeddings { attachments[.embeddings] = try embeddings.fileContents() }
        return attachments
    }
}
