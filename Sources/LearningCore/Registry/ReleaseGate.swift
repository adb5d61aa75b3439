/// Decides whether a model may take another's place.
///
///     let gate = ReleaseGate(ReleasePolicy(maxNFR: 0.01, maxErrorIncrease: 0))
///     let verdict = try gate.verdict(on: new, against: old, flips: FlipReport(old: before, new: after))
///     verdict.passed
///     verdict.checks        // every condition with its bound and its value
///
/// What cannot be checked because something is missing is not passed, and says what to add.
public struct ReleaseGate: Sendable {
    /// What is asked for.
    public let policy: ReleasePolicy

    /// A gate by a policy.
    public init(_ policy: ReleasePolicy) { self.policy = policy }

    /// Holds a model against the policy, and against the one whose place it would take.
    ///
    /// - Parameters:
    ///   - new: The model that would be released.
    ///   - old: The one in service; nil where nothing is.
    ///   - flips: What changes in the predictions; nil where one of the two has none.
    /// - Returns: Every condition, met or not.
    /// - Throws: ``EmbeddingError`` where the two were evaluated on different records, or a file cannot be read.
    public func verdict(
        on new: ReleaseCandidate, against old: ReleaseCandidate?, flips: FlipReport?
    ) throws(EmbeddingError) -> ReleaseVerdict {
        var checks: [ReleaseCheck] = []
        var notes: [String] = []
        if let old {
            if let flips {
                checks += self.checks(of: flips)
            } else {
                checks += self.checks(lackingPredictionsOf: old.predictions == nil ? old : new)
            }
            if let compatibility = policy.compatibility {
                checks += try CompatibilityCheck(compatibility).checks(on: new, against: old)
            }
        } else if policy.asksForFlips || policy.compatibility != nil {
            notes.append(
                "Nothing is in service yet, so that there is nothing to compare \(new.name) with: only what it is by "
                    + "itself was checked.")
        }
        checks += privacyChecks(on: new, against: old) + sizeChecks(on: new)
        return ReleaseVerdict(checks: checks, flips: flips, notes: notes)
    }

    /// Holds a report of flips against the bounds on them.
    public func checks(of report: FlipReport) -> [ReleaseCheck] {
        var checks: [ReleaseCheck] = []
        if let bound = policy.maxNFR {
            let value = policy.gate == .upper ? report.upperBound : report.nfr
            checks.append(.number("maxNFR", nfrTitle, value, .atMost, bound))
        }
        if let bound = policy.maxErrorIncrease {
            checks.append(
                .number("maxErrorIncrease", Self.errorTitle, report.errorIncrease, .atMost, bound))
        }
        if let bound = policy.maxSliceNFR { checks.append(sliceCheck(report, bound)) }
        return checks
    }

    private func sliceCheck(_ report: FlipReport, _ bound: Double) -> ReleaseCheck {
        let values = report.perSlice.map { policy.gate == .upper ? $0.upperBound : $0.counts.nfr }
        guard let worst = values.indices.max(by: { values[$0] < values[$1] }) else {
            return .impossible(
                "maxSliceNFR", sliceTitle, .atMost, bound,
                because: "no example is in a slice; add a column `slice` to the predictions or the labels")
        }
        let group = report.perSlice[worst]
        let named = group.name.isEmpty ? "the examples without a slice" : "slice `\(group.name)`"
        let count = group.counts.samples == 1 ? "1 example" : "\(group.counts.samples) examples"
        return .number(
            "maxSliceNFR", sliceTitle, values[worst], .atMost, bound, remark: "worst in \(named), \(count)")
    }

    private func checks(lackingPredictionsOf candidate: ReleaseCandidate) -> [ReleaseCheck] {
        let remark =
            "\(candidate.name) has no predictions; add such a version with `espalier model add ... --predictions`"
        let bounds = [
            ("maxNFR", nfrTitle, policy.maxNFR),
            ("maxErrorIncrease", Self.errorTitle, policy.maxErrorIncrease),
            ("maxSliceNFR", sliceTitle, policy.maxSliceNFR),
        ]
        return bounds.compactMap { name, title, bound in
            bound.map { .impossible(name, title, .atMost, $0, because: remark) }
        }
    }

    private static let errorTitle = "increase of the error"
    private var nfrTitle: String { "negative flips" + (policy.gate == .upper ? ", upper bound" : "") }
    private var sliceTitle: String { nfrTitle + " of a slice" }
}
