import LearningCore
import Tensors

/// How the features of a record become what a model sees, without a look at any other private record.
///
/// Each step is a function of the one record, and of public data at most: a mean or a scale of private data would be a
/// release that nobody accounts for. Records become float64 vectors.
public struct FeaturePreparation: Sendable, Equatable, Codable {
    /// What is subtracted first; a mean of public records.
    public private(set) var centre: [Double]?
    /// Whether a record is then scaled to Euclidean length 1; one of length 0 stays.
    public var isNormalised: Bool
    /// Whether a constant 1 is appended, so that linear models have an intercept.
    public var hasConstant: Bool

    /// Records of length 1 with a constant: what the paper's heads see.
    public static let standard = FeaturePreparation(isNormalised: true, hasConstant: true)

    /// Prepares records without a centre.
    public init(isNormalised: Bool, hasConstant: Bool) {
        self.isNormalised = isNormalised
        self.hasConstant = hasConstant
    }

    /// The same preparation, with the mean of public records subtracted first.
    public func centred(on data: Dataset) -> FeaturePreparation {
        var sums = [Double](repeating: 0, count: data.featureCount)
        for record in 0..<data.count {
            for (column, value) in data.features(of: record).enumerated() { sums[column] += Double(value) }
        }
        var prepared = self
        prepared.centre = sums.map { $0 / Double(data.count) }
        return prepared
    }

    /// How many numbers a prepared record has.
    public func width(of data: Dataset) -> Int { data.featureCount + (hasConstant ? 1 : 0) }

    /// The records as a float64 matrix of shape [count, width].
    public func matrix(of data: Dataset) throws -> Tensor {
        var features = try Tensor(data.features, shape: [data.count, data.featureCount])
            .converted(to: .float64)
        if let centre { features = try features - Tensor(centre) }
        if isNormalised {
            let lengths = try features.norm([1], keepingDimensions: true)
            features = try features / lengths.filled(with: 1, where: lengths.isEqual(to: 0))
        }
        guard hasConstant else { return features }
        return try Tensor.concatenated([features, Tensor.ones([data.count, 1], type: .float64)], 1)
    }
}
