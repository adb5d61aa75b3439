/// How sure it is that one candidate flips less than another against the same old classifiers.
///
///     let bootstrap = PairedFlipBootstrap(random: SeededRandom(seed: 0).stream("flips"))
///     bootstrap.difference(of: [(old: old, new: distilled)], and: [(old: old, new: plain)], labels: labels)
///
/// Both are measured on the same examples, whose luck they share: drawing examples again for both at once leaves what
/// is between them.
public struct PairedFlipBootstrap: Sendable {
    /// The predictions of a classifier in service and of one that would take its place.
    public typealias Update = (old: [Int], new: [Int])

    private let bootstrap: PairedBootstrap

    /// A bootstrap whose resamples are the same whenever the stream is.
    public init(random: SeededRandom, resamples: Int = 10_000, level: Double = 0.95) {
        bootstrap = PairedBootstrap(random: random, resamples: resamples, level: level)
    }

    /// The interval of the first candidate's negative flip rate minus the second's, when examples are drawn again.
    ///
    /// - Parameters:
    ///   - first: The first candidate's update, for each seed.
    ///   - second: The second's, for the same seeds.
    ///   - labels: What is right.
    /// - Returns: The interval of the mean over seeds; nil where there is no seed or no example.
    /// - Precondition: Both have the same number of seeds, and all predictions are as many as the labels.
    public func difference(of first: [Update], and second: [Update], labels: [Int]) -> Interval? {
        precondition(first.count == second.count, "both candidates have the same seeds")
        return bootstrap.overExamples(
            zip(first, second).map {
                (
                    ExampleOutcomes(negativeFlipsOf: $0, labels: labels),
                    ExampleOutcomes(negativeFlipsOf: $1, labels: labels)
                )
            })
    }
}

extension ExampleOutcomes {
    /// Whether each example is a negative flip: right before and wrong after.
    public init(negativeFlipsOf update: PairedFlipBootstrap.Update, labels: [Int]) {
        precondition(
            update.old.count == labels.count && update.new.count == labels.count,
            "there are as many predictions as labels")
        self.init(labels.indices.map { update.old[$0] == labels[$0] && update.new[$0] != labels[$0] })
    }
}
