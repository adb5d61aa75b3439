import Foundation
import LearningCore
import Privacy

/// What `espalier train adamix` says in the end.
struct AdaMixAnswer: Encodable {
    struct Errors: Encodable {
        let head: Double
        let onlyPublic: Double
    }
    let model: String
    let architecture: String
    let isPrivate: Bool
    /// What is promised; nil where the noise can be repeated.
    let epsilon: Epsilon?
    /// What the noise would promise if nobody could repeat it.
    let noiseSizedFor: Epsilon
    let sigma: Double
    let steps: Int
    let learningRate: Double
    let publicCount: Int
    let privateCount: Int
    let errors: Errors?
    let ledger: String
    /// The epsilon of everything that was spent on the private data.
    let spent: Double
    let budget: Double
    let clipNorms: [Double]

    init(
        _ outcome: AdaMixOutcome, errors: (head: Double, onlyPublic: Double)?, model: String, ledger: String,
        charged: LedgerFile.Authorisation
    ) {
        self.model = model
        architecture = outcome.training.architecture
        isPrivate = outcome.report.isPrivate
        epsilon = outcome.report.epsilon
        noiseSizedFor = outcome.training.calibration.epsilon
        sigma = outcome.training.calibration.sigma
        steps = outcome.training.configuration.steps
        learningRate = outcome.report.learningRate
        publicCount = outcome.report.publicCount
        privateCount = outcome.report.privateCount
        self.errors = errors.map { Errors(head: $0.head, onlyPublic: $0.onlyPublic) }
        self.ledger = ledger
        spent = charged.epsilon.value
        budget = charged.ledger.budget.epsilon
        clipNorms = outcome.report.clipNorms
    }

    /// The report for people.
    var text: String {
        let promise =
            isPrivate
            ? "epsilon \(number(noiseSizedFor.value)) at delta \(noiseSizedFor.delta)"
            : "NOT PRIVATE: repeatable noise, of the size for epsilon \(number(noiseSizedFor.value)) at delta \(noiseSizedFor.delta)"
        var lines = [
            "\(promise)",
            "  relation    \(noiseSizedFor.relation.rawValue): the data sets differ by \(noiseSizedFor.relation.words)",
            "  accountant  \(noiseSizedFor.accountant.rawValue): \(noiseSizedFor.accountant.words)",
            "  mechanism   \(steps) sums over all \(privateCount) private records, each with Gaussian noise of"
                + " \(number(sigma)) clip norms",
            "  clip norm   \(number(clipNorms.first ?? 0)) at the first step, \(number(clipNorms.last ?? 0)) at the last,"
                + " from \(publicCount) public records",
            "  ledger      \(ledger): \(number(spent)) of a budget of \(number(budget)) spent",
            "  model       \(model): \(architecture)",
        ]
        if let errors {
            lines.append(
                "  error       \(percent(errors.head)), and \(percent(errors.onlyPublic)) from the public records alone"
            )
            if errors.head >= errors.onlyPublic {
                lines.append("  The private records did not help: ignoring them is at least as good here.")
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func number(_ value: Double) -> String { String(format: "%.6g", value) }

    private func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
}
