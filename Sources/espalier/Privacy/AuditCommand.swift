import ArgumentParser
import Foundation
import LearningCore
import Privacy
import Tensors

extension Mutant: ExpressibleByArgument {}

/// The command `espalier privacy audit`.
struct AuditCommand: ParsableCommand {
    /// What can be audited.
    enum Trainer: String, CaseIterable, ExpressibleByArgument {
        case adamix
        case adamixProjected = "adamix-projected"
        case reference
    }

    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Try to prove the claim of a private trainer wrong.",
        discussion: """
            The trainer runs many times with one extreme record, the canary, and as often without. From what it \
            publishes an attacker guesses which it was. Guessing better than its epsilon allows proves the claim false: \
            the audit prints the epsilon that the trainer has at least, with the confidence of that bound, beside the \
            one it claims. It also checks that the noise is as large as was accounted for, and that a record counts \
            what it should, because some faults make guessing harder.

            What an audit cannot show: that a claim is true. Its bound stays below the truth even for an attacker who \
            does all he can, and this one looks for one record in one place. --all-mutants measures the audit itself, \
            on a plain trainer and on eight broken ones; some are seen only by tests of the code, and the table says so.

              espalier privacy audit
              espalier privacy audit --trainer reference --mutant half-noise
              espalier privacy audit --all-mutants --seed 1

            Exit codes: 0 nothing was found; 1 the claim is refuted or a check failed; 2 the audit could not be run; 64 \
            wrong usage.
            """)

    @Option(help: ArgumentHelp("How many runs with the canary, and as many without; even.", valueName: "n"))
    var runs = 2000

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The noise multiplier of the trainer.", valueName: "sigma"))
    var sigma = 10.0

    @Option(parsing: .unconditional, help: ArgumentHelp("How many steps a run has.", valueName: "n"))
    var steps = 20

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The delta that epsilon is claimed and bounded at.", valueName: "delta"))
    var delta = 1e-5

    @Option(
        help: ArgumentHelp(
            "adamix as `espalier train` has it, adamix-projected with its projection, or reference: a plain trainer "
                + "that can be broken.", valueName: "name"))
    var trainer: Trainer?

    @Option(
        help: ArgumentHelp(
            "Break the reference trainer: \(Mutant.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "name"))
    var mutant: Mutant?

    @Flag(help: "Audit the reference trainer as it is and with each fault, and print what finds which.")
    var allMutants = false

    @Option(
        help: ArgumentHelp(
            "Make the audit repeatable. Without it AdaMix's noise is the operating system's, as in use.",
            valueName: "n"))
    var seed: UInt64?

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func validate() throws {
        guard mutant == nil || !allMutants else {
            throw ValidationError("--mutant and --all-mutants exclude each other.")
        }
        guard mutant == nil && !allMutants || trainer == nil || trainer == .reference else {
            throw ValidationError(
                "Only the reference trainer can be broken; leave --trainer \(trainer?.rawValue ?? "") out.")
        }
    }

    func run() throws {
        let progress = AuditProgressLine()
        let seed = self.seed ?? .random(in: 0...UInt64(UInt32.max))
        let report: AuditReport
        do {
            let mechanism = try Mechanism.gaussian(sigma: sigma, sampling: .fullBatch, steps: steps)
            let audit = try Audit(runs: runs, delta: delta, seed: seed)
            report = try self.report(audit, mechanism, progress)
        } catch {
            progress.clear()
            guard let message = Self.sentence(of: error) else { throw error }
            try InputProblem(kind: "audit", message: message).end(asJSON: format == .json)
        }
        progress.clear()
        switch format {
        case .json: try JSONOutput.write(report)
        case .text: try Terminal.write(report.text)
        }
        if !report.passed { throw Terminal.doesNotConform }
    }

    /// What the layers below say of numbers that cannot be, or of a library that is not there.
    private static func sentence(of error: any Error) -> String? {
        switch error {
        case let error as PrivacyError: error.description
        case let error as AuditError: error.description
        case let error as AdaMixError: error.description
        case let error as MechanismError: error.description
        case let error as TensorError: error.description
        default: nil
        }
    }

    private func report(
        _ audit: Audit, _ mechanism: Mechanism, _ progress: AuditProgressLine
    ) throws -> AuditReport {
        if allMutants {
            return AuditReport(try MutantTable(audit, mechanism: mechanism, progress: progress.show), audit)
        }
        if mutant != nil || trainer == .reference {
            let reference = ReferenceTrainer(mechanism: mechanism, mutant: mutant)
            return AuditReport(try audit.run(reference, progress: progress.show), audit, isRepeatable: true)
        }
        let isRepeatable = seed != nil
        let adaMix = try AdaMixUnderAudit(
            mechanism: mechanism, variant: trainer == .adamixProjected ? .projected : .standard
        ) { isRepeatable ? GridNoise.repeatable($0) : GridNoise.secure() }
        return AuditReport(
            try audit.run(adaMix, progress: progress.show), audit, isRepeatable: isRepeatable)
    }
}

/// One line on standard error that says how far an audit has come, on a terminal only.
final class AuditProgressLine {
    private var last = ""

    func show(_ finished: Int, _ total: Int) {
        guard Terminal.isInteractive else { return }
        let line = "Auditing, \(100 * finished / max(total, 1)) % of \(total) runs"
        guard line != last else { return }
        last = line
        Terminal.writeError("\r\u{1B}[K" + line)
    }

    /// Removes the line, so that nothing of it mixes with the report.
    func clear() {
        if !last.isEmpty { Terminal.writeError("\r\u{1B}[K") }
        last = ""
    }
}
