import LearningCore
import Tensors

/// AdaMix from data sets to a model: checks what the guarantee rests on, then trains a head.
///
///     let training = try AdaMixTraining(
///         publicData: few, privateData: many, target: PrivacyTarget(epsilon: 1, delta: 1e-5))
///     let permit = try ledger.authorise(
///         training.mechanism(), purpose: "a first model", trainer: "adamix", isPrivate: true, delta: 1e-5)
///     var noise = GridNoise.secure()
///     let outcome = try training.run(permit, noise: &noise)
///     print(outcome.report.epsilon?.value ?? .infinity, try outcome.errors(on: test).head)
///
/// Records that are both public and private are refused, and so are differing classes, and a delta that would let a
/// mechanism publish a record. A model directory says everything that the guarantee needs (``AdaMixOutcome/save(to:test:)``).
public struct AdaMixTraining {
    /// The records that anybody may look at.
    public let publicData: Dataset
    /// The records that stay private.
    public let privateData: Dataset
    /// The number of private records that is published, and that sums are divided by.
    public let publishedCount: Int
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
        publicData: Dataset, privateData: Dataset, publishedCount: Int? = nil, target: PrivacyTarget,
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
        self.publishedCount = publishedCount ?? privateData.count
        guard self.publishedCount > 0, privateData.count <= 2 * self.publishedCount else {
            throw AdaMixError.publishedCount(self.publishedCount)
        }
        let overlap = publicData.duplicates(in: privateData)
        if let first = overlap.first {
            throw AdaMixError.overlap(
                count: overlap.count, publicRecord: first.record, privateRecord: first.other)
        }
        calibration = try calibrate(
            epsilon: target.epsilon, delta: target.delta, sampling: .fullBatch, steps: configuration.steps,
            relation: target.relation)
        if case .fixed(let norm) = configuration.clip, norm > 1e100 {
            throw AdaMixError.setting(name: "clip norm", value: "\(norm)", range: "at most 1e100")
        }
        let widths = [preparation.width(of: privateData)] + hiddenWidths + [closed.count]
        let parameters = zip(widths, widths.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
        guard
            GridNoise.enlargement(
                coordinates: parameters, count: 2 * self.publishedCount, sigma: calibration.sigma) != nil
        else {
            throw AdaMixError.setting(
                name: "number of parameters", value: "\(parameters)",
                range: "far smaller for a noise of \(calibration.sigma) clip norms")
        }
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

    /// The head that the public records alone give: what the private ones have to beat, and where they begin.
    ///
    /// Nothing private takes part, so that it may be had before the ledger is asked.
    public func publicPhase() throws -> ClassifierHead {
        let head = try startingHead()
        let open = try PublicBatch(publicData, preparation: preparation)
        try withoutGradients {
            _ = try GradientDescent(
                steps: configuration.publicSteps, learningRate: configuration.publicLearningRate,
                weightDecay: configuration.weightDecay
            ).weights(of: head.model, features: open.features, labels: open.labels)
        }
        return head
    }

    /// Trains, once the ledger has authorised it.
    ///
    /// - Throws: ``AdaMixError/notAuthorised`` where the ledger was told of another mechanism or other noise.
    public func run(
        _ authorisation: LedgerFile.Authorisation, noise: inout GridNoise,
        progress: (_ step: Int, _ steps: Int) -> Void = { _, _ in }
    ) throws -> AdaMixOutcome {
        let spend = authorisation.spend
        guard spend.mechanism == (try mechanism()), spend.isPrivate == noise.isPrivate,
            authorisation.ledger.relation == target.relation
        else { throw AdaMixError.notAuthorised }
        return try run(spend: spend, noise: &noise, progress: progress)
    }

    /// Trains with any noise, and without asking a ledger.
    package func run(
        spend: PrivacyLedger.Spend? = nil, noise: inout some NoisySum,
        progress: (_ step: Int, _ steps: Int) -> Void = { _, _ in }
    ) throws -> AdaMixOutcome {
        let (head, onlyPublic) = (try startingHead(), try publicPhase())
        var privatePhase = configuration
        if configuration.start == .publicPhase {
            try head.model.assign(onlyPublic.model.flatParameters())
            privatePhase.start = .asGiven
        }
        let report = try AdaMix(
            model: head.model, publicBatch: PublicBatch(publicData, preparation: preparation),
            privateBatch: PrivateBatch(
                privateData, publishedCount: publishedCount, preparation: preparation),
            configuration: privatePhase
        ).fit(sigma: calibration.sigma, epsilon: calibration.epsilon, noise: &noise) {
            progress($0.step, $0.steps)
        }
        return AdaMixOutcome(
            training: self, head: head, onlyPublic: onlyPublic, report: report, spend: spend)
    }

    /// Records to measure errors on, with the classes of the private ones.
    ///
    /// - Throws: ``AdaMixError`` where they are of another width or were trained on, `DatasetError` for other classes.
    public func test(_ data: Dataset) throws -> Dataset {
        guard data.featureCount == privateData.featureCount else {
            throw AdaMixError.recordWidth(
                data: data.name, found: data.featureCount, expected: privateData.featureCount)
        }
        for (trained, role) in [(privateData, "private"), (publicData, "public")] {
            if let pair = data.duplicates(in: trained).first {
                throw AdaMixError.setting(
                    name: "test record \(pair.record)", value: "\(role) record \(pair.other) too",
                    range: "one that is not trained on")
            }
        }
        return try data.aligned(with: privateData.classNames)
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
