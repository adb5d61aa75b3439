/// What changes when a classifier takes the place of another: the new mistakes, how sure their number is, and where
/// they are.
///
///     let report = FlipReport(old: [0, 1, 1, 2], new: [0, 0, 1, 2], labels: [0, 1, 2, 1])
///     report.nfr                 // 0.25: one of four was right and is wrong now
///     report.upperBound          // 0.75: what the rate is not above, with 95 % confidence
///     report.worstFlips          // which one it is
///
/// The order of the examples makes no difference.
///
/// Source: Yan et al., Positive-Congruent Training (CVPR 2021, arXiv 2011.09161).
@dynamicMemberLookup
public struct FlipReport: Sendable, Equatable {
    /// The probability with which the interval and each upper bound hold, at least.
    public static let confidence = 0.95

    /// The counts, and the rates that they make.
    public let counts: FlipCounts
    /// What holds the negative flip rate, by Clopper and Pearson.
    public let interval: Interval
    /// What the negative flip rate is not above: the one-sided limit.
    public let upperBound: Double
    /// The chance of flips as uneven as these or more so, if both classifiers made as many errors.
    public let mcNemarP: Double
    /// The classes that occur among the labels, in the order of their names.
    public let perClass: [Group]
    /// The slices, in the order of their names; empty where the examples are in none.
    public let perSlice: [Group]
    /// Negative flips, those first of which the old classifier was surest.
    public let worstFlips: [Flip]

    /// What the counts say, such as `nfr`.
    public subscript<Value>(dynamicMember member: KeyPath<FlipCounts, Value>) -> Value {
        counts[keyPath: member]
    }

    /// The examples of a class or of a slice.
    public struct Group: Sendable, Equatable {
        /// The class or the slice.
        public let name: String
        /// What changes among its examples.
        public let counts: FlipCounts
        /// What its negative flip rate is not above, by itself.
        public let upperBound: Double
        /// The probability of McNemar's test among its examples.
        public let mcNemarP: Double
        /// The same after Holm's correction for the number of classes or slices.
        public let adjustedP: Double
    }

    /// An example that was right and is wrong.
    public struct Flip: Sendable, Equatable {
        /// Which example it is.
        public let id: String
        /// What would be right, and what the old classifier said.
        public let label: String
        /// What the new one says.
        public let prediction: String
        /// The slice that it is in.
        public let slice: String?
        /// How sure the old one was, between 0 and 1.
        public let oldConfidence: Double?
        /// How sure the new one is, between 0 and 1.
        public let newConfidence: Double?
    }
}

extension FlipReport {
    /// Compares predictions of classes by number.
    ///
    /// - Parameters:
    ///   - old: What the old classifier says of each example.
    ///   - new: What the new one says of each.
    ///   - labels: What is right.
    ///   - ids: What the examples are called; their positions from 0 if it is left out.
    ///   - classNames: What the classes are called; their numbers if it is left out.
    ///   - slices: Which slice each example is in.
    ///   - oldConfidences: How sure the old classifier is of each prediction, between 0 and 1.
    ///   - newConfidences: How sure the new one is of each.
    ///   - worst: How many flips are listed at most.
    /// - Precondition: There is at least one example, everything is said of as many, and classes have names.
    /// - Complexity: O(n log n)
    public init(
        old: [Int], new: [Int], labels: [Int], ids: [String]? = nil, classNames: [String]? = nil,
        slices: [String]? = nil, oldConfidences: [Double]? = nil, newConfidences: [Double]? = nil,
        worst: Int = 10
    ) {
        let counts = [
            old.count, new.count, ids?.count, slices?.count, oldConfidences?.count, newConfidences?.count,
        ]
        precondition(
            !labels.isEmpty && counts.allSatisfy { $0 ?? labels.count == labels.count },
            "a comparison has an example at least, and says everything of each")
        func name(_ label: Int) -> String { classNames.map { $0[label] } ?? String(label) }
        self.init(
            labels.indices.map { example in
                Example(
                    id: ids?[example] ?? String(example), label: name(labels[example]),
                    old: name(old[example]),
                    new: name(new[example]), slice: slices?[example],
                    oldConfidence: oldConfidences?[example], newConfidence: newConfidences?[example])
            }, worst: worst)
    }
}
