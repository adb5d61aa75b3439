import GracefulUpdates
import LearningCore
import Tensors
import Testing

@Suite("training of embedding models", .needsTorch)
struct TrainingTests {
    private let recipe = TrainingRecipe(epochs: 6, batchSize: 32, learningRate: 0.1)

    private func trained(_ recipe: TrainingRecipe, seed: UInt64 = 1) throws -> EmbeddingModel {
        let model = try SmallClasses.model()
        try Training(recipe, random: SeededRandom(seed: seed)).fit(
            model, on: SmallClasses.records(256)
        ) { try $0.crossEntropy() }
        return model
    }

    @Test("a network learns classes that can be told apart")
    func learning() throws {
        let held = try SmallClasses.records(200, seed: 2)
        #expect(try SmallClasses.model().error(on: held) > 0.4)
        #expect(try trained(recipe).error(on: held) < 0.05)
    }

    @Test("the same randomness gives the same model to the bit")
    func repeatable() throws {
        var recipe = recipe
        recipe.augmentation = .init(shift: 1, isMirrored: true)
        let (first, second) = (try trained(recipe), try trained(recipe))
        for (name, tensor) in first.state {
            #expect(try tensor.isIdentical(to: #require(second.state[name])))
        }
        let other = try trained(recipe, seed: 2)
        #expect(try !first.head.weight.isIdentical(to: other.head.weight))
    }

    @Test("frozen parameters stay as they are")
    func frozen() throws {
        let model = try SmallClasses.model()
        let before = try model.head.weight.copy()
        try Training(recipe, random: SeededRandom(seed: 1)).fit(
            model, on: SmallClasses.records(64), frozen: ["head.weight"]
        ) { try $0.crossEntropy() }
        #expect(try model.head.weight.isIdentical(to: before))
    }

    @Test("a loss that goes to infinity ends the training with its epoch")
    func divergence() throws {
        let model = try SmallClasses.model(head: .linear(hasBias: true))
        let error = #expect(throws: GracefulUpdateError.self) {
            try Training(TrainingRecipe(epochs: 3, learningRate: 1e6), random: SeededRandom(seed: 1)).fit(
                model, on: SmallClasses.records(256)
            ) { try $0.crossEntropy().exponential() }
        }
        #expect(error == .diverged(epoch: 1))
    }

    @Test("what only the last step breaks is found too")
    func lastStep() throws {
        let model = try SmallClasses.model(head: .linear(hasBias: true))
        let recipe = TrainingRecipe(epochs: 1, batchSize: 64, learningRate: 1e39, decay: .constant)
        #expect(throws: GracefulUpdateError.diverged(epoch: 1)) {
            try Training(recipe, random: SeededRandom(seed: 1)).fit(model, on: SmallClasses.records(64)) {
                try $0.crossEntropy()
            }
        }
    }

    @Test("a limit of the gradient is a length above 0", arguments: [0, -1, .nan, .infinity])
    func limit(length: Double) {
        let recipe = TrainingRecipe(epochs: 1, gradientLimit: length)
        #expect(throws: GracefulUpdateError.self) { try recipe.check() }
    }

    @Test("settings out of their ranges are refused by name", arguments: [0, -1, .nan, .infinity])
    func refused(rate: Double) {
        #expect(throws: GracefulUpdateError.self) {
            try Training(TrainingRecipe(epochs: 1, learningRate: rate), random: SeededRandom(seed: 1))
        }
    }

    @Test("a manifest that claims a larger network than its weights is refused before anything is made")
    func hugeClaim() throws {
        let folder = try TemporaryFolder()
        let model = try SmallClasses.model()
        var entries = try model.manifestEntries
        entries["network"] = try JSONValue(
            encoding: NetworkDescription(
                input: [1, 8, 8], stages: [.dense(60_000), .dense(4_000)], embedding: 8))
        let manifest = ModelManifest(
            kind: "bct", architecture: "huge", data: [], seed: 1, hyperparameters: entries,
            madeBy: RunEnvironment(versions: [:]))
        let directory = try ModelDirectory.write(model.stateData(), manifest: manifest, to: folder.path("m"))
        #expect(throws: GracefulUpdateError.manifest(path: directory.path)) {
            try EmbeddingModel(reading: directory)
        }
    }

    @Test("a model is read back from its folder, and answers the same")
    func directory() throws {
        let folder = try TemporaryFolder()
        let model = try trained(recipe)
        let manifest = ModelManifest(
            kind: "bct", architecture: model.architecture, data: [], seed: 1,
            hyperparameters: try model.manifestEntries, madeBy: RunEnvironment(versions: [:]))
        try ModelDirectory.write(model.stateData(), manifest: manifest, to: folder.path("m"))
        let read = try EmbeddingModel(reading: ModelDirectory(reading: folder.path("m")))
        let records = try SmallClasses.records(20, seed: 3)
        #expect(try read.allLogits(of: records.inputs).isIdentical(to: model.allLogits(of: records.inputs)))
    }
}
