import PGSchema
import PropertyGraph

/// Evaluates one constraint: its targets, the tuples of each, and what they are held to.
struct ConstraintCheck {
    let graph: ReferenceGraph
    let conformance: MemberConformance
    /// The members of the graph type in which the constraint was written.
    let members: [String: Declaration]

    /// What a constraint speaks of: an element, or the property of an element under a key.
    private struct Target: Hashable {
        var element: Element
        var key: String?
    }
    private enum Component: Hashable {
        case element(Element)
        case value(CanonicalValue)
    }
    private var matching: PatternMatching {
        PatternMatching(graph: graph, conformance: conformance, members: members)
    }

    /// `E`, `M`, `S` and `C` for what does not hold.
    func violatedParts(of constraint: ConstraintDefinition) -> Set<String> {
        let variable = constraint.targetVariable.text
        let targets = targets(of: constraint)
        switch constraint.requirement {
        case .check(let condition):
            let holds = targets.allSatisfy { target in
                let assignment = [variable: target.element]
                return ConditionTruth(matching: matching, assignment: assignment).truth(of: condition)
                    != false
            }
            return holds ? [] : ["C"]
        case .key(let restrictors, let descriptor):
            var tuples: [Target: Set<[Component]>] = [:]
            for target in targets { tuples[target] = self.tuples(of: descriptor, [variable: target.element]) }
            let kinds = Set(restrictors.map(\.kind))
            let isKey = !kinds.isDisjoint(with: [.identifier, .key])
            var parts: Set<String> = []
            if isKey || kinds.contains(.exclusive), !areDisjoint(tuples) { parts.insert("E") }
            if isKey || kinds.contains(.mandatory), tuples.values.contains(where: { $0.isEmpty }) {
                parts.insert("M")
            }
            if isKey || kinds.contains(.singleton), tuples.values.contains(where: { $0.count > 1 }) {
                parts.insert("S")
            }
            return parts
        }
    }

    private func areDisjoint(_ tuples: [Target: Set<[Component]>]) -> Bool {
        tuples.allSatisfy { target, mine in
            tuples.allSatisfy { other, theirs in target == other || mine.isDisjoint(with: theirs) }
        }
    }

    private func targets(of constraint: ConstraintDefinition) -> Set<Target> {
        var starts: [Assignment] = [[:]]
        if case .node(let variable, let labels) = constraint.target {
            starts = graph.nodes.map { Element.node($0.id) }
                .filter { matching.satisfies($0, labels) }
                .map { [variable.text: $0] }
        }
        var targets: Set<Target> = []
        for start in starts {
            for found in matching.assignments(of: constraint.within, extending: start)
            where satisfies(found, constraint.condition) {
                guard let element = found[constraint.targetVariable.text] else { continue }
                guard case .output(let output) = constraint.target, let key = output.key else {
                    targets.insert(Target(element: element, key: nil))
                    continue
                }
                if matching.property(element, key.text) != nil {
                    targets.insert(Target(element: element, key: key.text))
                }
            }
        }
        return targets
    }

    private func tuples(of descriptor: Descriptor, _ start: Assignment) -> Set<[Component]> {
        let found = matching.assignments(of: descriptor.within, extending: start)
            .filter { satisfies($0, descriptor.condition) }
        return Set(found.compactMap { tuple(of: descriptor.outputs, $0) })
    }

    /// The tuple of an assignment, unless one of its parts is undefined.
    private func tuple(of outputs: [Output], _ assignment: Assignment) -> [Component]? {
        var tuple: [Component] = []
        for output in outputs {
            guard let element = assignment[output.variable.text] else { return nil }
            if let key = output.key {
                guard let value = matching.property(element, key.text) else { return nil }
                tuple.append(.value(CanonicalValue(value)))
            } else {
                tuple.append(.element(element))
            }
        }
        return tuple
    }

    private func satisfies(_ assignment: Assignment, _ condition: Predicate?) -> Bool {
        guard let condition else { return true }
        return ConditionTruth(matching: matching, assignment: assignment).truth(of: condition) == true
    }
}

extension ConstraintDefinition {
    var targetVariable: Name {
        switch target {
        case .output(let output): output.variable
        case .node(let variable, _): variable
        }
    }
}
