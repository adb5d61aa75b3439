/// Which faults of a private trainer are found by what: how much the audit itself can be trusted.
///
///     let table = try MutantTable(audit, mechanism: mechanism)
///     for row in table.rows { print(row.mutant.rawValue, row.caughtBy) }
public struct MutantTable: Hashable, Codable, Sendable {
    /// What may find a fault.
    public enum Detector: String, CaseIterable, Codable, Sendable {
        /// The audit's lower bound is above the claim.
        case bound
        /// The means or variances of scores are not those of the claim.
        case moments
        /// A ``StepCheck`` fails.
        case unitTest = "unit test"
        /// The fault does not compile in the shipped trainer.
        case types
    }

    /// One fault.
    public struct Row: Hashable, Codable, Sendable {
        /// The fault.
        public let mutant: Mutant
        /// What the audit said of a trainer that has it.
        public let result: AuditResult
        /// The checks that its step fails.
        public let failedChecks: [StepCheck]

        /// What finds it; nothing, perhaps.
        public var caughtBy: [Detector] {
            Detector.allCases.filter { detector in
                switch detector {
                case .bound: result.exceedsClaim
                case .moments: !result.moments.passed
                case .unitTest: !failedChecks.isEmpty
                case .types: mutant.ruledOutByTypes != nil
                }
            }
        }
    }

    /// What the audit said of the trainer without a fault.
    public let correct: AuditResult
    /// The checks that its step fails: none.
    public let failedChecks: [StepCheck]
    /// The faults, each once.
    public let rows: [Row]

    /// Whether the correct trainer passes everything and each fault is found by something.
    public var passed: Bool {
        correct.passed && failedChecks.isEmpty && rows.allSatisfy { !$0.caughtBy.isEmpty }
    }

    /// Audits the reference trainer as it is and with each fault.
    public init(
        _ audit: Audit, mechanism: Mechanism, progress: (_ finished: Int, _ total: Int) -> Void = { _, _ in }
    ) throws {
        let trainers = [nil] + Mutant.allCases.map(Optional.some)
        let results = try trainers.enumerated().map { position, mutant in
            try audit.run(ReferenceTrainer(mechanism: mechanism, mutant: mutant)) { finished, total in
                progress(position * total + finished, trainers.count * total)
            }
        }
        correct = results[0]
        failedChecks = StepCheck.allCases.filter { !$0.passes(nil) }
        rows = zip(Mutant.allCases, results.dropFirst()).map { mutant, result in
            Row(
                mutant: mutant, result: result, failedChecks: StepCheck.allCases.filter { !$0.passes(mutant) }
            )
        }
    }
}
