import PGSchema
import PropertyGraph

/// Evaluates one constraint over a loaded graph: finds its targets, then groups their tuples.
///
/// The common shapes take a column or the edge list in one pass; any other goes through ``PatternMatcher``.
struct ConstraintEvaluator {
    let constraint: Constraint
    let view: GraphView
    let limit: Int

    func evaluate() throws -> (outcome: Report.ConstraintOutcome, violations: [Violation]) {
        try checkSize()
        let targets = try Targets(constraint, view: view)
        var findings = ConstraintFindings(
            constraint: constraint, view: view, kind: targets.kind, limit: limit)
        switch constraint.requirement {
        case .check(let condition):
            let compiled = CompiledCondition(condition, symbols: view.symbols)
            CheckEvaluation(condition: compiled, view: view).run(targets, into: &findings)
        case .key(let restrictions, let descriptor):
            let pattern = CompiledPattern(descriptor.pattern, symbols: view.symbols)
            let outputs = descriptor.outputs.map { CompiledPatternTerm($0, symbols: view.symbols) }
            if let key = PropertyKey(pattern, outputs, targets, view) {
                key.run(restrictions, into: &findings)
            } else if let incidence = try IncidentElement(pattern, outputs, restrictions, targets, view) {
                incidence.run(restrictions, into: &findings)
            } else if let parallel = ParallelEdges(pattern, outputs, targets, view) {
                parallel.run(restrictions, into: &findings)
            } else {
                try runSearch(pattern, outputs, restrictions, targets, into: &findings)
            }
        }
        let outcome = Report.ConstraintOutcome(
            number: constraint.number, text: constraint.text, targets: targets.count,
            violations: findings.violations.counts)
        return (outcome, findings.violations.listed)
    }

    private func checkSize() throws(ValidationError) {
        var most = constraint.scope.variables.count
        if case .key(_, let descriptor) = constraint.requirement {
            most = max(most, descriptor.pattern.variables.count)
        }
        guard most <= PatternMatcher.mostVariables else {
            throw .patternTooLong(constraint: constraint.number)
        }
    }

    private func runSearch(
        _ pattern: CompiledPattern, _ outputs: [CompiledPatternTerm], _ restrictions: Constraint.Restrictions,
        _ targets: Targets, into findings: inout ConstraintFindings
    ) throws {
        let matcher = try PatternMatcher(pattern, bound: [0], view: view)
        var owners: [[TermValue]: UInt32] = [:]
        var binding = [UInt32](repeating: PatternMatcher.unbound, count: pattern.kinds.count)
        // Without EXCLUSIVE, a second tuple settles SINGLETON and a first one MANDATORY.
        let enough = restrictions.exclusive ? Int.max : restrictions.singleton ? 2 : 1
        targets.forEach(view) { element, _, _ in
            var tuples: [[TermValue]] = []
            var seen: Set<[TermValue]> = []
            binding[0] = element
            matcher.forEachMatch(&binding) { match in
                var tuple: [TermValue] = []
                for output in outputs {
                    guard let value = matcher.value(output, match) else { return true }
                    tuple.append(value)
                }
                if seen.insert(tuple).inserted { tuples.append(tuple) }
                return tuples.count < enough
            }
            if restrictions.mandatory, tuples.isEmpty { findings.addMandatory(element) }
            if restrictions.singleton, tuples.count > 1 { findings.addSingleton(element, tuples) }
            guard restrictions.exclusive else { return }
            for tuple in tuples {
                if let owner = owners[tuple] {
                    findings.addExclusive(element, owner, tuple)
                } else {
                    owners[tuple] = element
                }
            }
        }
    }
}
