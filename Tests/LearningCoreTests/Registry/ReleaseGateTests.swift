import Foundation
import Tensors
import Testing

@testable import LearningCore

@Suite("The release gate")
struct ReleaseGateTests {
    struct Case: Sendable {
        /// Examples that only the old, only the new, and both get wrong, and all that there are.
        let counts: (oldOnly: Int, newOnly: Int, both: Int, all: Int)
        let policy: ReleasePolicy
        let passed: Bool

        init(_ counts: (Int, Int, Int, Int), _ policy: ReleasePolicy, _ passed: Bool) {
            (self.counts, self.policy, self.passed) = (counts, policy, passed)
        }

        static let all = [
            // 299 examples without a flip certify 1 %, 298 do not; the point is zero either way.
            Case((0, 0, 0, 299), ReleasePolicy(maxNFR: 0.01), true),
            Case((0, 0, 0, 298), ReleasePolicy(maxNFR: 0.01), false),
            Case((0, 0, 0, 1), ReleasePolicy(maxNFR: 0.01, gate: .point), true),
            Case((0, 1, 0, 100), ReleasePolicy(maxNFR: 0.01, gate: .point), true),
            Case((0, 2, 0, 100), ReleasePolicy(maxNFR: 0.01, gate: .point), false),
            Case((0, 2, 0, 1_000), ReleasePolicy(maxNFR: 0.01), true),
            Case((0, 5, 0, 1_000), ReleasePolicy(maxNFR: 0.01), false),
            Case((0, 100, 0, 100), ReleasePolicy(maxNFR: 1), true),
            // Errors both make, and errors that only the old made, are no flips.
            Case((200, 0, 300, 1_000), ReleasePolicy(maxNFR: 0.01, maxErrorIncrease: 0), true),
            Case((5, 5, 50, 1_000), ReleasePolicy(maxErrorIncrease: 0), true),
            Case((5, 6, 50, 1_000), ReleasePolicy(maxErrorIncrease: 0), false),
            Case((5, 6, 50, 1_000), ReleasePolicy(maxErrorIncrease: 0.001), true),
            Case((5, 6, 50, 1_000), ReleasePolicy(maxErrorIncrease: -0.001), false),
            Case((6, 5, 50, 1_000), ReleasePolicy(maxErrorIncrease: -0.001), true),
            // Every condition counts.
            Case((5, 6, 0, 1_000), ReleasePolicy(maxNFR: 0.5, maxErrorIncrease: 0), false),
            Case((0, 500, 0, 1_000), ReleasePolicy(), true),
        ]
    }

    @Test("bounds on flips are kept or not", arguments: Case.all)
    func flips(example: Case) {
        let (oldOnly, newOnly, both, all) = example.counts
        let old = (0..<all).map {
            $0 < oldOnly || (oldOnly + newOnly..<oldOnly + newOnly + both) ~= $0 ? 1 : 0
        }
        let new = (0..<all).map { (oldOnly..<oldOnly + newOnly + both) ~= $0 ? 1 : 0 }
        let report = FlipReport(old: old, new: new, labels: Array(repeating: 0, count: all))
        let checks = ReleaseGate(example.policy).checks(of: report)
        #expect(checks.allSatisfy(\.passed) == example.passed, "\(checks)")
    }

    @Test("a slice that is worse than all together is found and named")
    func slices() throws {
        let report = FlipReport(
            old: Array(repeating: 0, count: 1_000), new: (0..<1_000).map { $0 < 5 ? 1 : 0 },
            labels: Array(repeating: 0, count: 1_000), slices: (0..<1_000).map { $0 < 100 ? "night" : "day" })
        let check = try #require(
            ReleaseGate(ReleasePolicy(gate: .point, maxSliceNFR: 0.01)).checks(of: report).first)
        #expect(
            !check.passed && check.value == 0.05 && check.remark?.contains("`night`, 100 examples") == true)
        let without = FlipReport(old: [0], new: [0], labels: [0])
        let impossible = ReleaseGate(ReleasePolicy(maxSliceNFR: 0.5)).checks(of: without)
        #expect(impossible.map(\.passed) == [false])
        #expect(impossible[0].remark?.contains("add a column `slice`") == true)
    }

    private func verdict(
        _ policy: ReleasePolicy, new: ModelManifest = .sample(), old: ModelManifest? = .sample()
    ) throws -> ReleaseVerdict {
        let sample = try SampleRegistry()
        let newModel = try sample.add("new", wrong: nil, manifest: new)
        let oldModel = try old.map { try sample.add("old", wrong: nil, manifest: $0) }
        return try ReleaseGate(policy).verdict(
            on: ReleaseCandidate(name: "new", model: newModel),
            against: try oldModel.map { try ReleaseCandidate(name: "old", model: $0) }, flips: nil)
    }

    @Test(
        "budgets are held against the weights and the manifest",
        arguments: [
            (ReleasePolicy(maxParameters: 6), true), (ReleasePolicy(maxParameters: 5), false),
            (ReleasePolicy(metrics: ["accuracy": .init(atLeast: 0.8)]), true),
            (ReleasePolicy(metrics: ["accuracy": .init(atLeast: 0.81)]), false),
            (ReleasePolicy(metrics: ["accuracy": .init(atMost: 0.8, atLeast: 0.8)]), true),
            (ReleasePolicy(metrics: ["accuracy": .init(atMost: 0.7)]), false),
            (ReleasePolicy(metrics: ["acuracy": .init(atLeast: 0)]), false),
        ])
    func budgets(policy: ReleasePolicy, passed: Bool) throws {
        let verdict = try verdict(policy, new: .sample(metrics: ["accuracy": 0.8]))
        #expect(verdict.passed == passed && !verdict.checks.isEmpty)
    }

    @Test(
        "a promise of privacy is kept up unless the policy lets it go",
        arguments: [
            (1.0, true, ReleasePolicy(), true), (nil, true, ReleasePolicy(), false),
            (2.0, true, ReleasePolicy(), true), (2.1, true, ReleasePolicy(), false),
            (2.1, true, ReleasePolicy(allowsPrivacyLoss: true), true),
            (1.0, false, ReleasePolicy(), false), (nil, true, ReleasePolicy(allowsPrivacyLoss: true), true),
            // A bound loosens nothing: the model in service promises 2.
            (2.0, true, ReleasePolicy(maxEpsilon: 3), true), (3.0, true, ReleasePolicy(maxEpsilon: 3), false),
            (1.0, true, ReleasePolicy(maxEpsilon: 1), true), (1.5, true, ReleasePolicy(maxEpsilon: 1), false),
            (3.0, true, ReleasePolicy(maxEpsilon: 3, allowsPrivacyLoss: true), true),
            (3.1, true, ReleasePolicy(maxEpsilon: 3, allowsPrivacyLoss: true), false),
            (nil, true, ReleasePolicy(maxEpsilon: 3, allowsPrivacyLoss: true), false),
        ] as [(Double?, Bool, ReleasePolicy, Bool)])
    func privacy(epsilon: Double?, isPrivate: Bool, policy: ReleasePolicy, passed: Bool) throws {
        let verdict = try verdict(
            policy, new: .sample(epsilon: epsilon, isPrivate: isPrivate), old: .sample(epsilon: 2))
        #expect(verdict.passed == passed)
    }

    @Test("what cannot be checked is not passed, and says what to add")
    func impossible() throws {
        let policy = ReleasePolicy(
            maxNFR: 0.1, maxErrorIncrease: 0, compatibility: .init(metric: .meanAveragePrecision, minGain: 0),
            metrics: ["speed": .init(atMost: 1)])
        let verdict = try verdict(policy)
        #expect(verdict.checks.count == 5 && verdict.checks.allSatisfy { !$0.passed && $0.value == nil })
        let remarks = verdict.checks.compactMap(\.remark).joined(separator: "\n")
        for phrase in ["old has no predictions", "--predictions", "--embeddings", "has no metric `speed`"] {
            #expect(remarks.contains(phrase))
        }
        let predictions = try SampleRegistry.predictions(wrong: 0..<0)
        let bare = ReleaseCandidate(name: "new.csv", predictions: predictions)
        let needing = try ReleaseGate(
            ReleasePolicy(
                compatibility: .init(metric: .templateTop1), maxEpsilon: 1, maxParameters: 1,
                metrics: ["a": .init(atLeast: 0)])
        ).verdict(on: bare, against: bare, flips: nil)
        #expect(needing.checks.count == 4)
        #expect(needing.checks.allSatisfy { $0.remark?.contains("new.csv is predictions alone") == true })
    }

    @Test("the first version has nothing to be compared with, and is held against the rest all the same")
    func first() throws {
        let verdict = try verdict(ReleasePolicy(maxNFR: 0, maxParameters: 5), old: nil)
        #expect(verdict.checks.map(\.name) == ["maxParameters"] && !verdict.passed)
        #expect(verdict.notes.first?.contains("nothing to compare new with") == true)
    }

    /// Embeddings of four records in two classes along the axes, turned by an angle.
    private func embeddings(_ angle: Double, spread: Double, in folder: TemporaryFolder, _ name: String)
        throws
        -> String
    {
        func vectors(_ spread: Double) throws -> Embeddings {
            try Embeddings(
                [0.0, spread, .pi / 2, .pi / 2 - spread].flatMap { [cos($0 + angle), sin($0 + angle)] },
                dimension: 2)
        }
        let path = folder.path(name)
        try EmbeddingEvaluation(
            name: name, query: vectors(spread), queryLabels: [0, 0, 1, 1], gallery: vectors(0.9),
            galleryLabels: [0, 0, 1, 1]
        ).write(to: path)
        return path
    }

    @Test(
        "new queries have to find more in the old gallery than old ones do",
        arguments: [
            // Nearer to their class than the old queries were.
            (0.0, 0.0, nil, true), (0.0, 0.0, 0.5, false),
            // As good is not enough.
            (0.0, 0.9, nil, false),
            // Turned away, as plain training leaves them.
            (2.0, 0.0, nil, false),
        ] as [(Double, Double, Double?, Bool)])
    func compatibility(angle: Double, spread: Double, minGain: Double?, passed: Bool) throws {
        let sample = try SampleRegistry()
        let old = try sample.add(
            "old", embeddings: embeddings(0, spread: 0.9, in: sample.folder, "old.safetensors"))
        let new = try sample.add(
            "new", embeddings: embeddings(angle, spread: spread, in: sample.folder, "n.safetensors"))
        let policy = ReleasePolicy(compatibility: .init(metric: .meanAveragePrecision, minGain: minGain))
        let verdict = try ReleaseGate(policy).verdict(
            on: ReleaseCandidate(name: "new", model: new), against: ReleaseCandidate(name: "old", model: old),
            flips: nil)
        #expect(verdict.passed == passed, "\(verdict.checks)")
        #expect(verdict.checks.allSatisfy { $0.value != nil && $0.bound != nil })
    }

    @Test("embeddings of other records are not compared, although their classes are the same")
    func otherTest() throws {
        let sample = try SampleRegistry()
        let candidates = try [0.0, 1].map { feature in
            let data = try Dataset(
                name: "t", shape: [1], features: [Float(feature), 2], labels: [0, 1], classNames: ["a", "b"])
            let file = try embeddings(0, spread: feature, in: sample.folder, "e\(feature).safetensors")
            return try ReleaseCandidate(
                name: "v\(Int(feature))",
                model: sample.add("v\(Int(feature))", manifest: .sample(test: data), embeddings: file))
        }
        let gate = ReleaseGate(ReleasePolicy(compatibility: .init(metric: .meanAveragePrecision)))
        let error = #expect(throws: EmbeddingError.self) {
            try gate.verdict(on: candidates[1], against: candidates[0], flips: nil)
        }
        #expect(error?.description.contains("v1 was tested on t (2 records") == true)
    }
}
