import Foundation
import Privacy

/// What an audit, or one of each fault, has to say.
struct AuditReport: Encodable {
    /// One audit's figures and what follows from them.
    struct Finding: Encodable {
        let result: AuditResult

        private enum CodingKeys: CodingKey { case passed, verdict, exceedsClaim }

        /// Beside the figures, not around them.
        func encode(to encoder: any Encoder) throws {
            try result.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(result.passed, forKey: .passed)
            try container.encode(result.exceedsClaim, forKey: .exceedsClaim)
            try container.encode(result.verdict, forKey: .verdict)
        }
    }

    /// A fault and what finds it.
    struct Fault: Encodable {
        let mutant: Mutant
        let fault: String
        let caughtBy: [MutantTable.Detector]
        let failedChecks: [StepCheck]
        let ruledOutByTypes: String?
        let audit: Finding
    }

    /// Whether nothing speaks against the trainer and, with every fault, none escapes.
    let passed: Bool
    /// What repeats the audit; nil where the noise was the operating system's.
    let seed: UInt64?
    let audit: Finding
    /// The checks that the trainer without a fault fails.
    let failedChecks: [StepCheck]
    /// With every fault only.
    let mutants: [Fault]?

    private enum CodingKeys: CodingKey { case passed, seed, mutants }

    func encode(to encoder: any Encoder) throws {
        try audit.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(passed, forKey: .passed)
        try container.encode(seed, forKey: .seed)
        try container.encodeIfPresent(mutants, forKey: .mutants)
    }

    init(_ result: AuditResult, _ audit: Audit, isRepeatable: Bool) {
        passed = result.passed
        seed = isRepeatable ? audit.seed : nil
        self.audit = Finding(result: result)
        failedChecks = []
        mutants = nil
    }

    init(_ table: MutantTable, _ audit: Audit) {
        passed = table.passed
        seed = audit.seed
        self.audit = Finding(result: table.correct)
        failedChecks = table.failedChecks
        mutants = table.rows.map { row in
            Fault(
                mutant: row.mutant, fault: row.mutant.fault, caughtBy: row.caughtBy,
                failedChecks: row.failedChecks, ruledOutByTypes: row.mutant.ruledOutByTypes,
                audit: Finding(result: row.result))
        }
    }

    /// For people.
    var text: String { mutants.map(table) ?? single }

    private var single: String {
        let (result, moments) = (audit.result, audit.result.moments)
        return """
            audit of \(result.trainer)
              runs        \(result.runs) with the canary and \(result.runs) without
              noise       \(source)
              claim       epsilon \(shown(result.claim.value)) at delta \(result.claim.delta): \(mechanism(result))
              bound       epsilon is at least \(shown(result.lowerBound)), with \
            \((result.confidence * 100).formatted()) % confidence\(mark(!result.exceedsClaim))
              guesses     of \(result.runs / 2) without \(result.falsePositives) were wrong, of \(result.runs / 2) \
            with \(result.falseNegatives)
              difference  \(shown(moments.difference)) between means of scores; \
            \(shown(moments.expectedDifference)) +- \(shown(moments.tolerance)) expected\(mark(moments.differenceIsRight))
              variances   \(shown(moments.varianceWithout)) without, \(shown(moments.varianceWith)) with; \
            1 +- \(shown(moments.tolerance)) expected\(mark(moments.variancesAreRight))
            \(result.passed ? "passed" : "FAILED"): \(result.verdict)

            """
    }

    private func table(_ mutants: [Fault]) -> String {
        let result = audit.result
        let correct = Self.row(
            "(none)", shown(result.lowerBound), result.moments.passed ? "" : "FAILED",
            failedChecks.map(\.rawValue).joined(separator: ", "), "")
        let rows = mutants.map { row in
            let bound = shown(row.audit.result.lowerBound)
            return Self.row(
                row.mutant.rawValue, row.caughtBy.contains(.bound) ? "\(bound) found" : bound,
                row.caughtBy.contains(.moments) ? "found" : "",
                row.failedChecks.map(\.rawValue).joined(separator: ", "),
                row.ruledOutByTypes == nil ? "" : "found")
        }
        let legend = mutants.map {
            "  \($0.mutant.rawValue.padding(toLength: 20, withPad: " ", startingAt: 0))\($0.fault)\n"
        }
        let missed = mutants.filter(\.caughtBy.isEmpty).map(\.mutant.rawValue)
        return """
            audits of the reference trainer, \(result.runs) runs each way, seed \(seed.map { "\($0)" } ?? "unknown")
              claim: epsilon \(shown(result.claim.value)) at delta \(result.claim.delta), \(mechanism(result))

            \(Self.row("fault", "bound", "moments", "unit tests", "types"))
            \(correct)
            \(rows.joined(separator: "\n"))

            \(legend.joined())
            \(verdict(missed))

            """
    }

    private func verdict(_ missed: [String]) -> String {
        guard audit.result.passed else { return "FAILED: \(audit.result.verdict)" }
        guard failedChecks.isEmpty else {
            return "FAILED: the trainer without a fault does not pass its unit tests."
        }
        guard missed.isEmpty else { return "FAILED: nothing finds \(missed.joined(separator: ", "))." }
        return
            "passed: each fault is found by something, and nothing is found in the trainer without a fault."
    }

    private static func row(_ fault: String, _ columns: String...) -> String {
        let widths = [12, 8, 27, 5]
        let padded = zip(columns, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
        let line =
            "  " + fault.padding(toLength: 20, withPad: " ", startingAt: 0) + padded.joined(separator: " ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }

    private var source: String {
        seed.map { "of the seed \($0): it can be repeated" }
            ?? "the operating system's, which cannot be repeated"
    }

    private func mechanism(_ result: AuditResult) -> String {
        let steps = result.mechanism.steps
        return
            "\(steps == 1 ? "1 step" : "\(steps) steps") with noise of \(result.mechanism.sigma) clip norms"
    }

    private func mark(_ isRight: Bool) -> String { isRight ? "" : "   FAILED" }

    private func shown(_ value: Double) -> String { String(format: "%.4g", value) }
}
