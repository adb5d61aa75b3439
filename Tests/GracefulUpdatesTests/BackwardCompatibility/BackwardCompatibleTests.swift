import GracefulUpdates
import LearningCore
import Tensors
import Testing

@Suite("backward-compatible training", .needsTorch)
struct BackwardCompatibleTests {
    private static let recipe = TrainingRecipe(epochs: 6, batchSize: 32, learningRate: 0.05, gradientLimit: 5)

    /// A model of three of the four classes, trained.
    private func old(dimension: Int = 8) throws -> EmbeddingModel {
        let model = try SmallClasses.model(embedding: dimension, classes: 3, seed: 7)
        try Training(Self.recipe, random: SeededRandom(seed: 7)).fit(
            model, on: SmallClasses.records(192, classes: 3, seed: 7)
        ) { try $0.crossEntropy() }
        return model
    }

    private func trained(
        _ update: BackwardCompatible, _ old: EmbeddingModel, dimension: Int = 8, seed: UInt64 = 1
    ) throws -> BackwardCompatibleOutcome {
        try update.train(
            SmallClasses.network(channels: 8, embedding: dimension), head: .cosine(scale: 8),
            on: SmallClasses.records(256), replacing: old, recipe: Self.recipe,
            random: SeededRandom(seed: seed))
    }

    private func evaluation(_ model: EmbeddingModel, _ name: String) throws -> EmbeddingEvaluation {
        let (query, gallery) = (try SmallClasses.records(80, seed: 8), try SmallClasses.records(120, seed: 9))
        return try EmbeddingEvaluation(
            name: name, query: model.embeddingRows(of: query.inputs, name: "query"),
            queryLabels: query.classes,
            gallery: model.embeddingRows(of: gallery.inputs, name: "gallery"), galleryLabels: gallery.classes)
    }

    private func crossMAP(_ new: EmbeddingModel, _ old: EmbeddingModel) throws -> Double {
        try evaluation(new, "new").scores(against: evaluation(old, "old")).value(of: .meanAveragePrecision)
    }

    private static let methods: [BackwardCompatible] = [
        .init(.influence(.synthesised)), .init(.influence(.oldClasses)),
        .init(.influence(.soft(onlyOldClasses: false))), .init(.regression, weight: 8),
        .init(.contrastive(.init(temperature: 0.1))),
        .init(.contrastive(.init(temperature: 0.1, nearest: 10, hasNewNegatives: true))),
    ]

    @Test(
        "new queries find what the old model stored, which plain training does not give", arguments: methods)
    func crossSearch(update: BackwardCompatible) throws {
        let old = try old()
        let outcome = try trained(update, old)
        let plain = try trained(.init(update.method, weight: 0), old)
        #expect(outcome.activeTerms.count == 2 && plain.activeTerms.count == 1)
        let (compatible, incompatible) = (try crossMAP(outcome.model, old), try crossMAP(plain.model, old))
        #expect(compatible > incompatible + 0.1, "\(compatible) and \(incompatible)")
        #expect(try outcome.model.error(on: SmallClasses.records(200, seed: 2)) < 0.1)
    }

    @Test(
        "models of different lengths are compatible in the coordinates that they share", arguments: [5, 12])
    func dimensions(dimension: Int) throws {
        let old = try old()
        let outcome = try trained(.init(.influence(.synthesised)), old, dimension: dimension)
        let plain = try trained(.init(.influence(.synthesised), weight: 0), old, dimension: dimension)
        #expect(try crossMAP(outcome.model, old) > crossMAP(plain.model, old) + 0.1)
    }

    @Test("training leaves the old model as it was, without gradients")
    func oldStays() throws {
        let old = try old()
        try old.forgetGradients()
        let before = try old.copy()
        _ = try trained(.init(.influence(.oldClasses)), old)
        for (name, tensor) in old.state { #expect(try tensor.isIdentical(to: #require(before.state[name]))) }
        #expect(old.parameters.allSatisfy { $0.tensor.gradient == nil })
    }

    @Test("versions under one fixed head are compatible without knowing of each other")
    func simplex() throws {
        let fixed = BackwardCompatible(.simplex(isHighOrder: false))
        let blank = try SmallClasses.model(classes: 3)
        let first = try fixed.train(
            SmallClasses.network(), head: .cosine(scale: 8),
            on: SmallClasses.records(192, classes: 3, seed: 7),
            replacing: blank, recipe: Self.recipe, random: SeededRandom(seed: 7)
        ).model
        let second = try trained(fixed, blank).model
        let rows = try SimplexHead(dimension: 8, scale: 8).head.weight
        #expect(try second.head.weight.isIdentical(to: rows.sliced(0..<4)))
        #expect(try crossMAP(second, first) > 0.6)
        let high = try trained(.init(.simplex(isHighOrder: true)), first)
        #expect(try crossMAP(high.model, first) > 0.6)
        #expect(high.activeTerms[0].hasPrefix("0.1 x") && high.activeTerms[1].hasPrefix("0.9 x"))
    }

    @Test("a third version that was trained against the second is compatible with the first")
    func chain() throws {
        let first = try old()
        let second = try trained(.init(.influence(.synthesised)), first)
        let third = try trained(.init(.influence(.synthesised)), second.model, seed: 3)
        let versions = try [(first, "v1"), (second.model, "v2"), (third.model, "v3")].map {
            try evaluation($0, $1)
        }
        let matrix = try CompatibilityMatrix(versions, metric: .meanAveragePrecision)
        let plain = try trained(.init(.influence(.synthesised), weight: 0), first, seed: 3)
        #expect(try matrix[2, 0] > crossMAP(plain.model, first) + 0.1)
        #expect(matrix[2, 1] > 0.7)
    }

    @Test("a model is no better than itself: a tie fails, and there is no gain")
    func identical() throws {
        let old = try old()
        let versions = try [evaluation(old, "v1"), evaluation(old, "v2")]
        let matrix = try CompatibilityMatrix(versions, metric: .meanAveragePrecision)
        #expect(!matrix.isCompatible(1, with: 0) && matrix.averageCompatibility == 0)
        let gain = UpdateGain(cross: matrix[1, 0], old: matrix[0, 0], paragon: 1)
        #expect(gain.gain == 0 && gain.share ?? 0 == 0)
    }

    @Test("records of another shape, a bad weight and a linear head for a simplex are refused")
    func refused() throws {
        let old = try old()
        func fails(_ update: BackwardCompatible, head: ClassHead.Kind = .cosine(scale: 8)) throws {
            #expect(throws: GracefulUpdateError.self) {
                try update.train(
                    SmallClasses.network(), head: head, on: SmallClasses.records(64), replacing: old,
                    recipe: Self.recipe, random: SeededRandom(seed: 1))
            }
        }
        try fails(.init(.regression, weight: -1))
        try fails(.init(.regression, weight: .nan))
        try fails(.init(.simplex(isHighOrder: true)), head: .linear(hasBias: true))
        let flat = try LabelledTensors(
            inputs: Tensor.zeros([4, 63]), classes: [0, 1, 2, 3], classNames: ["0", "1", "2", "3"])
        #expect(throws: GracefulUpdateError.self) { try OldVersion(old, on: flat) }
    }
}
