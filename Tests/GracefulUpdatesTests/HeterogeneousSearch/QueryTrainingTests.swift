import LearningCore
import Tensors
import Testing

@testable import GracefulUpdates

@Suite("training of query networks", .needsTorch)
struct QueryTrainingTests {
    private let recipe = TrainingRecipe(epochs: 8, batchSize: 32)

    private func scores(_ loss: HeterogeneousLoss) throws -> ArchitectureScores {
        let gallery = try SmallSpace.gallery()
        let training = try QueryTraining(
            gallery: gallery, loss: loss, recipe: recipe, records: SmallClasses.records(128))
        let model = try training.model(SmallClasses.network(channels: 2), random: SeededRandom(seed: 3))
        return ArchitectureScores(try SmallSpace.task(gallery).scores(of: model))
    }

    @Test(
        "queries of a network trained for the gallery are found there",
        arguments: [.influence(), .features(weight: 32), .tiedHead] as [HeterogeneousLoss])
    func compatible(loss: HeterogeneousLoss) throws {
        #expect(try scores(loss).heterogeneous > 0.7)
    }

    @Test("queries of a network trained alone are not, however well it does by itself")
    func alone() throws {
        let scores = try scores(.crossEntropy)
        #expect(scores.homogeneous > 0.7 && scores.heterogeneous < 0.6, "\(scores)")
    }

    @Test("the gallery's head learns nothing", arguments: [.influence(), .tiedHead] as [HeterogeneousLoss])
    func frozen(loss: HeterogeneousLoss) throws {
        let gallery = try SmallSpace.gallery()
        try gallery.forgetGradients()
        let before = try gallery.state.mapValues { try $0.copy() }
        let training = try QueryTraining(
            gallery: gallery, loss: loss, recipe: TrainingRecipe(epochs: 1, batchSize: 32),
            records: SmallClasses.records(64))
        let model = try training.model(SmallClasses.network(), random: SeededRandom(seed: 3))
        for (name, tensor) in gallery.state { #expect(try tensor.isIdentical(to: before[name]!)) }
        #expect(gallery.head.weight.gradient == nil)
        #expect(try model.head.weight.isIdentical(to: gallery.head.weight) == (loss == .tiedHead))
    }

    @Test("the influence loss is the cross-entropy of the frozen head, added with its weight")
    func influence() throws {
        let gallery = try SmallSpace.gallery()
        let records = try SmallClasses.records(8)
        let model = try SmallClasses.model(seed: 7)
        let embeddings = try model.embeddings(of: records.inputs)
        let batch = TrainingBatch(
            rows: try Tensor((0..<8).map(Int64.init)), inputs: records.inputs, labels: records.labels,
            embeddings: embeddings, logits: try model.head.logits(embeddings))
        func value(_ loss: HeterogeneousLoss) throws -> Double {
            try HeterogeneousObjective(loss, gallery: gallery, records: records).value(batch).double()
        }
        let own = try batch.crossEntropy().double()
        let gallerys = try Loss.crossEntropy(of: gallery.head.logits(embeddings), classes: records.labels)
            .double()
        #expect(try value(.crossEntropy) == own && value(.influence(weight: 0)) == own)
        #expect(abs(try value(.influence(weight: 0.5)) - own - gallerys / 2) < 1e-5)
        // Vectors of length 1 at an angle have the squared distance 2 - 2 cos, of which 8 coordinates have the mean.
        let cosine = try (embeddings.unitRows() * gallery.embeddings(of: records.inputs).unitRows()).sum([1])
            .mean().double()
        #expect(abs(try value(.features(weight: 3)) - own - 3 * (2 - 2 * cosine) / 8) < 1e-5)
    }

    @Test("vectors of another length, other classes and odd weights are refused")
    func refused() throws {
        let gallery = try SmallSpace.gallery()
        let records = try SmallClasses.records(16)
        let training = try QueryTraining(
            gallery: gallery, loss: .influence(), recipe: recipe, records: records)
        #expect(throws: GracefulUpdateError.self) {
            try training.model(SmallClasses.network(embedding: 4), random: SeededRandom(seed: 1))
        }
        #expect(throws: GracefulUpdateError.self) {
            try HeterogeneousObjective(
                .influence(), gallery: gallery, records: SmallClasses.records(15, classes: 3))
        }
        for weight in [-1, .nan, .infinity] as [Double] {
            #expect(throws: GracefulUpdateError.self) {
                try HeterogeneousObjective(.features(weight: weight), gallery: gallery, records: records)
            }
        }
    }
}
