import Foundation
import LearningCore
import Tensors
import Testing

@testable import GracefulUpdates

@Suite("search for query networks", .needsTorch)
struct HeterogeneousSearchTests {
    private struct Setting {
        let gallery: EmbeddingModel
        let records: LabelledTensors
        let task: HeterogeneousTask

        init() throws {
            gallery = try SmallSpace.gallery()
            records = try SmallClasses.records(96)
            task = try SmallSpace.task(gallery)
        }

        func search(budget: Int = 3_000, epochs: Int = 2) throws -> HeterogeneousSearch {
            try HeterogeneousSearch(
                gallery: gallery,
                architectures: ArchitectureSearch(
                    space: SmallSpace.space(), budget: budget,
                    evolution: .init(
                        population: 4, parents: 2, mutations: 2, mutationRate: 0.3, crossovers: 2,
                        generations: 3)),
                recipe: TrainingRecipe(epochs: epochs, batchSize: 32),
                calibration: .init(batches: 2, batchSize: 32))
        }
    }

    private struct Stopped: Error {}

    @Test("finds a network within the budget, after an epoch and a generation at a time")
    func finding() throws {
        let setting = try Setting()
        var (epochs, generations) = (0, 0)
        let found = try setting.search().run(
            training: setting.records, task: setting.task, random: SeededRandom(seed: 1)
        ) { progress in
            switch progress {
            case .epoch(let epoch, let loss):
                epochs += 1
                #expect(epoch == epochs && loss.isFinite)
            case .generation(let result):
                generations += 1
                #expect(result.history.count == generations)
            }
        }
        #expect(epochs == 2 && generations == 3)
        #expect(found.candidates.count == 12 && found.best.multiplyAdds <= 3_000)
    }

    @Test("refuses a budget that no network is within before a supernet is trained or written")
    func impossible() throws {
        let setting = try Setting()
        let path = try TemporaryFolder().path("search")
        var epochs = 0
        #expect(throws: ArchitectureSearchError.budget(budget: 10, least: 424)) {
            try setting.search(budget: 10).run(
                training: setting.records, task: setting.task, random: SeededRandom(seed: 1),
                checkpoint: path
            ) { _ in epochs += 1 }
        }
        #expect(epochs == 0 && !FileManager.default.fileExists(atPath: path))
    }

    /// Records of some classes in this order, as a file would hold them.
    private func data(_ labels: [Int32]) throws -> Dataset {
        let side = SmallClasses.side
        return try Dataset(
            name: "clothes.csv", shape: [1, side, side],
            features: labels.flatMap { label in (0..<side * side).map { Float(($0 + Int(label)) % 5) } },
            labels: labels, classNames: ["0", "1", "2", "3"])
    }

    @Test(
        "records are divided class by class, whatever their order",
        arguments: [
            (0..<80).map { $0 / 20 }, (0..<80).map { $0 % 4 }, (0..<80).map { $0 < 77 ? 0 : $0 - 76 },
        ] as [[Int32]], [3, 500])
    func division(labels: [Int32], limit: Int) throws {
        let gallery = try SmallClasses.model()
        let task = try HeterogeneousTask(dividing: data(labels), model: gallery, limit: limit)
        #expect(Set(task.queries.classes) == Set(task.gallery.classes))
        let pairable = Set(labels).filter { label in labels.count { $0 == label } > 1 }
        #expect(Set(task.queries.classes).count == min(limit, pairable.count))
        #expect(task.queries.count <= limit && task.gallery.count <= limit)
        let again = try HeterogeneousTask(dividing: data(labels), model: gallery, limit: limit)
        #expect(again.queries.classes == task.queries.classes)
        #expect(try again.queries.inputs.isIdentical(to: task.queries.inputs))
    }

    @Test(
        "records of which no two queries find any of their class are refused by name",
        arguments: [[0, 1, 2], [0, 1, 2, 3], [0, 0, 1, 2]] as [[Int32]])
    func indivisible(labels: [Int32]) throws {
        let gallery = try SmallClasses.model()
        let error = try #require(throws: GracefulUpdateError.self) {
            try HeterogeneousTask(dividing: data(labels), model: gallery)
        }
        #expect("\(error)".contains("clothes.csv"))
    }

    @Test("goes on from a checkpoint to the same winner, to the bit", arguments: [0, 1, 2])
    func resuming(generations: Int) throws {
        let setting = try Setting()
        let folder = try TemporaryFolder()
        let random = SeededRandom(seed: 2)
        let search = try setting.search()
        let whole = try search.run(training: setting.records, task: setting.task, random: random)
        let path = folder.path("search")
        #expect(throws: Stopped.self) {
            try search.run(training: setting.records, task: setting.task, random: random, checkpoint: path) {
                switch $0 {
                case .epoch(let epoch, _):
                    // Before anything is written there is nothing to go on from.
                    if generations == 0, epoch == 2 { throw Stopped() }
                case .generation(let found): if found.history.count == generations { throw Stopped() }
                }
            }
        }
        var epochs = 0
        let rest = try search.run(
            training: setting.records, task: setting.task, random: random, checkpoint: path
        ) { if case .epoch = $0 { epochs += 1 } }
        #expect(rest == whole)
        #expect(epochs == (generations == 0 ? 2 : 0), "a trained supernet is not trained again")
    }

    @Test("a checkpoint of another search, of other images, or of nothing is refused, and left as it is")
    func otherCheckpoint() throws {
        let setting = try Setting()
        let folder = try TemporaryFolder()
        let path = folder.path("search")
        func run(_ search: HeterogeneousSearch, identity: JSONValue = "images 1") throws {
            _ = try search.run(
                training: setting.records, task: setting.task, random: SeededRandom(seed: 1),
                checkpoint: path,
                identity: identity)
        }
        try run(setting.search())
        let written = try Data(contentsOf: URL(filePath: path))
        for other in [try setting.search(budget: 2_500), try setting.search(epochs: 3)] {
            #expect(throws: ArchitectureSearchError.self) { try run(other) }
        }
        #expect(throws: ArchitectureSearchError.self) { try run(setting.search(), identity: "images 2") }
        #expect(try Data(contentsOf: URL(filePath: path)) == written)
        for bad in [Data(), Data("{}".utf8), written.prefix(100)] {
            try bad.write(to: URL(filePath: path))
            #expect(throws: ArchitectureSearchError.self) { try run(setting.search()) }
        }
        try SafetensorsFile.write([:], metadata: ["search": "{}"], to: path)
        #expect(throws: ArchitectureSearchError.self) { try run(setting.search()) }
    }

    @Test("a pair is evaluated with its costs, the rule, and what the gallery's index costs")
    func evaluation() throws {
        let setting = try Setting()
        let query = try QueryTraining(
            gallery: setting.gallery, loss: .influence(), recipe: TrainingRecipe(epochs: 8, batchSize: 32),
            records: setting.records
        ).model(SmallClasses.network(channels: 2), random: SeededRandom(seed: 1))
        let table = try HeterogeneousEvaluation(
            query: query, gallery: setting.gallery, task: setting.task)
        #expect(table.rows.map(\.metric) == ["map", "top1"])
        let scores = try setting.task.scores(of: query)
        #expect(table.rows[0].crossed == scores.heterogeneous.value(of: .meanAveragePrecision))
        #expect(table.rows[1].small == scores.homogeneous.value(of: .templateTop1))
        #expect(table.rows[0].large == (try setting.task.paragon().value(of: .meanAveragePrecision)))
        #expect(table.passes == (table.rows[0].crossed > table.rows[0].small))
        // 8 x 8 images: 3 x 3 x 1 x channels on 4 x 4; 16 channels x 16 values; 16 x 8
        #expect(table.query.multiplyAdds == 9 * 2 * 16 + 32 * 16 + 128)
        #expect(table.gallery.multiplyAdds == 9 * 8 * 16 + 128 * 16 + 128)
        #expect(table.multiplyAddRatio == 3_328.0 / 928)
        #expect(table.indexingMultiplyAdds == 3_328 * 40)
        #expect(table.latencyRatio > 0 && table.indexingSeconds > 0)
    }

    @Test("a network looked up in its own gallery is its own paragon, and does not pass the rule")
    func itself() throws {
        let setting = try Setting()
        let table = try HeterogeneousEvaluation(
            query: setting.gallery, gallery: setting.gallery, task: setting.task)
        #expect(table.rows.allSatisfy { $0.small == $0.large && $0.crossed == $0.large })
        #expect(!table.passes && table.multiplyAddRatio == 1)
    }
}
