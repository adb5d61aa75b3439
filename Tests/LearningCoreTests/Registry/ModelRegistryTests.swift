import Foundation
import Testing

@testable import LearningCore

@Suite("The model registry")
struct ModelRegistryTests {
    let sample: SampleRegistry

    init() throws { sample = try SampleRegistry() }

    @Test("a version that was added is not in service until it is promoted")
    func adding() throws {
        let model = try sample.add("v1", wrong: 0..<10)
        #expect(model.attachments == [.predictions] && model.parameterCount == 6)
        #expect(try sample.inService == nil && sample.registry.names() == ["v1"])
        let outcome = try sample.promote("v1")
        #expect(
            outcome.isInService && outcome.verdict?.notes.count == 1 && outcome.policy.source == "the default"
        )
        #expect(try sample.inService == "v1")
    }

    @Test("a copy has the model's weights byte by byte, and keeps what lies beside them")
    func copying() throws {
        let first = try sample.add("v1", wrong: 0..<10)
        let copy = try sample.registry.add("v2", copyOf: first) { $0.metrics["accuracy"] = 0.5 }
        #expect(copy.attachments == [.predictions] && copy.manifest.metrics == ["accuracy": 0.5])
        for file in ["model.safetensors", "predictions.csv"] {
            let paths = [first, copy].map { "\($0.path)/\(file)" }
            #expect(
                FileManager.default.contents(atPath: paths[0])
                    == FileManager.default.contents(atPath: paths[1])
            )
        }
    }

    @Test("a model without weights is what its results are")
    func withoutWeights() throws {
        let model = try sample.registry.add(
            "v1", weights: nil, manifest: .sample(),
            .init(predictions: try SampleRegistry.predictions(wrong: 0..<1)))
        #expect(model.parameterCount == nil && model.weightsPath == nil)
        #expect(try model.weights().isEmpty && sample.promote("v1").isInService)
    }

    @Test("the gate lets through what is no worse, and a refusal changes nothing")
    func gate() throws {
        try sample.add("v1", wrong: 0..<50)
        try sample.add("worse", wrong: 30..<80)
        try sample.add("better", wrong: 10..<50)
        try sample.promote("v1")
        let before = try sample.content()
        let refused = try sample.promote("worse")
        #expect(!refused.isInService && refused.verdict?.flips?.negativeFlips == 30)
        #expect(try sample.content() == before && sample.inService == "v1")
        let promoted = try sample.promote("better")
        #expect(promoted.isInService && promoted.inServiceBefore?.name == "v1")
        #expect(try sample.inService == "better")
        guard case .promotion(let entry) = try #require(try sample.registry.journal().entries.last) else {
            Issue.record("a promotion is recorded as one")
            return
        }
        #expect(entry.by == "test" && entry.at == "1970-01-01T00:00:00Z" && entry.replaced?.name == "v1")
        #expect(
            entry.policySource == "the default" && entry.checks.map(\.name) == ["maxNFR", "maxErrorIncrease"])
        #expect(entry.checks.allSatisfy { $0.passed && $0.value != nil })
        #expect(try sample.promote("better").verdict == nil)
    }

    @Test("a candidate does not set its own bar")
    func ownPolicy() throws {
        try sample.add("v1", wrong: 0..<50)
        try sample.add("v2", wrong: 500..<950, manifest: .sample(policy: ReleasePolicy()))
        try sample.promote("v1")
        let outcome = try sample.promote("v2")
        #expect(!outcome.isInService && outcome.policy.source == "the default")
        #expect(try sample.inService == "v1")
    }

    @Test("a policy of the registry goes before that of the version in service, and this before the default")
    func policies() throws {
        let policies = [0.9, 0.8, 0.7].map { ReleasePolicy(maxNFR: $0) }
        try sample.add("v1", manifest: .sample(policy: policies[1]))
        try sample.add("v2", manifest: .sample(policy: policies[2]))
        try sample.add("v3")
        #expect(try sample.promote("v2").policy.policy == policies[2])
        #expect(try sample.promote("v3").policy.source == "the manifest of the version in service")
        #expect(try sample.promote("v1").policy.source == "the default")
        try sample.folder.write(#"{"maxNFR": 0.9}"#.utf8, to: "models/policy.json")
        #expect(try sample.promote("v2").policy.policy == policies[0])
        #expect(try sample.promote("v3", policies[2]).policy.source == "the test")
        try sample.folder.write(#"{"maxNRF": 0.9}"#.utf8, to: "models/policy.json")
        #expect(throws: PolicyError.self) { try sample.promote("v1") }
        #expect(try sample.inService == "v3")
    }

    @Test("a policy that is there and cannot be reached is not taken for none")
    func unreachablePolicy() throws {
        try sample.add("v1")
        for target in ["nowhere.json", "policy.json"] {
            let link = "\(sample.registry.path)/policy.json"
            try? FileManager.default.removeItem(atPath: link)
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
            #expect(throws: PolicyError(source: link, .unreadable)) { try sample.promote("v1") }
        }
        #expect(try sample.inService == nil)
    }

    @Test("versions that were evaluated on different examples are not compared")
    func otherExamples() throws {
        try sample.add("v1")
        try sample.registry.add(
            "v2", weights: nil, manifest: .sample(),
            .init(predictions: try SampleRegistry.predictions(wrong: 0..<0, count: 999)))
        try sample.promote("v1")
        #expect(throws: PredictionError.self) { try sample.promote("v2") }
        #expect(try sample.inService == "v1")
    }

    @Test("versions that were tested on other records are not compared, although positions are the same")
    func otherTest() throws {
        let tests = try [0, 1].map {
            try Dataset(
                name: "test \($0)", shape: [1], features: [Float($0), 2], labels: [0, 1],
                classNames: ["a", "b"])
        }
        try sample.add("v1", manifest: .sample(test: tests[0]))
        let other = try sample.add("v2", manifest: .sample(test: tests[1]))
        try sample.add("v3", manifest: .sample(test: tests[0]))
        try sample.add("v4")
        try sample.promote("v1")
        let error = #expect(throws: PredictionError.self) { try sample.promote("v2") }
        #expect(error?.description.contains("v2 was tested on test 1 (2 records") == true)
        #expect(error?.description.contains("v1 on test 0 (2 records") == true)
        #expect(try sample.inService == "v1")
        // Predictions that take the place of others are of no known test.
        let predictions = try SampleRegistry.predictions(wrong: 0..<0)
        let again = try sample.registry.add("v5", copyOf: other, .init(predictions: predictions))
        #expect(again.manifest.data.map(\.role) == ["earlier test"])
        for version in ["v3", "v4", "v5"] { #expect(try sample.promote(version).isInService) }
    }

    @Test("rollbacks go back step by step, and no further than the first")
    func rollback() throws {
        for name in ["v1", "v2", "v3", "v4"] {
            try sample.add(name)
            try sample.promote(name)
        }
        try sample.add("v5")
        #expect(try sample.registry.rollback(by: "test").version.name == "v3")
        #expect(try sample.registry.rollback(to: "v1", by: "test").replaced.name == "v3")
        #expect(throws: RegistryError.nothingBefore("v1", registry: sample.registry.path)) {
            try sample.registry.rollback(by: "test")
        }
        try sample.promote("v4")
        try sample.promote("v1")
        #expect(throws: RegistryError.neverInService("v3", candidates: ["v1", "v4"])) {
            try sample.registry.rollback(to: "v3", by: "test")
        }
        #expect(throws: RegistryError.inServiceAlready("v1")) {
            try sample.registry.rollback(to: "v1", by: "test")
        }
        #expect(try sample.registry.rollback(by: "test").version.name == "v4")
        #expect(try sample.registry.rollback(by: "test").version.name == "v1")
        #expect(try sample.registry.journal().entries.count == 10)
    }

    @Test("a change during another is refused and changes nothing")
    func lock() throws {
        try sample.add("v1")
        try sample.add("v2")
        try sample.promote("v1")
        let before = try sample.content()
        let lock = try RegistryLock(sample.registry)
        let busy = RegistryError.busy(path: sample.registry.path)
        #expect(throws: busy) { try sample.promote("v2") }
        #expect(throws: busy) { try sample.registry.rollback(by: "test") }
        #expect(throws: busy) { try sample.add("v3") }
        #expect(try sample.content() == before)
        lock.release()
        #expect(try sample.promote("v2").isInService)
    }

    @Test("what an interrupted program left is no version and is cleared away")
    func interrupted() throws {
        try sample.add("v1")
        try sample.promote("v1")
        let versions = "\(sample.registry.path)/versions"
        for left in ["v2.17-99.partial", "v2"] {
            try FileManager.default.createDirectory(
                atPath: "\(versions)/\(left)", withIntermediateDirectories: false)
        }
        try sample.folder.write("{".utf8, to: "models/journal.json.17-99.partial")
        #expect(try sample.inService == "v1" && sample.registry.names() == ["v1", "v2"])
        try sample.add("v2")
        #expect(try sample.promote("v2").isInService)
        #expect(try FileManager.default.contentsOfDirectory(atPath: versions).sorted() == ["v1", "v2"])
    }

    @Test(
        "a name that would leave the folder, or hide in it, is refused",
        arguments: ["", "..", "../v1", "a/b", ".v1", "-v", "v 1", "v\u{0}", "é", "x.partial"]
            + [String(repeating: "v", count: 101)])
    func names(name: String) throws {
        #expect(throws: RegistryError.badName(name)) { try sample.add(name) }
        #expect(!FileManager.default.fileExists(atPath: sample.registry.path))
    }

    @Test("a version is never written over")
    func taken() throws {
        try sample.add("v1")
        let before = try sample.content()
        #expect(throws: RegistryError.nameTaken("v1", registry: sample.registry.path)) {
            try sample.add("v1", wrong: 0..<9)
        }
        #expect(try sample.content() == before)
    }

    @Test("without a registry there is nothing to promote, and no folder is made")
    func missing() throws {
        let missing = RegistryError.missing(path: sample.registry.path)
        #expect(throws: missing) { try sample.promote("v1") }
        #expect(throws: missing) { try sample.registry.rollback(by: "test") }
        #expect(!FileManager.default.fileExists(atPath: sample.registry.path))
        try FileManager.default.createDirectory(
            atPath: sample.registry.path, withIntermediateDirectories: false)
        try sample.folder.write("mine".utf8, to: "models/thesis.txt")
        #expect(throws: RegistryError.foreign(path: sample.registry.path)) { try sample.add("v1") }
        #expect(try sample.folder.contents(of: "models") == ["thesis.txt"])
    }
}
