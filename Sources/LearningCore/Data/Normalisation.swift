/// A shift and a scale for features, taken from training data and applied to anything.
///
///     let normalisation = Normalisation(fittedOn: training, by: .feature)
///     let (train, test) = (try normalisation(training), try normalisation(test))
///
/// There is no other way to make one than from a data set, so that statistics of test data, or of private
/// ones, cannot slip in unnoticed: it is the data set named where it is made that they come from.
public struct Normalisation: Sendable, Equatable {
    /// What shares a mean and a standard deviation.
    public enum Grouping: Sendable, Equatable {
        /// Each feature has its own.
        case feature
        /// Features with the same place in the first dimension of a record share one, as the channels of
        /// images do.
        case channel
        /// All features share one.
        case all
    }
    /// The shape of the records that it was fitted on.
    public let shape: [Int]
    /// What shares a mean and a standard deviation.
    public let grouping: Grouping
    /// The mean of each group.
    public let means: [Double]
    /// The standard deviation of each group, dividing by the number of values; 1 where all values are equal,
    /// which leaves them at zero.
    public let deviations: [Double]

    /// Takes means and standard deviations from training data.
    ///
    /// - Complexity: O(number of features), two passes in double precision.
    public init(fittedOn data: Dataset, by grouping: Grouping) {
        self.grouping = grouping
        shape = data.shape
        let size = data.featureCount
        let groups = Self.groups(size, shape, grouping)
        let width = size / groups
        var means = [Double](repeating: 0, count: groups)
        var squares = [Double](repeating: 0, count: groups)
        let values = Double(data.count * width)
        data.features.withUnsafeBufferPointer { features in
            for position in features.indices { means[position % size / width] += Double(features[position]) }
            for group in means.indices { means[group] /= values }
            for position in features.indices {
                let group = position % size / width
                let distance = Double(features[position]) - means[group]
                squares[group] += distance * distance
            }
        }
        self.means = means
        deviations = squares.map { $0 > 0 ? ($0 / values).squareRoot() : 1 }
    }

    /// The data set with the mean taken away from every feature, and the rest divided by the standard
    /// deviation.
    ///
    /// - Throws: ``DatasetError`` where the records have another shape than those it was fitted on, or a
    ///   feature leaves single precision.
    public func callAsFunction(_ data: Dataset) throws(DatasetError) -> Dataset {
        guard data.shape == shape else {
            throw .shapesDiffer(
                data: data.name, shape: data.shape, other: "the training data of the normalisation",
                otherShape: shape)
        }
        let size = data.featureCount
        let width = size / means.count
        let scaled = data.features.withUnsafeBufferPointer { features in
            features.indices.map { position in
                let group = position % size / width
                return Float((Double(features[position]) - means[group]) / deviations[group])
            }
        }
        return try Dataset(
            name: data.name, shape: shape, features: scaled, labels: data.labels, classNames: data.classNames)
    }

    private static func groups(_ size: Int, _ shape: [Int], _ grouping: Grouping) -> Int {
        switch grouping {
        case .feature: size
        case .channel: shape.first ?? 1
        case .all: 1
        }
    }
}
