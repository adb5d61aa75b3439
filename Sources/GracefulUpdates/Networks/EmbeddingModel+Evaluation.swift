import LearningCore
import Tensors

/// Records as tensors, made once for all models that see them.
public struct LabelledTensors {
    /// [count, ...], in single precision.
    public let inputs: Tensor
    /// Class numbers [count], int64.
    public let labels: Tensor
    /// The same class numbers.
    public let classes: [Int]
    /// The classes by number.
    public let classNames: [String]

    /// How many records there are.
    public var count: Int { classes.count }

    /// Takes a data set in the shape that a network takes.
    ///
    /// - Throws: `DatasetError` where records are of another size, or `TensorError`.
    public init(_ data: Dataset, shape: [Int]) throws {
        let shaped = data.shape == shape ? data : try data.reshaped(shape)
        inputs = try Tensor(shaped.features, shape: [shaped.count] + shape)
        classes = shaped.labels.map(Int.init)
        labels = try Tensor(classes.map(Int64.init))
        classNames = shaped.classNames
    }

    /// Takes tensors.
    public init(inputs: Tensor, classes: [Int], classNames: [String]) throws(TensorError) {
        self.inputs = inputs
        self.classes = classes
        labels = try Tensor(classes.map(Int64.init))
        self.classNames = classNames
    }

    /// Some of the records, in this order.
    public func records(at positions: [Int]) throws(TensorError) -> LabelledTensors {
        try LabelledTensors(
            inputs: inputs.slices(at: Tensor(positions.map(Int64.init))),
            classes: positions.map { classes[$0] }, classNames: classNames)
    }
}

extension EmbeddingModel {
    /// How many records are looked at together where nothing is trained.
    static let evaluationBatch = 1_000

    /// Embeddings of any number of records, in portions, without gradients.
    public func allEmbeddings(of records: Tensor) throws(TensorError) -> Tensor {
        try inPortions(records) { (portion) throws(TensorError) in try embeddings(of: portion) }
    }

    /// Logits of any number of records, in portions, without gradients.
    public func allLogits(of records: Tensor) throws(TensorError) -> Tensor {
        try inPortions(records) { (portion) throws(TensorError) in try logits(of: portion) }
    }

    /// The likeliest class of each record, of equally likely ones the lowest.
    public func classes(of records: Tensor) throws(TensorError) -> [Int] {
        try allLogits(of: records).positionOfLargest(1).array(of: Int.self)
    }

    /// The share of records whose class is not the likeliest.
    public func error(on records: LabelledTensors) throws(TensorError) -> Double {
        let wrong = zip(try classes(of: records.inputs), records.classes).count { $0 != $1 }
        return Double(wrong) / Double(records.count)
    }

    /// Embeddings as plain numbers, for retrieval metrics.
    public func embeddingRows(of records: Tensor, name: String) throws -> Embeddings {
        try Embeddings(allEmbeddings(of: records).data(), name: name)
    }

    private func inPortions(
        _ records: Tensor, _ answer: (Tensor) throws(TensorError) -> Tensor
    ) throws(TensorError) -> Tensor {
        try withoutGradients { () throws(TensorError) in
            let count = try records.size(0)
            var answers: [Tensor] = []
            for start in stride(from: 0, to: count, by: Self.evaluationBatch) {
                let end = min(start + Self.evaluationBatch, count)
                answers.append(try answer(records.sliced(start..<end)))
            }
            return try Tensor.concatenated(answers)
        }
    }
}
