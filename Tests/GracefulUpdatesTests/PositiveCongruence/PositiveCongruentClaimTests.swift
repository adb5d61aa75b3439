import LearningCore
import Tensors
import Testing

@testable import GracefulUpdates

@Suite("the claim of positive-congruent training")
struct PositiveCongruentClaimTests {
    /// The verdict of a gate where trials come out as `rates` says, on 1,000 images.
    private func judgement(
        _ gate: String, in scenario: CongruenceScenario = .growth,
        _ rates: @escaping @Sendable (CongruenceArm, Int) -> (flips: Int, errors: Int)
    ) throws -> Judgement {
        let declared = PositiveCongruentClaim.claim
        // Every trial is synced to the disk: only those that the gates look at.
        let arms: [CongruenceArm] = [.none, .tuned, .distillation, .focalLogit, .ensemble]
        let claim = Claim(
            name: declared.name, title: declared.title, statement: declared.statement,
            source: declared.source, cells: [scenario.cell], arms: arms.map(\.declaration),
            measures: declared.measures, selection: declared.selection, gates: declared.gates,
            quick: .init("nothing", cells: [scenario.cell])
        ) { _ in
            { trial in
                guard let arm = CongruenceArm(rawValue: trial.arm) else {
                    throw ExperimentError.badResult(trial.arm, "no such arm")
                }
                let (flips, errors) = rates(arm, trial.seed)
                let flipped = (0..<1_000).map { $0 < flips }
                return TrialResult(
                    measures: [
                        "NFR": Double(flips) / 1_000, "error": Double(errors) / 1_000, "relative NFR": 0,
                        "PFR": 0, "error of the old": 0,
                    ], outcomes: ["NFR": ExampleOutcomes(flipped)])
            }
        }
        let folder = try TemporaryFolder()
        let results = try ExperimentRunner(claim: claim, form: .full, folder: folder.path("out")).run(
            environment: RunEnvironment(versions: [:]))
        return try #require(results.judgements().first { $0.gate.name == gate }).judgement
    }

    @Test(
        "new mistakes have to fall by 40 per cent at no more than 0.3 points of error, in four of five seeds",
        arguments: [
            (60, 103, 4, Verdict.held), (60, 103, 3, .didNotHold), (61, 103, 5, .didNotHold),
            (60, 104, 5, .didNotHold), (0, 90, 5, .held),
        ])
    func fewerNewMistakes(flips: Int, errors: Int, seeds: Int, verdict: Verdict) throws {
        let judgement = try judgement("fewer new mistakes") { arm, seed in
            arm == .focalLogit && seed < seeds ? (flips, errors) : (100, 100)
        }
        #expect(judgement.verdict == verdict, "\(judgement.evidence)")
    }

    @Test(
        "ensembles have to flip 65 per cent as often as single models",
        arguments: [(65, Verdict.held), (66, .didNotHold)])
    func ensembles(flips: Int, verdict: Verdict) throws {
        let judgement = try judgement("ensembles", in: .repetition) { arm, _ in
            (arm == .ensemble ? flips : 100, 100)
        }
        #expect(judgement.verdict == verdict)
    }

    @Test(
        "what the focus is worth is said in words",
        arguments: [
            (40, Verdict.held, "takes 2.0 points of NFR more away than distillation"),
            (60, .inconclusive, "no gain over distillation"), (90, .didNotHold, "no gain over distillation"),
        ])
    func focus(flips: Int, verdict: Verdict, words: String) throws {
        let judgement = try judgement("focus, growth") { arm, _ in (arm == .focalLogit ? flips : 60, 100) }
        #expect(judgement.verdict == verdict && judgement.evidence.contains(words), "\(judgement.evidence)")
    }

    @Test("fewer flips at more error than the tuned baseline are said to be bought")
    func price() throws {
        let bought = try judgement("price, growth") { arm, _ in arm == .focalLogit ? (50, 112) : (100, 100) }
        #expect(bought.verdict == .didNotHold)
        #expect(bought.evidence.contains("NFR gain bought with 1.2 points of error"))
        #expect(
            try judgement("price, growth") { arm, _ in (arm == .focalLogit ? 50 : 100, 100) }.verdict == .held
        )
    }

    private static let tiny = CongruenceScope(
        images: 200, validationImages: 100, testImages: 200, epochs: 1, rates: [0.1, 0.2], oldRate: 0.1,
        fineTuningRate: 0.02, weights: [.focalLogit: [0.03], .distillation: [0.1, 1e9]], choiceSeeds: 1,
        ensembleSize: 2)

    @Test(
        "an untreated model that goes to infinity leaves the old one's answers, and a note", .needsTorch,
        .enabled("Fashion-MNIST is Debian's package dataset-fashion-mnist") { FashionMNIST.isInstalled })
    func diverged() throws {
        let scope = CongruenceScope(
            images: 800, validationImages: 100, testImages: 200, epochs: 1, rates: [1e30], oldRate: 0.1,
            fineTuningRate: 0.02, weights: [:], choiceSeeds: 1, ensembleSize: 2)
        let laboratory = try PositiveCongruentLaboratory(FashionMNIST(), scope: scope)
        let result = try laboratory.run(
            Trial(
                cell: CongruenceScenario.growth.cell, arm: CongruenceArm.tuned.rawValue, seed: 0, form: .full)
        )
        #expect(result.notes.contains { $0.contains("went to infinity") }, "\(result.notes)")
        #expect(try #require(result.measures["error"]) > 0.8)
    }

    @Test(
        "every arm runs in every cell, and comes out the same again",
        .needsTorch,
        .enabled("Fashion-MNIST is Debian's package dataset-fashion-mnist") { FashionMNIST.isInstalled })
    func repeatable() throws {
        let images = try FashionMNIST()
        let first = try PositiveCongruentLaboratory(images, scope: Self.tiny)
        let second = try PositiveCongruentLaboratory(images, scope: Self.tiny)
        for scenario in CongruenceScenario.all {
            for arm in CongruenceArm.allCases {
                let trial = Trial(cell: scenario.cell, arm: arm.rawValue, seed: 0, form: .full)
                let result = try first.run(trial)
                #expect(result.measures.values.allSatisfy { (0...10).contains($0) })
                if scenario == .classes { #expect(try second.run(trial) == result) }
            }
        }
        let old = try [CongruenceArm.none, .focalLogit].map { arm in
            try first.run(
                Trial(cell: CongruenceScenario.growth.cell, arm: arm.rawValue, seed: 1, form: .full)
            )
            .measures["error of the old"]
        }
        #expect(old[0] == old[1], "all arms of a seed replace the same old model")
    }
}
