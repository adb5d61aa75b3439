import LearningCore

/// What a gate says, as JSON.
struct GateAnswer: Encodable {
    let passed: Bool
    let checks: [ReleaseCheck]
    let policy: ReleasePolicy
    let policySource: String
    let notes: [String]

    init(_ verdict: ReleaseVerdict, _ policy: ModelRegistry.PolicyChoice) {
        passed = verdict.passed
        checks = verdict.checks
        self.policy = policy.policy
        policySource = policy.source
        notes = verdict.notes
    }
}

/// What a gate says, for people.
struct GateText {
    let verdict: ReleaseVerdict
    let policy: ModelRegistry.PolicyChoice

    /// The policy's place, a row for every condition, and what is to be said of some.
    var text: String {
        var text = "policy: \(policy.source)\n"
        if verdict.checks.isEmpty {
            text += "  It asks for nothing that can be checked here.\n"
        } else {
            var table = TextTable([
                .text("check"), .number("value"), .text("bound"), .text("result"), .text(""),
            ])
            for check in verdict.checks {
                table.append(
                    check.title, check.value.map { shown($0, check) } ?? "-", bound(check),
                    check.passed ? "passed" : "FAILED", check.value == nil ? "" : check.remark ?? "")
            }
            text += table.text
            // Sentences are longer than a table is wide.
            for check in verdict.checks where check.value == nil {
                if let remark = check.remark { text += "  \(check.name): \(remark)\n" }
            }
        }
        return text + verdict.notes.map { $0 + "\n" }.joined()
    }

    private func bound(_ check: ReleaseCheck) -> String {
        guard let bound = check.bound else { return "" }
        let sign =
            switch check.relation {
            case .atMost: "<="
            case .atLeast: ">="
            case .above: ">"
            case .holds: ""
            }
        return "\(sign) \(shown(bound, check))"
    }

    /// Shares are shown as per cent, differences of shares as points, other numbers as they are.
    private func shown(_ number: Double, _ check: ReleaseCheck) -> String {
        switch check.name {
        case "maxNFR", "maxSliceNFR": ShownNumber.percent(number)
        case "maxErrorIncrease": ShownNumber.points(number)
        default: ShownNumber.plain(number)
        }
    }
}
