import LearningCore

/// What has to come out for the claim to hold, said before anything is run.
enum PositiveCongruentGates {
    static var all: [Claim.Gate] {
        [
            fewerNewMistakes(in: .growth), ensembles(in: .repetition, isDecisive: true),
            ensembles(in: .growth, isDecisive: false),
            focal(in: .growth), focal(in: .repetition), price(in: .growth), price(in: .repetition),
        ]
    }

    private static func fewerNewMistakes(in scenario: CongruenceScenario) -> Claim.Gate {
        Claim.Gate(
            "fewer new mistakes",
            "FD-LM has at most 60 per cent of the negative flips of no treatment at the same learning rate, and at most 0.3"
                + " points more error, in 4 of 5 seeds."
        ) { results in
            let seeds = results.judgement(inAtLeast: 4, of: 5, cell: scenario.cell) { seed in
                guard let treated = rates(results, .focalLogit, scenario, seed),
                    let untreated = rates(results, .none, scenario, seed)
                else { return nil }
                return treated.nfr <= 0.6 * untreated.nfr && treated.error <= untreated.error + 0.003 + 1e-9
            }
            guard let flips = means(results, "NFR", .focalLogit, .none, scenario),
                let errors = means(results, "error", .focalLogit, .none, scenario)
            else { return seeds }
            return Judgement(
                seeds.verdict,
                seeds.evidence + "; on average NFR \(arrow(flips)) and error \(arrow(errors))")
        }
    }

    private static func ensembles(in scenario: CongruenceScenario, isDecisive: Bool) -> Claim.Gate {
        Claim.Gate(
            isDecisive ? "ensembles" : "ensembles, growth",
            "Ensembles on both sides have at most 65 per cent of the negative flips of single models, in 4 of 5 seeds.",
            isDecisive: isDecisive
        ) { results in
            let seeds = results.judgement(inAtLeast: 4, of: 5, cell: scenario.cell) { seed in
                guard let ensemble = rates(results, .ensemble, scenario, seed),
                    let single = rates(results, .none, scenario, seed)
                else { return nil }
                return ensemble.nfr <= 0.65 * single.nfr
            }
            guard let flips = means(results, "NFR", .ensemble, .none, scenario) else { return seeds }
            return Judgement(seeds.verdict, seeds.evidence + "; on average NFR \(arrow(flips))")
        }
    }

    /// Says what the focus is worth; decides nothing.
    private static func focal(in scenario: CongruenceScenario) -> Claim.Gate {
        Claim.Gate(
            "focus, \(scenario.cell.name)",
            "FD-LM has fewer negative flips than plain distillation, by the paired interval over images.",
            isDecisive: false
        ) { results in
            guard
                let difference = results.difference(
                    "NFR", of: CongruenceArm.focalLogit.rawValue,
                    against: CongruenceArm.distillation.rawValue,
                    in: scenario.cell), let interval = difference.overExamples
            else { return Judgement(.inconclusive, "\(scenario.cell.name) was not run") }
            let range =
                "the interval of the difference in NFR is \(points(interval.lower)) to \(points(interval.upper))"
            if interval.upper < 0 {
                return Judgement(
                    .held,
                    "focal distillation takes \(points(-difference.summary.mean)) of NFR more away than distillation; "
                        + range)
            }
            return Judgement(
                interval.lower > 0 ? .didNotHold : .inconclusive,
                "focal distillation: no gain over distillation; " + range)
        }
    }

    /// Says what the flips cost against the best that no treatment can do; decides nothing.
    private static func price(in scenario: CongruenceScenario) -> Claim.Gate {
        Claim.Gate(
            "price, \(scenario.cell.name)",
            "FD-LM has fewer negative flips than no treatment at its own learning rate, at no more error.",
            isDecisive: false
        ) { results in
            guard let flips = means(results, "NFR", .focalLogit, .tuned, scenario),
                let errors = means(results, "error", .focalLogit, .tuned, scenario)
            else { return Judgement(.inconclusive, "\(scenario.cell.name) was not run") }
            let numbers = "NFR \(arrow(flips)), error \(arrow(errors))"
            guard flips.treated < flips.untreated else {
                return Judgement(.didNotHold, "no gain over the tuned baseline: \(numbers)")
            }
            let price = errors.treated - errors.untreated
            return price > 0
                ? Judgement(
                    .didNotHold,
                    "NFR gain bought with \(points(price)) of error against the tuned baseline: \(numbers)")
                : Judgement(.held, "\(numbers), against the tuned baseline")
        }
    }

    private static func rates(
        _ results: ExperimentResults, _ arm: CongruenceArm, _ scenario: CongruenceScenario, _ seed: Int
    ) -> (nfr: Double, error: Double)? {
        guard let nfr = results.value("NFR", of: arm.rawValue, in: scenario.cell, seed: seed),
            let error = results.value("error", of: arm.rawValue, in: scenario.cell, seed: seed)
        else { return nil }
        return (nfr, error)
    }

    private static func means(
        _ results: ExperimentResults, _ measure: String, _ arm: CongruenceArm, _ other: CongruenceArm,
        _ scenario: CongruenceScenario
    ) -> (untreated: Double, treated: Double)? {
        guard let own = results.summary(measure, of: arm.rawValue, in: scenario.cell)?.mean,
            let base = results.summary(measure, of: other.rawValue, in: scenario.cell)?.mean
        else { return nil }
        return (base, own)
    }

    private static func arrow(_ means: (untreated: Double, treated: Double)) -> String {
        "\(percent(means.untreated)) -> \(percent(means.treated))"
    }

    private static func percent(_ share: Double) -> String { "\((share * 10_000).rounded() / 100) %" }

    /// A difference of shares.
    private static func points(_ difference: Double) -> String {
        "\((difference * 10_000).rounded() / 100) points"
    }
}
