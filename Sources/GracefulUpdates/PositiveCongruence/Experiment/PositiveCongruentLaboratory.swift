import LearningCore
import Tensors

/// Runs the trials of the claim of positive-congruent training.
final class PositiveCongruentLaboratory {
    private let scope: CongruenceScope
    private let images: CongruenceImages
    private var choices: [ChoiceKey: Chosen] = [:]
    /// The last one that was needed: trials of a seed in a cell follow each other.
    private var bench: (scenario: CongruenceScenario, seed: Int, bench: CongruenceBench)?
    private var choiceBenches: (scenario: CongruenceScenario, benches: [CongruenceBench])?

    private struct ChoiceKey: Hashable {
        let scenario: CongruenceScenario
        let arm: CongruenceArm
    }

    private struct Chosen {
        let setting: CongruenceSetting
        /// The mean error of the setting on validation images; nil where there was one setting alone.
        let score: Double?
        /// Which values lie at the end of what was tried.
        var notes: [String] = []

        func noting(rates: [Double], weights: [Double]) -> Chosen {
            var chosen = self
            chosen.notes = [
                SearchGrid(name: "learning rate", values: rates).edgeNote(setting.rate),
                setting.weight.flatMap(SearchGrid(name: "weight", values: weights).edgeNote),
            ].compactMap(\.self)
            return chosen
        }
    }

    init(_ images: FashionMNIST, scope: CongruenceScope) throws {
        self.scope = scope
        self.images = try CongruenceImages(images, scope: scope)
    }

    func run(_ trial: Trial) throws -> TrialResult {
        guard let arm = CongruenceArm(rawValue: trial.arm) else {
            preconditionFailure("the claim declares no arm \(trial.arm)")
        }
        let scenario = CongruenceScenario(trial.cell)
        let chosen = try choice(of: arm, in: scenario)
        let bench = try bench(for: scenario, trial)
        var (before, after, notes) = try answers(bench, arm, chosen.setting, on: images.test)
        notes += chosen.notes
        if arm == .none {
            let accuracy = 1 - (try bench.oldTrainingError())
            notes.append("the old model gets \(Self.percent(accuracy)) of its training images right")
        }
        let labels = images.test.classes
        let flips = FlipCounts(old: before, new: after, labels: labels)
        if flips.relativeNFR == nil {
            notes.append(
                "the relative NFR is undefined, as the old model gets nothing right or the new one nothing wrong; 0 stands"
                    + " for it")
        }
        func outcomes(_ isSo: (_ wasRight: Bool, _ isRight: Bool) -> Bool) -> ExampleOutcomes {
            ExampleOutcomes(labels.indices.map { isSo(before[$0] == labels[$0], after[$0] == labels[$0]) })
        }
        return TrialResult(
            measures: [
                "NFR": flips.nfr, "error": flips.newErrorRate, "relative NFR": flips.relativeNFR ?? 0,
                "PFR": flips.pfr, "error of the old": flips.oldErrorRate,
            ],
            choice: chosen.score.map {
                .init(
                    chosen.setting.values, score: $0,
                    criterion: "error on validation images, mean over draws to choose on")
            },
            outcomes: [
                "NFR": outcomes { $0 && !$1 }, "error": outcomes { !$1 }, "PFR": outcomes { !$0 && $1 },
            ],
            notes: notes)
    }

    private func bench(for scenario: CongruenceScenario, _ trial: Trial) throws -> CongruenceBench {
        if let bench, bench.scenario == scenario, bench.seed == trial.seed { return bench.bench }
        let made = try CongruenceBench(
            scenario, images, scope: scope, isChoice: false, random: trial.sharedRandom)
        bench = (scenario, trial.seed, made)
        return made
    }

    /// What both models of an update say of images, in numbers of all classes.
    ///
    /// A training that went to infinity leaves a classifier that says the first class of everything.
    private func answers(
        _ bench: CongruenceBench, _ arm: CongruenceArm, _ setting: CongruenceSetting,
        on records: LabelledTensors
    ) throws -> (old: [Int], new: [Int], notes: [String]) {
        func answers(_ model: LogitEnsemble) throws -> [Int] {
            try model.classes(of: records.inputs, numberedAs: records.classNames)
        }
        do {
            let update = try bench.update(arm, setting, validation: images.validation)
            return (try answers(update.old), try answers(update.new), update.notes)
        } catch GracefulUpdateError.diverged(let epoch) {
            return (
                try answers(bench.inService(arm)), [Int](repeating: 0, count: records.count),
                ["the loss went to infinity in epoch \(epoch)"]
            )
        }
    }

    private static func percent(_ share: Double) -> String { "\((share * 1_000).rounded() / 10) %" }
}

extension PositiveCongruentLaboratory {
    /// The setting of an arm in a scenario, chosen once for all seeds on other images than any trial has.
    ///
    /// All treated arms have the learning rate that is chosen for FD-LM, because it moves the flips by itself.
    private func choice(of arm: CongruenceArm, in scenario: CongruenceScenario) throws -> Chosen {
        let key = ChoiceKey(scenario: scenario, arm: arm)
        if let known = choices[key] { return known }
        let weights: [Double?] = scope.weights[arm] ?? [nil]
        let rates =
            switch arm {
            case .focalLogit, .tuned: scope.rates
            case .blend: [scope.fineTuningRate]
            default: [try choice(of: .focalLogit, in: scenario).setting.rate]
            }
        let settings = rates.flatMap { rate in weights.map { CongruenceSetting(rate: rate, weight: $0) } }
        let chosen =
            settings.count == 1
            ? Chosen(setting: settings[0], score: nil)
            : try best(of: settings, arm, scenario).noting(
                rates: rates, weights: weights.compactMap(\.self))
        choices[key] = chosen
        return chosen
    }

    private func best(
        of settings: [CongruenceSetting], _ arm: CongruenceArm, _ scenario: CongruenceScenario
    ) throws -> Chosen {
        let benches = try benchesToChooseOn(scenario)
        let labels = images.validation.classes
        let scores = try settings.map { setting in
            let flips = try benches.map { bench in
                let (old, new, _) = try answers(bench, arm, setting, on: images.validation)
                return FlipCounts(old: old, new: new, labels: labels)
            }
            func mean(_ rate: (FlipCounts) -> Double) -> Double {
                flips.reduce(0) { $0 + rate($1) } / Double(flips.count)
            }
            return CongruentSelection.Score(error: mean(\.newErrorRate), nfr: mean(\.nfr))
        }
        let best = CongruentSelection().best(of: scores)
        return Chosen(setting: settings[best], score: scores[best].error)
    }

    private func benchesToChooseOn(_ scenario: CongruenceScenario) throws -> [CongruenceBench] {
        if let choiceBenches, choiceBenches.scenario == scenario { return choiceBenches.benches }
        let benches = try (0..<scope.choiceSeeds).map { seed in
            try CongruenceBench(
                scenario, images, scope: scope, isChoice: true,
                random: SeededRandom(seed: UInt64(seed)).stream("choice").stream(scenario.cell.name))
        }
        choiceBenches = (scenario, benches)
        return benches
    }
}
