import LearningCore
import Tensors

/// AdaMix from data sets to a model: checks what the guarantee rests on, then trains a head.
///
///     let training = try AdaMixTraining(
///         publicData: few, privateData: many, target: PrivacyTarget(epsilon: 1, delta: 1e-5))
///     var noise = GridNoise.secure()
///     let outcome = try training.run(noise: &noise)
///     print(outcome.report.epsilon?.value ?? .infinity, try outcome.error(on: test))
///
/// Records that are both public and private are refused, and so are differing classes, and a delta that would let a
/// mechanism publish a record. A model directory says everything that the guarantee needs (``AdaMixOutcome/save(to:test:spend:)``).
public struct AdaMixTraining {
    /// The records that anybody may look at.
    public let publicData: Dataset
    /// The records that stay private.
    public let privateData: Dataset
    /// How much may be revealed of them.
    public let target: PrivacyTarget
    /// How the head is trained.
    public let configuration: AdaMixConfiguration
    /// The widths of hidden layers; none for a linear head.
    public let hiddenWidths: [Int]
    /// The weights to begin from, and where they were found; nil for zeros, and random hidden layers.
    public let start: StartingWeights?
    /// Where the initial weights of hidden layers come from; noise never does.
    public let seed: UInt64
    /// How records become what the head sees.
    public let preparation: FeaturePreparation
    /// The noise multiplier and what it amounts to.
    public let calibration: Calibration

    /// Checks the data and the target, and calibrates the noise.
    ///
    /// - Throws: ``AdaMixError`` or ``PrivacyError``, before anything private was computed with.
    public init(
        publicData: Dataset, privateData: Dataset, target: PrivacyTarget,
        configuration: AdaMixConfiguration = AdaMixConfiguration(), hiddenWidths: [Int] = [],
        start: StartingWeights? = nil, seed: UInt64 = 0, preparation: FeaturePreparation = .standard
    ) throws {
        try configuration.validate()
        for width in hiddenWidths where !(1...65_536).contains(width) {
            throw AdaMixError.setting(
                name: "width of a hidden layer", value: "\(width)", range: "from 1 to 65,536")
        }
        guard publicData.featureCount == privateData.featureCount else {
            throw AdaMixError.differentFeatures(
                publicCount: publicData.featureCount, privateCount: privateData.featureCount)
        }
        // Parts of a file know all of its classes; what counts is which have records.
        let (open, closed) = (Self.classes(of: publicData), Self.classes(of: privateData))
        try AdaMix.checkClasses(open.sorted(), closed.sorted())
        guard target.delta < 1 / Double(privateData.count) else {
            throw AdaMixError.delta(target.delta, records: privateData.count)
        }
        let overlap = publicData.duplicates(in: privateData)
        if let first = overlap.first {
            throw AdaMixError.overlap(
                count: overlap.count, publicRecord: first.record, privateRecord: first.other)
        }
        calibration = try calibrate(
            epsilon: target.epsilon, delta: target.delta, sampling: .fullBatch, steps: configuration.steps,
            relation: target.relation)
        self.publicData = try publicData.keeping(classes: closed).aligned(with: closed)
        self.privateData = try privateData.keeping(classes: closed)
        self.target = target
        self.configuration = configuration
        self.hiddenWidths = hiddenWidths
        self.start = start
        self.seed = seed
        self.preparation = preparation
    }

    private static func classes(of data: Dataset) -> [String] {
        zip(data.classNames, data.classCounts).filter { $0.1 > 0 }.map(\.0)
    }

    /// What a ledger has to know of the training before it begins.
    public func mechanism() throws(PrivacyError) -> Mechanism {
        try .gaussian(sigma: calibration.sigma, sampling: .fullBatch, steps: configuration.steps)
    }

    /// What the head is, such as "linear 64 -> 5" or "dense 64 -> 32 -> 5".
    public var architecture: String {
        HeadShape(
            featureCount: privateData.featureCount, hiddenWidths: hiddenWidths,
            classCount: privateData.classNames.count
        ).architecture
    }

    /// Trains; the ledger has to have been told already.
    public func run(
        noise: inout some NoisySum, progress: (AdaMix.Progress) -> Void = { _ in }
    ) throws -> AdaMixOutcome {
        let open = try PublicBatch(publicData, preparation: preparation)
        let (model, onlyPublic) = (try startingHead(), try startingHead())
        try withoutGradients {
            _ = try GradientDescent(
                steps: configuration.publicSteps, learningRate: configuration.publicLearningRate,
                weightDecay: configuration.weightDecay
            ).weights(of: onlyPublic.model, features: open.features, labels: open.labels)
        }
        let report = try AdaMix(
            model: model.model, publicBatch: open,
            privateBatch: PrivateBatch(privateData, preparation: preparation), configuration: configuration
        ).fit(sigma: calibration.sigma, epsilon: calibration.epsilon, noise: &noise, progress: progress)
        return AdaMixOutcome(training: self, head: model, onlyPublic: onlyPublic, report: report)
    }

    /// A head before any training.
    ///
    /// - Throws: ``AdaMixError`` where the weights to begin from are another head's.
    public func startingHead() throws -> ClassifierHead {
        let head = try ClassifierHead(
            inputs: preparation.width(of: privateData), hiddenWidths: hiddenWidths,
            classCount: privateData.classNames.count, seed: seed)
        if let start { try head.load(start.weights.mapValues { try Tensor($0) }, from: start.source) }
        return head
    }
}
