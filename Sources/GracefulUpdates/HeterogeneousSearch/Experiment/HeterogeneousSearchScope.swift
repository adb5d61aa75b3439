import LearningCore

/// How large the experiment is.
struct HeterogeneousSearchScope {
    /// The length of every embedding.
    static let dimension = 32
    /// What every head multiplies cosines by.
    static let head = ClassHead.Kind.cosine(scale: 16)
    /// The weight of the L2 arm: with it, the squared distance of vectors is added, not its mean over coordinates.
    static let featureWeight = Double(dimension)

    /// Three convolutions of 24 channels: 391,584 multiply-adds.
    static let gallery = NetworkDescription(
        input: [1, 28, 28],
        stages: Array(repeating: .convolution(.init(channels: 24, stride: 2)), count: 3), embedding: dimension
    )

    /// How many searches are run in a table of known scores, to see what they miss.
    static let regretSearches = 20

    /// Whether only the networks of one cell are trained.
    let isQuick: Bool
    /// Images that all networks learn from.
    let images: Int
    /// Queries and records of the gallery among search, validation and test images.
    let search: (queries: Int, gallery: Int)
    let validation: (queries: Int, gallery: Int)
    let test: (queries: Int, gallery: Int)
    let galleryEpochs: Int
    let queryEpochs: Int
    let supernetEpochs: Int
    let calibration: HeterogeneousSearch.Calibration
    /// How many of the 1,152 networks are trained alone, for the first seed, to see how a supernet ranks them.
    let rankedCount: Int
    /// The evolution among 1,152 networks.
    let wide: ArchitectureSearch.Evolution

    /// How every network is trained, for so many epochs.
    func recipe(epochs: Int) -> TrainingRecipe {
        TrainingRecipe(epochs: epochs, batchSize: 128, learningRate: 0.1, gradientLimit: 5)
    }

    /// What it consists of, so that trials of another size are not taken for these.
    var description: String {
        func text(_ part: (queries: Int, gallery: Int)) -> String { "\(part.queries) x \(part.gallery)" }
        return
            "\(images) training images, queries x gallery: search \(text(search)), validation \(text(validation)), test"
            + " \(text(test)); epochs: gallery \(galleryEpochs), queries \(queryEpochs), supernets \(supernetEpochs);"
            + " \(calibration.batches) calibration batches of \(calibration.batchSize); evaluations: half of the 24 networks"
            + " that are within the budget, and \(wide.evaluations ?? 0) of the 1,152; SGD 0.1 along a cosine, batches of"
            + " 128, gradients cut at 5; weight of the compatibility loss 1, of L2 \(Int(Self.featureWeight))"
    }

    static let full = HeterogeneousSearchScope(
        isQuick: false, images: 16_000, search: (400, 1_000), validation: (400, 1_000), test: (500, 2_000),
        galleryEpochs: 4,
        queryEpochs: 3, supernetEpochs: 8, calibration: .init(batches: 200, batchSize: 32), rankedCount: 20,
        wide: .init(population: 20, parents: 6, mutations: 8, crossovers: 8, evaluations: 60))

    static let quick = HeterogeneousSearchScope(
        isQuick: true, images: 512, search: (30, 60), validation: (30, 60), test: (40, 80), galleryEpochs: 2,
        queryEpochs: 2,
        supernetEpochs: 3, calibration: .init(batches: 4, batchSize: 64), rankedCount: 4,
        wide: .init(population: 4, parents: 2, mutations: 1, crossovers: 1, evaluations: 8))

    /// Networks that a person would draw within a budget: plain convolutions, grouped ones as in ShuffleNet, and separable
    /// ones as in MobileNet, at our size.
    static func handMade(within budget: Int) -> [NetworkDescription] {
        typealias Convolution = NetworkDescription.Convolution
        func network(_ stages: [NetworkDescription.Stage]) -> NetworkDescription {
            NetworkDescription(input: [1, 28, 28], stages: stages, embedding: dimension)
        }
        func plain(_ first: Int, _ second: Int) -> NetworkDescription {
            network([
                .convolution(.init(channels: first, stride: 2)),
                .convolution(.init(channels: second, stride: 2)), .maxPooling(2),
            ])
        }
        func grouped(_ widths: [Int]) -> NetworkDescription {
            network(
                widths.enumerated().map {
                    .convolution(.init(channels: $1, stride: 2, groups: $0 == 0 ? 1 : 2))
                })
        }
        func separable(_ widths: [Int]) -> NetworkDescription {
            let first = NetworkDescription.Stage.convolution(.init(channels: widths[0], stride: 2))
            return network(
                [first]
                    + zip(widths, widths.dropFirst()).flatMap { inputs, outputs in
                        [
                            .convolution(.init(channels: inputs, stride: 2, groups: inputs)),
                            .convolution(.init(channels: outputs, kernel: 1)),
                        ] as [NetworkDescription.Stage]
                    })
        }
        switch budget {
        case ..<15_000: return [plain(2, 3), grouped([2, 2, 4]), separable([2, 4, 4])]
        case ..<23_000: return [plain(3, 6), grouped([4, 4, 4]), separable([4, 6, 6])]
        default: return [plain(4, 7), grouped([4, 8, 8]), separable([6, 8, 8])]
        }
    }
}
