import GracefulUpdates
import LearningCore
import Tensors
import Testing

@Suite("what a model makes of its test records", .needsTorch)
struct ModelEvaluationTests {
    private func data(_ count: Int, order: (Int) -> Int) throws -> Dataset {
        let records = try SmallClasses.records(count)
        let values = try records.inputs.array(of: Float.self)
        let places = (0..<count).sorted { order($0) == order($1) ? $0 < $1 : order($0) < order($1) }
        return try Dataset(
            name: "held out", shape: [1, 8, 8], features: places.flatMap { values[$0 * 64..<$0 * 64 + 64] },
            labels: places.map { Int32(records.classes[$0]) }, classNames: records.classNames)
    }

    @Test("retrieval is measured on all classes, in whatever order the records come", arguments: [1, 4])
    func order(period: Int) throws {
        let model = try SmallClasses.model()
        try Training(TrainingRecipe(epochs: 6, batchSize: 32), random: SeededRandom(seed: 1)).fit(
            model, on: SmallClasses.records(256, seed: 2)
        ) { try $0.crossEntropy() }
        // In turn as they are made, or class by class.
        let metrics = try ModelEvaluation(model, on: data(160) { period == 1 ? 0 : $0 % period }).metrics()
        #expect(try #require(metrics["map"]) > 0.8 && #require(metrics["top1"]) > 0.9)
    }

    @Test("records without two of a class have predictions and no retrieval")
    func lonely() throws {
        let evaluation = try ModelEvaluation(SmallClasses.model(), on: data(4) { $0 })
        #expect(evaluation.embeddings == nil && evaluation.predictions.ids.count == 4)
        #expect(try evaluation.metrics().keys.sorted() == ["error"])
    }

    @Test("a model of broken weights is named as such")
    func broken() throws {
        let model = try SmallClasses.model()
        try withoutGradients { try model.head.weight.fill(.nan) }
        let error = #expect(throws: GracefulUpdateError.self) {
            try ModelEvaluation(model, on: data(8) { $0 })
        }
        #expect(error?.description.contains("weights are broken") == true)
    }
}
