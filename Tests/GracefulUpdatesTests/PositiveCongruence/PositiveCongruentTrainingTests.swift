import GracefulUpdates
import LearningCore
import Tensors
import Testing

@Suite("positive-congruent training", .needsTorch)
struct PositiveCongruentTrainingTests {
    private static let recipe = TrainingRecipe(
        epochs: 6, batchSize: 32, learningRate: 0.1, gradientLimit: 1)
    private let records: LabelledTensors
    private let held: LabelledTensors
    private let old: EmbeddingModel

    init() throws {
        records = try SmallClasses.records(256, noise: 1.2)
        held = try SmallClasses.records(400, noise: 1.2, seed: 2)
        old = try SmallClasses.model(channels: 2, head: .linear(hasBias: true), seed: 9)
        try Training(Self.recipe, random: SeededRandom(seed: 9)).fit(
            old, on: SmallClasses.records(64, noise: 1.2, seed: 3)
        ) { try $0.crossEntropy() }
    }

    private func trained(
        _ loss: PositiveCongruentLoss, recipe: TrainingRecipe = Self.recipe, seed: UInt64 = 1
    ) throws -> EmbeddingModel {
        let model = try SmallClasses.model(head: .linear(hasBias: true), seed: seed)
        try PositiveCongruentTraining(
            recipe, loss: loss, reference: LogitEnsemble(old), random: SeededRandom(seed: seed)
        ).fit(model, on: records)
        return model
    }

    private func report(_ model: EmbeddingModel) throws -> FlipReport {
        try FlipReport(
            old: old.classes(of: held.inputs), new: model.classes(of: held.inputs), labels: held.classes)
    }

    @Test("a strong weight makes the new classifier answer as the old one does, a weight of 0 does not")
    func imitation() throws {
        let (free, bound) = (try trained(.focalLogit(weight: 0)), try trained(.focalLogit(weight: 1)))
        let distances = try [free, bound].map {
            try ($0.allLogits(of: held.inputs) - old.allLogits(of: held.inputs)).square().mean().double()
        }
        #expect(distances[1] < distances[0] / 2)
        let (without, with) = (try report(free), try report(bound))
        #expect(with.negativeFlips + with.positiveFlips < without.negativeFlips + without.positiveFlips)
    }

    @Test("the old classifier is not changed")
    func untouched() throws {
        let before = try old.copy()
        _ = try trained(.focalLogit(weight: 0.1))
        #expect(try old.hasSameState(as: before))
    }

    @Test(
        "a weight that makes training run away is told, and is carried where gradients are limited")
    func runningAway() throws {
        var free = Self.recipe
        free.gradientLimit = nil
        let strong = PositiveCongruentLoss.focalLogit(weight: 1_000)
        #expect(throws: GracefulUpdateError.self) { try trained(strong, recipe: free) }
        #expect(try trained(strong).error(on: held) < 0.6)
    }

    @Test("classes that the old classifier does not know are learned as ever")
    func moreClasses() throws {
        let grown = try SmallClasses.records(384, classes: 6)
        let model = try SmallClasses.model(classes: 6, head: .linear(hasBias: true))
        try PositiveCongruentTraining(
            Self.recipe, loss: .focalLogit(weight: 0.01), reference: LogitEnsemble(old),
            random: SeededRandom(seed: 1)
        ).fit(model, on: grown)
        #expect(try model.error(on: SmallClasses.records(200, classes: 6, seed: 5)) < 0.1)
    }

    @Test("an ensemble answers with the mean of its members' logits")
    func ensemble() throws {
        let members = try (1...3).map { try SmallClasses.model(seed: $0) }
        let ensemble = try LogitEnsemble(members)
        let sum = try members.map { try $0.allLogits(of: held.inputs) }
        let mean = try (sum[0] + sum[1] + sum[2]) / 3
        #expect(try ensemble.allLogits(of: held.inputs).isClose(to: mean))
        #expect(try ensemble.logits(of: held.inputs).isClose(to: mean))
        #expect(
            try LogitEnsemble(old).allLogits(of: held.inputs).isIdentical(to: old.allLogits(of: held.inputs)))
        #expect(throws: GracefulUpdateError.self) { try LogitEnsemble([]) }
        #expect(throws: GracefulUpdateError.self) {
            try LogitEnsemble([members[0], SmallClasses.model(classes: 5)])
        }
    }

    @Test("two students of ensembles are nearer to each other than two members are")
    func students() throws {
        let recipe = TrainingRecipe(
            epochs: 20, batchSize: 32, learningRate: 0.1, gradientLimit: 1)
        let elodi = EnsembleDistillation(recipe: recipe, memberCount: 3)
        let sides = try [UInt64(1), 2].map { seed in
            let random = SeededRandom(seed: seed)
            let teacher = try elodi.teacher(
                SmallClasses.network(), head: .linear(hasBias: true), on: records, random: random)
            return (teacher, try elodi.student(of: teacher, on: records, random: random))
        }
        func distance(_ first: EmbeddingModel, _ second: EmbeddingModel) throws -> Double {
            try (first.allLogits(of: held.inputs) - second.allLogits(of: held.inputs)).square().mean()
                .double()
        }
        let members = try distance(sides[0].0.members[0], sides[1].0.members[0])
        #expect(try distance(sides[0].1, sides[1].1) < members)
        #expect(try sides[0].1.error(on: held) < 0.5)
    }
}
