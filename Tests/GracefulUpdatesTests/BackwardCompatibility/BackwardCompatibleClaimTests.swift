import LearningCore
import Testing

@testable import GracefulUpdates

@Suite("claim of backward-compatible training")
struct BackwardCompatibleClaimTests {
    /// Cross and self mAP of an arm.
    private struct Scores {
        let cross, own: Double
    }

    /// What the claim says where every seed comes out so; other arms and metrics are of no account.
    private func verdicts(_ scores: [String: Scores]) throws -> [String: Verdict] {
        let claim = BackwardCompatibleClaim.claim
        let pretended = Claim(
            name: claim.name, title: claim.title, statement: claim.statement, source: claim.source,
            cells: claim.cells, arms: claim.arms, measures: claim.measures, selection: claim.selection,
            gates: claim.gates, quick: claim.quick, curves: claim.curves
        ) { _ in
            { trial in
                let own = scores[trial.arm] ?? Scores(cross: 0.5, own: 0.5)
                var measures = Dictionary(uniqueKeysWithValues: claim.measures.map { ($0.name, 0.0) })
                measures["cross mAP"] = own.cross
                measures["self mAP"] = own.own
                let curve = CurvePoints(x: [0, 1], y: [own.cross, own.own])
                return TrialResult(
                    measures: measures,
                    curves: trial.arm == "BCT"
                        ? Dictionary(uniqueKeysWithValues: claim.curves.map { ($0.name, curve) }) : [:])
            }
        }
        let folder = try TemporaryFolder()
        let results = try ExperimentRunner(claim: pretended, form: .full, folder: folder.path("out"))
            .run(environment: RunEnvironment(versions: [:]))
        return Dictionary(
            uniqueKeysWithValues: results.judgements().map { ($0.gate.name, $0.judgement.verdict) })
    }

    private let asClaimed = [
        "old": Scores(cross: 0.5, own: 0.5), "no BCT": .init(cross: 0.12, own: 0.66),
        "L2": .init(cross: 0.52, own: 0.58), "BCT, old head": .init(cross: 0.4, own: 0.67),
        "BCT": .init(cross: 0.59, own: 0.7), "paragon": .init(cross: 0.66, own: 0.66),
        "Procrustes": .init(cross: 0.45, own: 0.66),
    ]

    @Test("the pilot's numbers pass every gate")
    func pilot() throws {
        let verdicts = try verdicts(asClaimed)
        #expect(verdicts.count == 8)
        for (name, verdict) in verdicts { #expect(verdict == .held, "\(name)") }
    }

    @Test(
        "a gate fails where its number is on the wrong side",
        arguments: [
            ("no BCT", 0.3, 0.66, "no BCT is near chance"), ("BCT", 0.54, 0.7, "criterion"),
            ("BCT", 0.59, 0.63, "no loss by itself"), ("L2", 0.49, 0.58, "L2 pays for it"),
            ("L2", 0.52, 0.64, "L2 pays for it"), ("BCT, old head", 0.6, 0.67, "rows for new classes"),
            ("Procrustes", 0.61, 0.66, "against adapters"), ("BCT", 0.5, 0.7, "open set"),
            ("BCT", 0.59, 0.55, "backfill"),
        ])
    func failing(arm: String, cross: Double, own: Double, gate: String) throws {
        var scores = asClaimed
        scores[arm] = Scores(cross: cross, own: own)
        #expect(try verdicts(scores)[gate] == .didNotHold)
    }

    @Test("says on which metrics an update is compatible, and names none where there is none")
    func verdictInWords() {
        let all = BackwardCompatibleMeasures.metrics.map(\.name).joined(separator: ", ")
        #expect(BackwardCompatibleMeasures.verdict { _ in true } == "compatible on \(all)")
        #expect(BackwardCompatibleMeasures.verdict { _ in false } == "NOT compatible on \(all)")
        #expect(
            BackwardCompatibleMeasures.verdict { $0 == .meanAveragePrecision }.hasPrefix(
                "compatible on mAP, NOT on top-1"))
    }

    @Test(
        "a choice at the end of what was tried is said to be one",
        arguments: [(0.3, "smallest"), (1, nil), (3, "largest")] as [(Double, String?)])
    func edges(chosen: Double, word: String?) {
        let note = SearchGrid(name: "weight", values: [0.3, 1, 3]).edgeNote(chosen)
        #expect(note == word.map { "the chosen weight \(chosen) is the \($0) that was tried" })
        #expect(SearchGrid(name: "weight", values: [chosen]).edgeNote(chosen) == nil)
    }

    @Test(
        "a training that goes to infinity comes out as chance, with a note", .needsTorch,
        .enabled("Fashion-MNIST is Debian's package dataset-fashion-mnist") { FashionMNIST.isInstalled })
    func diverged() throws {
        let scope = BackwardCompatibleScope(
            images: 20, epochs: 1, adapterEpochs: 1, validation: 5, tested: (5, 5), backfill: (10, 20),
            weights: [1])
        let random = SeededRandom(seed: 1)
        let bench = try UpdateBench(
            UpdateScene(
                FashionMNIST(), cell: BackwardCompatibleClaim.claim.cells[0], scope: scope,
                isValidation: false,
                random: random), scope: scope, random: random)
        let (update, notes) = try BackwardCompatibleLaboratory.update(.regression, weight: 1e38, on: bench)
        #expect(notes.count == 1 && notes[0].contains("went to infinity"))
        let measures = try BackwardCompatibleMeasures.result(of: update, on: bench).measures
        #expect(measures.values.allSatisfy { $0.isFinite })
        #expect(try #require(measures["cross mAP"]) < 0.35)
    }

    @Test("where the paragon is hardly better than the old model there is no gain to speak of")
    func noRoom() throws {
        var scores = asClaimed
        scores["paragon"] = Scores(cross: 0.51, own: 0.51)
        #expect(try verdicts(scores)["criterion"] == .didNotHold)
    }
}
