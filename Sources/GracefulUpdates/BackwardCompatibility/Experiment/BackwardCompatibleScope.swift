import LearningCore

/// How large the experiment is.
struct BackwardCompatibleScope {
    /// The length of every embedding.
    static let dimension = 32
    /// What every head multiplies cosines by.
    static let head = ClassHead.Kind.cosine(scale: 16)
    static let oldWidth = 4
    static let newWidth = 16

    /// Images of each class that new models learn from; old ones learn from half of those of their classes.
    let images: Int
    let epochs: Int
    let adapterEpochs: Int
    /// Images of each class that weights are chosen on: as many queries as records of the gallery.
    let validation: Int
    /// Test images of each class in the queries and in the gallery, of a closed set and of an open one.
    let tested: (closed: Int, open: Int)
    /// How many queries and records of the gallery a backfill is measured with, at most.
    let backfill: (queries: Int, gallery: Int)
    /// What a term counts against the cross-entropy.
    let weights: [Double]

    /// The recipe of every model.
    var recipe: TrainingRecipe {
        TrainingRecipe(epochs: epochs, batchSize: 128, learningRate: 0.1, gradientLimit: 5)
    }

    /// What it consists of, so that trials of another size are not taken for these.
    var description: String {
        "\(images) images a class and \(epochs) epochs, weights \(weights), \(validation) images a class for validation, queries"
            + " and gallery of \(tested.closed) (closed) and \(tested.open) (open) test images a class, backfill of"
            + " \(backfill.gallery) by \(backfill.queries) queries, network adapters of \(adapterEpochs) epochs"
    }

    static let full = BackwardCompatibleScope(
        images: 1_000, epochs: 8, adapterEpochs: 40, validation: 100, tested: (100, 300),
        backfill: (200, 1_000), weights: [0.3, 1, 3])
    static let quick = BackwardCompatibleScope(
        images: 60, epochs: 2, adapterEpochs: 4, validation: 10, tested: (10, 10), backfill: (20, 60),
        weights: [1])

    /// The network of a width, for images of 28 by 28.
    static func network(width: Int) throws -> NetworkDescription {
        try .standard(for: [28, 28], width: width, embedding: dimension)
    }
}
