import LearningCore
import Tensors
import Testing

@testable import GracefulUpdates

@Suite("supernets", .needsTorch)
struct SupernetTests {
    private func supernet() throws -> Supernet {
        try Supernet(
            SmallSpace.space(), head: .cosine(scale: 8), classNames: ["0", "1", "2", "3"],
            random: SeededRandom(seed: 1))
    }

    /// The architecture with these choices: width and block of layer 1, width, block and activation of layer 2.
    private static let widest = Architecture([1, 0, 1, 0, 0])

    @Test("every path is the network that its description makes")
    func paths() throws {
        let supernet = try supernet()
        let records = try SmallClasses.records(4)
        for architecture in supernet.space.architectures {
            let path = try supernet.path(architecture)
            let alone = try EmbeddingModel(
                path.description, head: .cosine(scale: 8), classNames: supernet.classNames,
                random: SeededRandom(seed: 9))
            let shapes = path.state.mapValues(\.shape)
            #expect(shapes == alone.state.mapValues(\.shape))
            try alone.load(path.state)
            #expect(
                try alone.embeddings(of: records.inputs).isIdentical(to: path.embeddings(of: records.inputs)))
        }
    }

    @Test("paths that chose the same have the same tensors, and narrower ones a part of their memory")
    func storage() throws {
        let supernet = try supernet()
        let (first, second) = (
            try supernet.path(Self.widest), try supernet.path(Architecture([1, 0, 1, 0, 1]))
        )
        let weights = first.network.parameters.map(\.tensor)
        #expect(!weights.isEmpty)
        for (one, other) in zip(weights, second.network.parameters.map(\.tensor)) { #expect(one === other) }
        let narrow = try supernet.path(Architecture([0, 0, 0, 0, 0]))
        try withoutGradients {
            for parameter in supernet.parameters where !parameter.name.hasPrefix("head") {
                try parameter.tensor.fill(3)
            }
        }
        for parameter in narrow.network.parameters {
            #expect(try parameter.tensor.array(of: Float.self).allSatisfy { $0 == 3 })
        }
    }

    @Test("a step changes what its path uses, and nothing else")
    func step() throws {
        let supernet = try supernet()
        let before = try supernet.state.mapValues { try $0.copy() }
        let records = try SmallClasses.records(32)
        let narrow = Architecture([0, 0, 1, 2, 0])
        try Training(TrainingRecipe(epochs: 1, batchSize: 32, weightDecay: 0), random: SeededRandom(seed: 1))
            .fit(supernet.parameters, on: records, model: { try supernet.path(narrow) }) {
                try $0.crossEntropy()
            }
        let changed = try supernet.state.filter { try !$0.value.isIdentical(to: before[$0.key]!) }.keys
        #expect(
            changed.allSatisfy {
                $0.hasPrefix("layer0_0") || $0.hasPrefix("layer1_2") || $0.hasPrefix("last")
                    || $0.hasPrefix("head")
            })
        #expect(changed.contains("layer0_0.0.weight") && changed.contains("layer1_2.1.weight"))
        let first = try #require(supernet.state["layer0_0.0.weight"])
        let old = try #require(before["layer0_0.0.weight"])
        #expect(try first.sliced(2..<4).isIdentical(to: old.sliced(2..<4)), "the wider part is left alone")
        #expect(try !first.sliced(0..<2).isIdentical(to: old.sliced(0..<2)))
    }

    @Test("weight decay draws the channels outside a path to zero too, and leaves blocks outside it alone")
    func decay() throws {
        let supernet = try supernet()
        let before = try supernet.state.mapValues { try $0.copy() }
        let narrow = Architecture([0, 0, 1, 2, 0])
        try Training(
            TrainingRecipe(
                epochs: 1, batchSize: 32, learningRate: 0.1, method: .sgd(momentum: 0), weightDecay: 0.5),
            random: SeededRandom(seed: 1)
        ).fit(supernet.parameters, on: SmallClasses.records(32), model: { try supernet.path(narrow) }) {
            try $0.crossEntropy()
        }
        func wide(_ state: [String: Tensor]) throws -> Tensor {
            try #require(state["layer0_0.0.weight"]).sliced(2..<4)
        }
        #expect(
            try wide(supernet.state).isClose(
                to: wide(before) * (1 - 0.1 * 0.5), relative: 1e-5, absolute: 1e-7))
        for (name, tensor) in supernet.state where name.hasPrefix("layer0_1") {
            #expect(try tensor.isIdentical(to: before[name]!), "\(name)")
        }
    }

    @Test("calibration takes the statistics of the images it is given, and changes nothing else")
    func calibration() throws {
        let supernet = try supernet()
        let images = try SmallClasses.records(96).inputs
        let batches = try (0..<3).map { try images.sliced(($0 * 32)..<($0 * 32 + 32)) }
        let before = try supernet.state.mapValues { try $0.copy() }
        let path = try supernet.path(Self.widest)
        let calibrated = try path.recalibrated(on: batches)
        for (name, tensor) in supernet.state { #expect(try tensor.isIdentical(to: before[name]!)) }
        for (one, other) in zip(path.parameters, calibrated.parameters) {
            #expect(one.tensor === other.tensor, "\(one.name)")
        }
        let norm = try #require(calibrated.network.layers[1] as? BatchNorm)
        #expect(norm.batchCount !== (path.network.layers[1] as? BatchNorm)?.batchCount)
        // The first layer sees the images alone, so that its statistics can be computed from them.
        let values = try withoutGradients {
            try batches.map { try calibrated.network.layers[0]($0).converted(to: .float64) }
        }
        let means = try Tensor.stacked(values.map { try $0.mean([0, 2, 3]) }).mean([0])
        let variances = try Tensor.stacked(
            values.map { try $0.permuted([1, 0, 2, 3]).flattened(from: 1).variance([1]) }
        ).mean([0])
        for (found, expected) in [(norm.runningMean, means), (norm.runningVariance, variances)] {
            let pairs = zip(try found.array(of: Double.self), try expected.array(of: Double.self))
            #expect(pairs.allSatisfy { abs($0 - $1) < 1e-6 })
        }
        let old = try #require(path.network.layers[1] as? BatchNorm)
        #expect(try old.runningMean.array(of: Float.self).allSatisfy { $0 == 0 })
    }

    @Test("statistics of one batch are those with which training sees it")
    func oneBatch() throws {
        let batch = try SmallClasses.records(64).inputs
        let path = try supernet().path(Self.widest)
        let calibrated = try path.recalibrated(on: [batch])
        let (seen, used) = try withoutGradients {
            (
                try path.embeddings(of: batch, .training(RandomGenerator(seed: 1))),
                try calibrated.embeddings(of: batch)
            )
        }
        // The variance that is kept is the unbiased one.
        #expect(try seen.isClose(to: used, relative: 0.05, absolute: 0.05))
    }

    @Test("a trained supernet's paths tell classes apart, each of them")
    func training() throws {
        let gallery = try SmallSpace.gallery()
        let records = try SmallClasses.records(128)
        let objective = try HeterogeneousObjective(.influence(), gallery: gallery, records: records)
        let trained = try supernet().trained(
            by: TrainingRecipe(epochs: 12, batchSize: 32), on: records, objective: objective,
            random: SeededRandom(seed: 1))
        let task = try SmallSpace.task(gallery)
        for architecture in [Architecture([0, 0, 0, 0, 0]), Self.widest, Architecture([1, 1, 1, 2, 1])] {
            let path = try trained.path(architecture).recalibrated(on: [records.inputs])
            let scores = ArchitectureScores(try task.scores(of: path))
            #expect(scores.heterogeneous > 0.6, "\(architecture): \(scores)")
        }
    }
}
