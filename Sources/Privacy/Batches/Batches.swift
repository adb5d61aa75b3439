import LearningCore
import Tensors

/// Prepared records that anybody may look at: whatever is computed from them is free.
public struct PublicBatch {
    /// One record a row, float64.
    public let features: Tensor
    /// The class of each record, int64.
    public let labels: Tensor
    /// How many records there are.
    public let count: Int
    /// The classes, in the order in which labels number them.
    public let classNames: [String]

    /// Prepares a data set that is public.
    public init(_ data: Dataset, preparation: FeaturePreparation = .standard) throws {
        features = try preparation.matrix(of: data)
        labels = try Tensor(data.labels).converted(to: .int64)
        count = data.count
        classNames = data.classNames
    }
}

/// Prepared records that must stay private.
///
/// Nothing outside this target reads them: what leaves is a noisy sum, whose privacy is accounted for. A threshold for
/// clipping is made of a ``PublicBatch`` or of a constant, so that one which depends on private norms does not compile.
public struct PrivateBatch {
    let features: Tensor
    let labels: Tensor
    /// The published number of records, which sums are divided by; not one that was counted.
    public let publishedCount: Int
    /// The classes, which are public.
    public let classNames: [String]

    /// Prepares a data set that is private; its size counts as published unless another number is.
    ///
    /// - Throws: ``AdaMixError`` where there are more than twice as many records as the published number says.
    public init(
        _ data: Dataset, publishedCount: Int? = nil, preparation: FeaturePreparation = .standard
    ) throws {
        let publishedCount = publishedCount ?? data.count
        guard publishedCount > 0, data.count <= 2 * publishedCount else {
            throw AdaMixError.publishedCount(publishedCount)
        }
        features = try preparation.matrix(of: data)
        labels = try Tensor(data.labels).converted(to: .int64)
        self.publishedCount = publishedCount
        classNames = data.classNames
    }
}
