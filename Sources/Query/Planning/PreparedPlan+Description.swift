import Cypher
import QueryValues

extension PreparedPlan {
    /// The plan for people, with what was measured.
    func description(_ profile: Profile? = nil) -> PlanDescription {
        let result = PlanDescription(
            name: "Result", details: columns.joined(separator: ", "), inputs: [describe(root, profile)])
        return result
    }

    private func describe(_ plan: Plan, _ profile: Profile?) -> PlanDescription {
        let (name, details, others) = PlanText(names: query.variables.map(\.name)).describe(plan.step)
        let inputs = [plan.input].compactMap { $0 }.filter { $0.input != nil || !$0.isArgument } + others
        let below = (others + [plan.input].compactMap { $0 }).compactMap {
            profile?.times[ObjectIdentifier($0)]
        }
        return PlanDescription(
            name: name, details: details, estimatedRows: plan.estimate,
            rows: profile.map { $0.rows[ObjectIdentifier(plan)] ?? 0 },
            time: profile?.times[ObjectIdentifier(plan)].map { max(.zero, below.reduce($0, -)) },
            inputs: inputs.map { describe($0, profile) })
    }
}

extension Plan {
    fileprivate var isArgument: Bool { if case .argument = step { true } else { false } }
}
