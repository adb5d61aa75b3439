import LearningCore
import Tensors
import Testing

@testable import GracefulUpdates

@Suite("blends of old and new weights", .needsTorch)
struct WeightInterpolationTests {
    private static let recipe = TrainingRecipe(epochs: 3, batchSize: 32, learningRate: 0.05)
    private let records: LabelledTensors
    private let old: EmbeddingModel
    private let new: [EmbeddingModel]

    init() throws {
        let records = try SmallClasses.records(128, noise: 1)
        let old = try SmallClasses.model(seed: 1)
        try Training(Self.recipe, random: SeededRandom(seed: 1)).fit(old, on: records) {
            try $0.crossEntropy()
        }
        new = try [UInt64(2), 3].map { seed in
            let random = SeededRandom(seed: seed)
            let model = try old.successor(classNames: old.classNames, random: random)
            try Training(Self.recipe, random: random).fit(
                model, on: SmallClasses.records(256, noise: 1, seed: seed)
            ) { try $0.crossEntropy() }
            return model
        }
        (self.records, self.old) = (records, old)
    }

    private func areClose(_ first: EmbeddingModel, _ second: EmbeddingModel) throws -> Bool {
        let others = second.state
        return try first.state.allSatisfy { name, tensor in
            try tensor.converted(to: .float64).isClose(
                to: #require(others[name]).converted(to: .float64), relative: 1e-5, absolute: 1e-6)
        }
    }

    @Test(
        "a share of 0 is the new model and one of 1 the old one, both to the bit", arguments: [false, true])
    func ends(byImportance: Bool) throws {
        let importance = byImportance ? try ParameterImportance(of: old, on: records) : nil
        let blend = try WeightInterpolation(old: old, new: [new[0]], importance: importance)
        #expect(try blend.model(oldShare: 0).hasSameState(as: new[0]))
        #expect(try blend.model(oldShare: 1).hasSameState(as: old))
    }

    @Test("statistics are those of the records, with momentum and without", arguments: [0.1, nil])
    func statistics(momentum: Double?) throws {
        let norm = try BatchNorm(channels: 3, momentum: momentum, type: .float64)
        try norm.batchCount.fill(5)
        let model = EmbeddingModel(
            description: NetworkDescription(input: [3], stages: [], embedding: 3),
            network: Sequential([norm]),
            head: try ClassHead(
                kind: .linear(hasBias: false), dimension: 3, classCount: 2, RandomGenerator(seed: 1),
                type: .float64), classNames: ["a", "b"])
        let records = try Tensor.range(0..<3_600).converted(to: .float64).reshaped([1_200, 3])
        try model.estimateNormalisation(on: records)
        let mean = try records.mean([0])
        // Two halves of 600 rows, three apart, each with the unbiased variance 9 x 600 x 601 / 12.
        let variance = try mean.filled(with: 270_450)
        #expect(try norm.runningMean.isClose(to: mean))
        #expect(try norm.runningVariance.isClose(to: variance))
    }

    @Test("weights lie between both models, at the old one's share")
    func between() throws {
        let blended = try WeightInterpolation(old: old, new: [new[0]]).model(
            oldShare: 0.3, normalisingOn: records.inputs)
        let expected = try old.head.weight * 0.3 + new[0].head.weight * 0.7
        #expect(try blended.head.weight.isClose(to: expected))
    }

    @Test("where all weights matter the same, importance makes another share of it", arguments: [0.25, 1, 8])
    func constantImportance(constant: Double) throws {
        let values = try Dictionary(
            uniqueKeysWithValues: old.parameters.map {
                ($0.name, try $0.tensor.detached().filled(with: constant))
            })
        let share = 0.4
        let weighted = try WeightInterpolation(
            old: old, new: [new[0]], importance: ParameterImportance(values: values)
        ).model(oldShare: share, normalisingOn: records.inputs)
        let matching = share * constant / (share * constant + 1 - share)
        let plain = try WeightInterpolation(old: old, new: [new[0]]).model(
            oldShare: matching, normalisingOn: records.inputs)
        #expect(try areClose(weighted, plain))
    }

    @Test("several new models are averaged before they are blended")
    func soup() throws {
        let soup = try WeightInterpolation(old: old, new: new)
        let mean = try (new[0].head.weight + new[1].head.weight) / 2
        #expect(
            try soup.model(oldShare: 0, normalisingOn: records.inputs).head.weight.isClose(to: mean))
        #expect(
            try soup.model(oldShare: 0.5, normalisingOn: records.inputs).head.weight.isClose(
                to: (mean + old.head.weight) / 2))
        #expect(try soup.model(oldShare: 1).hasSameState(as: old))
    }

    @Test("rows of new classes are the new model's at every share, and shared ones find each other by name")
    func newClasses() throws {
        let names = ["3", "new", "0", "1", "2"]
        let random = SeededRandom(seed: 4)
        let grown = try old.successor(classNames: names, random: random)
        #expect(try grown.head.weight.selected(0).isIdentical(to: old.head.weight.selected(3)))
        try withoutGradients { try grown.head.weight.add(Tensor(1)) }
        let blend = try WeightInterpolation(old: old, new: [grown])
        for share in [0.5, 1] {
            let model = try blend.model(oldShare: share, normalisingOn: records.inputs)
            #expect(try model.head.weight.selected(1).isIdentical(to: grown.head.weight.selected(1)))
            #expect(try model.head.weight.selected(0).isClose(to: old.head.weight.selected(3) + (1 - share)))
        }
    }

    @Test("normalisation statistics of blended weights are those of the records")
    func statistics() throws {
        let blended = try WeightInterpolation(old: old, new: [new[0]]).model(
            oldShare: 0.5, normalisingOn: records.inputs)
        let norm = try #require(blended.network.layers[1] as? BatchNorm)
        let seen = try withoutGradients { try blended.network.layers[0](records.inputs, .evaluation) }
        #expect(try norm.runningMean.isClose(to: seen.mean([0, 2, 3]), relative: 1e-4, absolute: 1e-6))
        #expect(try norm.runningVariance.isClose(to: seen.variance([0, 2, 3]), relative: 1e-4))
    }

    @Test("without records there are no statistics, and that is said")
    func noStatistics() throws {
        let blend = try WeightInterpolation(old: old, new: [new[0]])
        #expect(throws: GracefulUpdateError.self) { try blend.model(oldShare: 0.5) }
    }

    @Test("importance has a mean of 1, and none of it is negative")
    func importance() throws {
        let values = try ParameterImportance(of: old, on: records.records(at: Array(0..<20))).values
        #expect(Set(values.keys) == Set(old.parameters.map(\.name)))
        let total = try values.values.reduce(0) { try $0 + $1.sum().double() }
        #expect((total / Double(old.parameterCount)).isWithin(1e-4, of: 1))
        #expect(try values.values.allSatisfy { try $0.smallest().double() >= 0 })
    }

    @Test("the share is chosen on validation records, and all shares are told")
    func selection() throws {
        let validation = try SmallClasses.records(200, noise: 1, seed: 7)
        let blend = try WeightInterpolation(old: old, new: [new[0]])
        let choice = try blend.selected(on: validation, normalisingOn: records.inputs)
        #expect(choice.tried.map(\.oldShare) == WeightInterpolation.shares)
        let least = try #require(choice.tried.map(\.flips.newErrorRate).min())
        let chosen = try #require(choice.tried.first { $0.oldShare == choice.oldShare }).flips
        #expect(chosen.newErrorRate <= least + 0.003 + 1e-9)
        #expect(choice.tried.last?.flips.negativeFlips == 0, "the old model does not flip from itself")
        #expect(try choice.model.error(on: validation) == chosen.newErrorRate)
    }

    @Test("weights that do not correspond are refused")
    func refused() throws {
        let wider = try SmallClasses.model(channels: 6)
        #expect(throws: GracefulUpdateError.self) { try WeightInterpolation(old: old, new: [wider]) }
        #expect(throws: GracefulUpdateError.self) { try WeightInterpolation(old: old, new: []) }
        #expect(throws: GracefulUpdateError.self) {
            try WeightInterpolation(old: old, new: [new[0]]).model(oldShare: 1.1)
        }
    }
}

@Suite("choosing between candidates")
struct CongruentSelectionTests {
    @Test(
        "error decides first, new mistakes among those within the tolerance",
        arguments: [
            ([(0.10, 0.02), (0.102, 0.01), (0.11, 0)], 1),
            ([(0.10, 0.02), (0.103, 0.01)], 1),
            ([(0.10, 0.02), (0.104, 0.01)], 0),
            ([(0.11, 0.01), (0.109, 0.01), (0.109, 0.01)], 1),
            ([(0.5, 0)], 0),
        ] as [([(Double, Double)], Int)])
    func rule(scores: [(Double, Double)], expected: Int) {
        #expect(CongruentSelection().best(of: scores.map { .init(error: $0.0, nfr: $0.1) }) == expected)
    }
}
