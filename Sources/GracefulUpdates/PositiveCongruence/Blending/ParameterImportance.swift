import LearningCore
import Tensors

/// How much each weight of a model matters to what it has learned.
///
/// The diagonal of the empirical Fisher information: the mean over records of the squared slope of the logarithm of the
/// probability of the right class. It is divided by its own mean over all weights, so that a share of the old model means
/// about as much as where all weights matter the same.
public struct ParameterImportance {
    /// A tensor of the parameter's shape by each parameter's name, all numbers not negative.
    public let values: [String: Tensor]

    /// Takes importances that are known.
    public init(values: [String: Tensor]) { self.values = values }

    /// Looks at what a model makes of records, one after the other.
    ///
    /// - Throws: ``GracefulUpdateError/data(reason:)`` where the labels are not numbers of the model's classes or no weight
    ///   matters, or `TensorError`.
    /// - Complexity: A pass forward and backward for every record; some hundreds of them are enough.
    public init(of model: EmbeddingModel, on records: LabelledTensors) throws {
        guard records.classNames == model.classNames else {
            throw GracefulUpdateError.data(
                reason: "importance is measured on records of the model's own classes, in its own order")
        }
        let parameters = model.parameters
        var sums = try parameters.map { try $0.tensor.detached().filled(with: 0) }
        for position in 0..<records.count {
            let logits = try model.logits(of: records.inputs.sliced(position..<(position + 1)))
            let loss = try Loss.crossEntropy(
                of: logits, classes: records.labels.sliced(position..<(position + 1)))
            let slopes = try Tensor.gradients(of: loss, withRespectTo: parameters.map(\.tensor))
            for index in sums.indices { sums[index] = try sums[index] + slopes[index].square() }
        }
        let total = try sums.reduce(0) { try $0 + $1.sum().double() }
        let mean = total / Double(model.parameterCount)
        guard mean > 0, mean.isFinite else {
            throw GracefulUpdateError.data(
                reason:
                    "no weight matters to the old model on these records, so that importance cannot guide a blend"
            )
        }
        var values: [String: Tensor] = [:]
        for (parameter, sum) in zip(parameters, sums) { values[parameter.name] = try sum / mean }
        self.values = values
    }
}
