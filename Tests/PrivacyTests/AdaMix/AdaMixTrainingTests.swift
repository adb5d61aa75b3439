import Foundation
import LearningCore
import Tensors
import Testing

@testable import Privacy

@Suite("Training by AdaMix from data sets", .needsTorch)
struct AdaMixTrainingTests {
    private func training(
        open: Dataset? = nil, closed: Dataset? = nil, target: PrivacyTarget = .init(epsilon: 1, delta: 1e-5),
        hidden: [Int] = [], start: StartingWeights? = nil
    ) throws -> AdaMixTraining {
        try AdaMixTraining(
            publicData: open ?? clusters(perClass: 4, seed: 1),
            privateData: closed ?? clusters(perClass: 30, seed: 2),
            target: target, hiddenWidths: hidden, start: start)
    }

    @Test("calibrates its noise to the target, exactly and safely")
    func calibration() throws {
        let training = try training()
        #expect(abs(training.calibration.sigma - 16.68389187) < 1e-7)
        #expect(training.calibration.epsilon.value <= 1)
        #expect(
            try Composition([training.mechanism()]).epsilon(delta: 1e-5).value
                == training.calibration.epsilon.value)
    }

    @Test("refuses records that are both public and private, naming the first")
    func overlap() throws {
        let closed = try clusters(perClass: 5, seed: 2)
        let open = closed.records(at: [3, 7, 14]).named("leak")
        let error = #expect(throws: AdaMixError.overlap(count: 3, publicRecord: 0, privateRecord: 3)) {
            try training(open: open, closed: closed)
        }
        #expect(error?.description.contains("3 records are both public and private") == true)
    }

    @Test("refuses a delta at which a mechanism may publish a record")
    func delta() throws {
        #expect(throws: AdaMixError.delta(1.0 / 90, records: 90)) {
            try training(target: .init(epsilon: 1, delta: 1.0 / 90))
        }
    }

    @Test("refuses targets that mean nothing", arguments: [0, -1, .nan, .infinity] as [Double])
    func epsilon(epsilon: Double) throws {
        #expect(throws: PrivacyError.self) { try training(target: .init(epsilon: epsilon, delta: 1e-5)) }
    }

    @Test("refuses a class that no public record has, although the file knows it")
    func classesWithoutRecords() throws {
        let all = try clusters(perClass: 4, seed: 1)
        #expect(throws: AdaMixError.differentClasses(onlyPublic: [], onlyPrivate: ["class 2"])) {
            try training(open: all.records(at: Array(0..<8)))
        }
    }

    @Test("refuses records of other widths")
    func widths() throws {
        #expect(throws: AdaMixError.differentFeatures(publicCount: 5, privateCount: 4)) {
            try training(open: clusters(perClass: 4, features: 5, seed: 1))
        }
    }

    @Test("writes a model that gives the same answers when it is read", arguments: [[], [6], [5, 4]])
    func saving(hidden: [Int]) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "adamix-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let training = try training(hidden: hidden)
        var noise = GivenNoise()
        let outcome = try training.run(noise: &noise)
        let test = try clusters(perClass: 40, seed: 3)
        let errors = try outcome.errors(on: test)
        try outcome.save(to: folder.path, test: (test, errors))
        let head = try TrainedHead(reading: folder.path)
        let wrong = zip(try head.classes(of: test), test.labels).count { $0 != Int($1) }
        #expect(abs(Double(wrong) / Double(test.count) - errors.head) < 1e-12)
        #expect(head.classNames == test.classNames)
        let manifest = try ModelDirectory(reading: folder.path).manifest
        #expect(
            manifest.architecture
                == (["4"] + hidden.map(String.init) + ["3"]).joined(separator: " -> ").description
                .withPrefix(hidden.isEmpty ? "linear " : "dense "))
        #expect(manifest.privacy?.isPrivate == false)
        #expect(manifest.privacy?.relation == "add-remove")
        #expect(manifest.data.map(\.count) == [12, 90, 120])
        // A digest of the private records would tell two candidates apart for sure.
        #expect(manifest.data.map { $0.digest == nil } == [false, true, false])
    }

    @Test("begins from embeddings of the classes, with or without an intercept")
    func start() throws {
        let embeddings: [Double] = [1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0]
        let start = StartingWeights(["weight": try TensorData(embeddings, shape: [3, 4])], source: "classes")
        let head = try training(start: start).startingHead()
        let flat = try head.model.flatParameters().array(of: Double.self)
        #expect(flat == [1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0])
    }

    @Test("publishes and divides by the number that it is told, and not by how many there are")
    func publishedCount() throws {
        func outcome(_ count: Int, _ records: Int) throws -> AdaMixOutcome {
            let training = try AdaMixTraining(
                publicData: clusters(perClass: 4, seed: 1),
                privateData: clusters(perClass: 30, seed: 2).records(at: Array(0..<records)),
                publishedCount: count, target: .init(epsilon: 1, delta: 1e-5))
            var noise = GivenNoise()
            return try training.run(noise: &noise)
        }
        #expect(try outcome(80, 90).report.privateCount == 80)
        #expect(try outcome(80, 89).report.privateCount == 80)
        #expect(try outcome(80, 90).report.learningRate == outcome(80, 89).report.learningRate)
        #expect(throws: AdaMixError.publishedCount(44)) { try outcome(44, 90) }
    }

    @Test("does not begin before the ledger has authorised its own mechanism")
    func authorisation() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "authorisation-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let training = try training()
        let file = LedgerFile(
            path: folder.appending(path: "l.json").path, subject: .init(training.privateData),
            relation: .addRemove)
        func authorise(_ mechanism: Mechanism, isPrivate: Bool) throws -> LedgerFile.Authorisation {
            try file.authorise(
                mechanism, purpose: "a test", trainer: "adamix", isPrivate: isPrivate,
                budget: PrivacyBudget(epsilon: 50, delta: 1e-5), delta: 1e-5)
        }
        var noise = GridNoise.secure()
        let other = try authorise(.gaussian(sigma: 20, sampling: .fullBatch, steps: 20), isPrivate: true)
        #expect(throws: AdaMixError.notAuthorised) { try training.run(other, noise: &noise) }
        let repeatable = try authorise(training.mechanism(), isPrivate: false)
        #expect(throws: AdaMixError.notAuthorised) { try training.run(repeatable, noise: &noise) }
        let own = try authorise(training.mechanism(), isPrivate: true)
        let outcome = try training.run(own, noise: &noise)
        #expect(outcome.spend == own.spend && outcome.report.epsilon == training.calibration.epsilon)
    }

    @Test("refuses weights of another architecture, naming the tensor")
    func otherStart() throws {
        let start = StartingWeights(
            ["weight": try TensorData([1, 2] as [Double], shape: [1, 2])], source: "x.safetensors")
        let error = #expect(throws: AdaMixError.self) { try training(start: start).startingHead() }
        #expect(
            error?.description
                == "x.safetensors has the weights of another architecture: its tensor `weight` is [1, 2] and should be [3, 5]."
        )
        #expect(throws: AdaMixError.self) { try training(hidden: [4], start: start).startingHead() }
    }

    @Test(
        "reads no architecture that it would not write",
        arguments: [
            "", "linear", "linear 3", "linear 3 -> 0", "dense 3 -> 4", "linear 3 -> 4 -> 5", "linear 3 - 4",
            "linear  3 -> 4", "linear 3 -> 999999999999", "linear -3 -> 4",
        ])
    func architectures(text: String) {
        #expect(HeadShape(architecture: text) == nil)
    }
}

extension String {
    fileprivate func withPrefix(_ prefix: String) -> String { prefix + self }
}
