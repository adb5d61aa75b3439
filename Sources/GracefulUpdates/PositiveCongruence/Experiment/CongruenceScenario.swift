import LearningCore

/// What changes between an old classifier and the new one that replaces it.
struct CongruenceScenario: Hashable {
    let cell: Claim.Cell

    /// More images and a wider network.
    static let growth = CongruenceScenario(
        "growth", share: 0.5, classes: 10, old: 64,
        new: 256)
    /// Nothing but chance.
    static let repetition = CongruenceScenario(
        "same architecture", share: 1, classes: 10, old: 256,
        new: 256)
    /// Classes that the old one has not seen.
    static let classes = CongruenceScenario(
        "class growth", share: 1, classes: 5, old: 256, new: 256)
    /// Another kind of network.
    static let architecture = CongruenceScenario(
        "other architecture", share: 1, classes: 10, old: 256, new: 0)

    static let all = [growth, repetition, classes, architecture]

    init(_ cell: Claim.Cell) { self.cell = cell }

    private init(_ name: String, share: Double, classes: Double, old: Double, new: Double) {
        cell = Claim.Cell(
            ["old share": share, "old classes": classes, "old hidden": old, "new hidden": new], name: name)
    }

    /// The share of the new one's images that the old one was trained on.
    var oldShare: Double { cell["old share"] }
    /// How many classes the old one knows, the first ones.
    var oldClassCount: Int { Int(cell["old classes"]) }
    /// The network in service.
    var oldNetwork: NetworkDescription { Self.network(hidden: Int(cell["old hidden"])) }
    /// The network that replaces it.
    var newNetwork: NetworkDescription { Self.network(hidden: Int(cell["new hidden"])) }

    private static func network(hidden: Int) -> NetworkDescription {
        NetworkDescription(
            input: [1, 28, 28],
            stages: hidden > 0
                ? [.dense(hidden)]
                : [8, 16].map { .convolution(.init(channels: $0, stride: 2)) },
            embedding: 32)
    }
}

/// How large the experiment is: images, epochs, grids.
struct CongruenceScope: Sendable {
    /// Images that the new model is trained on.
    let images: Int
    let validationImages: Int
    let testImages: Int
    let epochs: Int
    /// Learning rates that are tried, and the one of models in service.
    let rates: [Double]
    let oldRate: Double
    /// The learning rate of what is trained on from the old model.
    let fineTuningRate: Double
    /// Weights that are tried for each arm that has one.
    let weights: [CongruenceArm: [Double]]
    /// How many draws of images and starts each setting is tried on.
    let choiceSeeds: Int
    let ensembleSize: Int

    /// The recipe of all arms; the limit of the gradient keeps large weights from running away.
    func recipe(rate: Double) -> TrainingRecipe {
        TrainingRecipe(
            epochs: epochs, batchSize: 128, learningRate: rate,
            augmentation: .init(shift: 1, isMirrored: true), gradientLimit: 1)
    }

    /// What it consists of, so that trials of another size are not taken for these.
    var description: String {
        let grids = CongruenceArm.allCases.compactMap { arm in weights[arm].map { "\(arm.rawValue) \($0)" } }
        return
            "\(images) training, \(validationImages) validation and \(testImages) test images, \(epochs) epochs in batches"
            + " of 128, momentum 0.9, half a cosine, shifts by 1 and mirror images, gradients limited to length 1;"
            + " learning rates \(rates), of old models \(oldRate), of fine-tuning \(fineTuningRate); weights"
            + " \(grids.joined(separator: ", ")); \(choiceSeeds) draws to choose on, ensembles of \(ensembleSize)"
    }

    static let full = CongruenceScope(
        images: 10_000, validationImages: 5_000, testImages: 10_000, epochs: 15, rates: [0.05, 0.1, 0.2],
        oldRate: 0.1, fineTuningRate: 0.02,
        weights: [
            .focalLogit: [0.003, 0.01, 0.03, 0.1], .distillation: [0.01, 0.03, 0.1, 0.3],
            .focalDivergence: [0.03, 0.1, 0.3, 1], .inhibition: [0.1, 0.3, 1],
        ], choiceSeeds: 2, ensembleSize: 4)
    static let quick = CongruenceScope(
        images: 2_000, validationImages: 1_000, testImages: 2_000, epochs: 6, rates: [0.1], oldRate: 0.1,
        fineTuningRate: 0.02,
        weights: [
            .focalLogit: [0.03], .distillation: [0.1], .focalDivergence: [0.3], .inhibition: [0.3],
        ], choiceSeeds: 1, ensembleSize: 2)
}
