import LearningCore
import Tensors

/// Images in two disjoint halves: one to choose hyperparameters on, one to train on, and test images for both.
///
/// Nothing of the half that is trained on takes part in a choice: private records that choose hyperparameters would have
/// to be charged for that. The choosing half has stand-ins for the public and the private records.
struct TransferTask {
    /// Where stand-ins for public and private records are drawn.
    let standIns: Dataset
    /// What settings are scored on.
    let validation: Dataset
    /// Where public and private records are drawn.
    let records: Dataset
    /// What errors are measured on.
    let test: Dataset

    /// Half of Fashion-MNIST's classes, in the features of a network that was trained on the other half.
    ///
    /// The network plays the part of the pre-trained backbone: small, and of the same domain.
    static func features(_ images: FashionMNIST, scope: AdaMixScope) throws -> TransferTask {
        let backbone = try Backbone(
            training: images.training.keeping(classes: ["0", "1", "5", "7", "8"]), scope: scope)
        return try TransferTask(
            training: images.training, test: images.test, classes: ["2", "3", "4", "6", "9"], scope: scope,
            seen: backbone.features)
    }

    /// All of Fashion-MNIST's classes, in plain pixels: many more parameters than features have.
    static func pixels(_ images: FashionMNIST, scope: AdaMixScope) throws -> TransferTask {
        try TransferTask(
            training: images.training, test: images.test, classes: images.training.classNames, scope: scope
        ) { $0 }
    }

    private init(
        training: Dataset, test: Dataset, classes: [String], scope: AdaMixScope,
        seen: (Dataset) throws -> Dataset
    ) throws {
        var random = SeededRandom(seed: 0).stream("transfer task")
        let halves = try training.keeping(classes: classes).split([1, 1], stratified: true, using: &random)
        let (validation, rest) = try halves[0].drawing(
            perClass: scope.validationImages / classes.count, using: &random)
        guard let rest else { throw DatasetError.noRecords(data: halves[0].name) }
        let tested = try test.keeping(classes: classes)
        standIns = try seen(rest)
        self.validation = try seen(validation)
        records = try seen(halves[1])
        self.test = try seen(
            tested.count > scope.testImages
                ? tested.drawing(perClass: scope.testImages / classes.count, using: &random).drawn : tested)
    }

    /// Public and private records, so many of each class.
    static func draw(
        from pool: Dataset, perClass counts: (public: Int, private: Int), using random: SeededRandom
    ) throws -> (public: Dataset, private: Dataset) {
        var random = random
        let (drawn, rest) = try pool.drawing(perClass: counts.public, using: &random)
        guard let rest else { throw DatasetError.noRecords(data: pool.name) }
        return (drawn, try rest.drawing(perClass: counts.private, using: &random).drawn)
    }
}

/// A small convolutional network, of which the last layer but one gives 64 features.
private struct Backbone {
    private let body: Sequential

    /// Trains on images with Adam at 1e-3 in batches of 64.
    init(training: Dataset, scope: AdaMixScope) throws {
        let random = try RandomGenerator(seed: 20_22)
        body = Sequential([
            try Conv2d(inputs: 1, outputs: 16, size: 3, padding: 1, random), Activation.relu,
            Pooling2d.max(2),
            try Conv2d(inputs: 16, outputs: 32, size: 3, padding: 1, random), Activation.relu,
            Pooling2d.max(2),
            Flatten(), try Linear(inputs: 32 * 7 * 7, outputs: 64, random), Activation.relu,
        ])
        let network = Sequential([
            body, try Linear(inputs: 64, outputs: training.classNames.count, random),
        ])
        var order = SeededRandom(seed: 20_22).stream("backbone")
        var images = try training.reshaped([1, 28, 28]).shuffled(using: &order)
        if images.count > scope.backboneImages {
            images = images.records(at: Array(0..<scope.backboneImages))
        }
        let optimiser = try Adam(network.parameters, learningRate: 1e-3)
        for _ in 0..<scope.backboneEpochs {
            for batch in images.batches(of: 64, order: order.permutation(of: images.count)) {
                let logits = try network(Self.tensor(batch), .training(random))
                try optimiser.forgetGradients()
                let classes = try Tensor(batch.labels).converted(to: .int64)
                try Loss.crossEntropy(of: logits, classes: classes).backward()
                try optimiser.step()
            }
        }
    }

    /// The same records, their pixels replaced by the 64 features.
    func features(_ images: Dataset) throws -> Dataset {
        var features: [Float] = []
        features.reserveCapacity(images.count * 64)
        for batch in try images.reshaped([1, 28, 28]).batches(of: 500) {
            features += try withoutGradients { try body(Self.tensor(batch)).array(of: Float.self) }
        }
        return try Dataset(
            name: images.name, shape: [64], features: features, labels: images.labels,
            classNames: images.classNames)
    }

    private static func tensor(_ images: Dataset) throws -> Tensor {
        try Tensor(images.features, shape: [images.count] + images.shape)
    }
}
