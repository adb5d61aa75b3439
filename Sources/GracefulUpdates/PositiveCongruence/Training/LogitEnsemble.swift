import LearningCore
import Tensors

/// Classifiers that answer together: the mean of their logits.
///
///     let paragon = try LogitEnsemble([first, second, third, fourth])
///     try paragon.classes(of: images)
///
/// Two ensembles of independent members differ less than two single classifiers do: what is chance in the training of each
/// member averages out. It is the paragon of the paper: few new mistakes without any look at the old model, at the cost of
/// running all members. One model alone is an ensemble as well, so that either can be the reference of a training.
///
/// Source: Yan et al., Positive-Congruent Training (CVPR 2021), section 4.3.
public struct LogitEnsemble {
    /// The classifiers.
    public let members: [EmbeddingModel]

    /// The classes by number.
    public var classNames: [String] { members[0].classNames }

    /// Lets classifiers answer together.
    ///
    /// - Throws: ``GracefulUpdateError/data(reason:)`` where there is none, or two have other classes.
    public init(_ members: [EmbeddingModel]) throws(GracefulUpdateError) {
        guard let first = members.first else {
            throw .data(reason: "an ensemble without members answers nothing; give it at least one model")
        }
        guard members.allSatisfy({ $0.classNames == first.classNames }) else {
            throw .data(reason: "the members of an ensemble have to know the same classes in the same order")
        }
        self.members = members
    }

    /// One classifier alone.
    public init(_ member: EmbeddingModel) { members = [member] }

    /// The mean logits [count, classes] of records [count, ...], out of reach of gradients.
    public func logits(of records: Tensor) throws(TensorError) -> Tensor {
        try mean { (member) throws(TensorError) in
            try member.logits(of: member.description.shaped(records))
        }
    }

    /// The mean logits of any number of records, in portions.
    public func allLogits(of records: Tensor) throws(TensorError) -> Tensor {
        try mean { (member) throws(TensorError) in
            try member.allLogits(of: member.description.shaped(records))
        }
    }

    /// The likeliest class of each record, of equally likely ones the lowest.
    public func classes(of records: Tensor) throws(TensorError) -> [Int] {
        try allLogits(of: records).positionOfLargest(1).array(of: Int.self)
    }

    private func mean(_ answer: (EmbeddingModel) throws(TensorError) -> Tensor) throws(TensorError) -> Tensor
    {
        try withoutGradients { () throws(TensorError) in
            var sum = try answer(members[0])
            for member in members.dropFirst() { sum = try sum + answer(member) }
            return members.count == 1 ? sum : try sum / Double(members.count)
        }
    }
}

extension NetworkDescription {
    /// Records in the shape that this network takes: another network may take the same ones as lists, or as images.
    func shaped(_ records: Tensor) throws(TensorError) -> Tensor {
        Array(records.shape.dropFirst()) == input
            ? records : try records.reshaped([records.size(0)] + input)
    }
}
