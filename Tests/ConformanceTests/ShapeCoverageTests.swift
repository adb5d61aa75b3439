import Conformance
import PGSchema
import PropertyGraph
import ReferenceSemantics
import Testing

/// Random cases only prove something of shapes that they have.
@Suite("Random constraints")
struct ShapeCoverageTests {
    enum Shape: String, CaseIterable {
        case propertyKey, neighbour, incidentEdge, parallelEdges, columnCheck, filteredEnds, valueJoin
        case undirected, loop, propertyTarget, inlineProperty, severalPaths
    }

    /// How often each shape held and failed, with targets to hold for.
    static let tally: [Shape: (held: Int, failed: Int)] = {
        var tally: [Shape: (held: Int, failed: Int)] = [:]
        for seed in UInt64(0)..<3_000 {
            let found = RandomCase.make(seed: seed)
            let (catalog, diagnostics) = Catalog.load(found.ddl)
            guard diagnostics.allSatisfy({ $0.kind == .warning }), let graphType = catalog.graphTypes.last
            else { continue }
            do {
                let report = try Validator(catalog: catalog).validate(InMemoryGraph(found.graph))
                for (constraint, outcome) in zip(graphType.constraints, report.constraints)
                where outcome.targets > 0 {
                    for shape in shapes(of: constraint) {
                        var entry = tally[shape] ?? (0, 0)
                        if outcome.violations.isEmpty { entry.held += 1 } else { entry.failed += 1 }
                        tally[shape] = entry
                    }
                }
            } catch { Issue.record("Seed \(seed) is not judged: \(error)") }
        }
        return tally
    }()

    @Test("of every shape with a way of its own hold and fail", arguments: Shape.allCases)
    func coverage(shape: Shape) {
        let (held, failed) = Self.tally[shape] ?? (0, 0)
        #expect(held >= 10 && failed >= 10, "held \(held), failed \(failed)")
    }

    static func shapes(of constraint: Constraint) -> Set<Shape> {
        var shapes: Set<Shape> = []
        if constraint.targetKey != nil { shapes.insert(.propertyTarget) }
        let labelled = Set(constraint.scope.filters.filter { $0.labels != nil }.map(\.variable))
        if constraint.scope.connections.contains(where: {
            $0.edge == constraint.target && labelled.isSuperset(of: [$0.source, $0.target])
        }) {
            shapes.insert(.filteredEnds)
        }
        var patterns = [constraint.scope]
        switch constraint.requirement {
        case .check(let condition):
            if isColumnCheck(condition) { shapes.insert(.columnCheck) }
        case .key(let restrictions, let descriptor):
            patterns.append(descriptor.pattern)
            shapes.formUnion(self.shapes(of: descriptor, isExclusive: restrictions.exclusive))
        }
        for pattern in patterns {
            if pattern.connections.contains(where: { !$0.isDirected }) { shapes.insert(.undirected) }
            if pattern.connections.contains(where: { $0.source == $0.target }) { shapes.insert(.loop) }
            if pattern.filters.contains(where: { !$0.properties.isEmpty }) { shapes.insert(.inlineProperty) }
            if pattern.connections.count > 1 { shapes.insert(.severalPaths) }
        }
        return shapes
    }

    private static func isColumnCheck(_ condition: Condition) -> Bool {
        switch condition {
        case .comparison(.property, _, .constant(.integer)): true
        case .isIn(.property, let choices, _):
            choices.contains { if case .constant(.string) = $0 { true } else { false } }
        default: false
        }
    }

    private static func shapes(of descriptor: Constraint.Descriptor, isExclusive: Bool) -> Set<Shape> {
        let pattern = descriptor.pattern
        var shapes: Set<Shape> = []
        if pattern.variables.count == 1, case .property = descriptor.outputs[0] {
            shapes.insert(.propertyKey)
        }
        if isJoined(pattern) { shapes.insert(.valueJoin) }
        guard pattern.connections.count == 1, pattern.variables.count == 3, pattern.condition == nil else {
            return shapes
        }
        let edge = pattern.connections[0].edge
        var elements: [Int] = []
        for case .element(let variable) in descriptor.outputs { elements.append(variable) }
        if edge == 0, isExclusive, Set(elements).count == 2, !elements.contains(0) {
            shapes.insert(.parallelEdges)
        }
        if edge != 0, !isExclusive, elements.count == 1, descriptor.outputs.count == 1, elements != [0] {
            shapes.insert(elements == [edge] ? .incidentEdge : .neighbour)
        }
        return shapes
    }

    /// Whether an equation of properties joins what no edge does.
    private static func isJoined(_ pattern: GraphPattern) -> Bool {
        let connected = Set(pattern.connections.flatMap { [$0.edge, $0.source, $0.target] }).union([0])
        guard
            connected.count < pattern.variables.count
                || !pattern.connections.contains(where: { $0.source == 0 || $0.target == 0 })
        else { return false }
        func isEquation(_ condition: Condition?) -> Bool {
            switch condition {
            case .comparison(.property(let left, _), .equal, .property(let right, _)): left != right
            case .all(let parts): parts.contains(where: isEquation)
            default: false
            }
        }
        return isEquation(pattern.condition)
    }
}
