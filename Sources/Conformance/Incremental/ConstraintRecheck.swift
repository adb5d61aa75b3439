import PGSchema
import PropertyGraph

/// Judges the targets of one constraint that a change can have affected.
///
/// Four kinds of targets are told apart, so that no tuple is looked at that the change has left alone: those that
/// may be new, those that have new tuples, those that may have lost one, and those that a CHECK sees changed. All
/// tuples of the first are new; EXCLUSIVE and SINGLETON look at new tuples only, MANDATORY at lost ones.
final class ConstraintRecheck {
    /// A changed element in the place of a variable.
    struct Touch {
        let element: ChangedElement
        let variable: Int
        let wasTaken: Bool
        let isTaken: Bool

        fileprivate var place: Place { Place(variable: variable, id: element.id) }
    }
    /// An element in the place of a variable.
    fileprivate struct Place: Hashable {
        let variable: Int
        let id: UInt32
    }
    typealias Match = [UInt32]
    typealias Tuple = [TermValue]

    let plan: ConstraintPlan
    let live: LiveGraph
    let scopeTouches: [Touch]
    private let scopePlaces: Set<Place>
    let descriptorTouches: [Touch]
    private(set) var evidence = Evidence()
    private let scopeMatcher: LiveMatcher
    private let descriptorMatcher: LiveMatcher
    private var scopeMatches: [UInt32: Match?] = [:]

    init(_ plan: ConstraintPlan, live: LiveGraph, scope: [Touch], descriptor: [Touch]) {
        self.plan = plan
        self.live = live
        scopeTouches = scope
        scopePlaces = Set(scope.map(\.place))
        descriptorTouches = descriptor
        scopeMatcher = LiveMatcher(pattern: plan.scope, live: live)
        descriptorMatcher = LiveMatcher(pattern: plan.descriptor, live: live)
    }

    func run() throws {
        var perhapsNew: Set<UInt32> = []
        // What the scope no longer finds is held to nothing.
        for touch in scopeTouches where touch.isTaken {
            for target in try TargetWalk(pattern: plan.scope, live: live).targets(from: touch)
            where try isPerhapsNew(target) { perhapsNew.insert(target) }
        }
        switch plan.requirement {
        case .check(let condition): try check(condition, perhapsNew)
        case .key(let restrictions): try checkTuples(restrictions, perhapsNew)
        }
    }

    /// How the scope finds an element; nil when it is no target.
    private func scopeMatch(_ element: UInt32) throws -> Match? {
        if let known = scopeMatches[element] { return known }
        var found: Match?
        let kind = plan.scope.kinds[plan.scope.target]
        let hasKey =
            try plan.targetKey.map { try live.element(kind, element)?.value($0) != nil } ?? true
        if hasKey {
            try scopeMatcher.forEachMatch([(plan.scope.target, element)]) { match in
                found = match
                return false
            }
        }
        scopeMatches.updateValue(found, forKey: element)
        return found
    }

    /// Whether an element is a target by nothing but matches that contain a changed element.
    private func isPerhapsNew(_ element: UInt32) throws -> Bool {
        guard try scopeMatch(element) != nil else { return false }
        var isNew = true
        try scopeMatcher.forEachMatch([(plan.scope.target, element)]) { match in
            isNew = Self.contains(match, scopePlaces)
            return isNew
        }
        return isNew
    }

    private static func contains(_ match: Match, _ changed: Set<Place>) -> Bool {
        match.enumerated().contains { changed.contains(Place(variable: $0, id: $1)) }
    }

    private func check(_ condition: CompiledCondition, _ perhapsNew: Set<UInt32>) throws {
        let changed = descriptorTouches.filter(\.isTaken).map(\.element.id)
        for target in perhapsNew.union(changed) {
            guard let match = try scopeMatch(target) else { continue }
            let truth = condition.evaluate { descriptorMatcher.value($0, [target]) }
            if truth == false { evidence.add(match, of: plan.scope) }
        }
    }

    private func checkTuples(
        _ restrictions: Constraint.Restrictions, _ perhapsNew: Set<UInt32>
    ) throws {
        let isContested = plan.isContested
        var tuples: [UInt32: [Tuple: Match]] = [:]
        if isContested || restrictions.singleton { tuples = try newTuples(besides: perhapsNew) }
        for target in perhapsNew {
            let enough = isContested ? Int.max : restrictions.singleton ? 2 : 1
            try forEachTuple(of: target) { tuple, match in
                tuples[target, default: [:]][tuple] = match
                return tuples[target]?.count ?? 0 < enough
            }
        }
        if restrictions.mandatory {
            let perhapsPoorer = try targetsThatMayHaveLost()
            for target in perhapsNew.union(perhapsPoorer) where tuples[target] == nil {
                try checkMandatory(target)
            }
        }
        if restrictions.singleton {
            for (target, own) in tuples {
                try checkSingleton(target, own, isNew: perhapsNew.contains(target))
            }
        }
        if isContested {
            for tuple in Set(tuples.values.joined().map(\.key)) { try checkExclusive(tuple) }
        }
    }

    /// The tuples of targets through matches that contain a changed element.
    private func newTuples(besides known: Set<UInt32>) throws -> [UInt32: [Tuple: Match]] {
        var found: [UInt32: [Tuple: Match]] = [:]
        for touch in descriptorTouches where touch.isTaken {
            if touch.variable == 0, known.contains(touch.element.id) { continue }
            try descriptorMatcher.forEachMatch([(touch.variable, touch.element.id)]) { match in
                if !known.contains(match[0]), let tuple = tuple(match) {
                    found[match[0], default: [:]][tuple] = match
                }
                return true
            }
        }
        for target in found.keys where try scopeMatch(target) == nil { found[target] = nil }
        return found
    }

    private func targetsThatMayHaveLost() throws -> Set<UInt32> {
        var found: Set<UInt32> = []
        for touch in descriptorTouches where touch.wasTaken {
            found.formUnion(try TargetWalk(pattern: plan.descriptor, live: live).targets(from: touch))
        }
        return found
    }

    private func checkMandatory(_ target: UInt32) throws {
        guard let match = try scopeMatch(target) else { return }
        var hasTuple = false
        try forEachTuple(of: target) { _, _ in
            hasTuple = true
            return false
        }
        if hasTuple { return }
        evidence.add(match, of: plan.scope)
        evidence.addTargetWithoutTuple(target, constraint: plan.number)
    }

    private func checkSingleton(_ target: UInt32, _ own: [Tuple: Match], isNew: Bool) throws {
        var all = own
        if all.count == 1, !isNew {
            // Of the tuples that were there before, there is at most one: the first match to show it will do.
            let changed = Set(descriptorTouches.map(\.place))
            try forEachTuple(of: target) { tuple, match in
                all[tuple] = match
                return all.count < 2 && Self.contains(match, changed)
            }
        }
        guard all.count > 1, let scope = try scopeMatch(target) else { return }
        evidence.add(scope, of: plan.scope)
        for match in all.values.prefix(2) { evidence.add(match, of: plan.descriptor) }
    }

    private func checkExclusive(_ tuple: Tuple) throws {
        var owners: [UInt32: Match] = [:]
        try forEachMatch(yielding: tuple) { match in
            owners[match[0]] = match
            return true
        }
        for owner in owners.keys where try scopeMatch(owner) == nil { owners[owner] = nil }
        guard owners.count > 1 else { return }
        for (owner, match) in owners {
            evidence.add(match, of: plan.descriptor)
            if let scope = try scopeMatch(owner) { evidence.add(scope, of: plan.scope) }
        }
    }

    private func forEachTuple(
        of target: UInt32, _ body: (_ tuple: Tuple, _ match: Match) throws -> Bool
    ) throws {
        try descriptorMatcher.forEachMatch([(0, target)]) { match in
            guard let tuple = tuple(match) else { return true }
            return try body(tuple, match)
        }
    }

    /// Nil when an output is undefined.
    private func tuple(_ match: Match) -> Tuple? {
        var tuple: Tuple = []
        for output in plan.outputs {
            guard let value = descriptorMatcher.value(output, match) else { return nil }
            tuple.append(value)
        }
        return tuple
    }
}

extension ConstraintRecheck {
    /// More edges than this at every output, and a lookup by values is tried instead.
    private static let fewEdges = 16

    /// Calls `body` with the matches of all elements that yield a tuple.
    private func forEachMatch(yielding wanted: Tuple, _ body: (Match) throws -> Bool) throws {
        let matcher = descriptorMatcher
        var given: [LiveMatcher.Pair] = []
        var hasFewEdges = false
        for (output, value) in zip(plan.outputs, wanted) {
            guard case .element(let variable) = output else { continue }
            switch value {
            case .edge(let edge):
                given.append((variable, edge))
                hasFewEdges = true
            case .node(let node):
                given.append((variable, node))
                guard !hasFewEdges else { continue }
                let count = try matcher.countEdges(of: node, at: variable, upTo: Self.fewEdges)
                hasFewEdges = count < Self.fewEdges
            case .value: continue
            }
        }
        func confirm(_ match: Match) throws -> Bool { tuple(match) == wanted ? try body(match) : true }
        guard !hasFewEdges, let keyed = plan.keyedOutputs else {
            guard !given.isEmpty else { throw NeedsWholeGraph() }
            try matcher.forEachMatch(given, confirm)
            return
        }
        let values = keyed.positions.compactMap { position in
            if case .value(let value) = wanted[position] { value } else { nil }
        }
        for element in try live.lookUp(plan.descriptor.kinds[keyed.variable], keyed.keys, values) {
            try matcher.forEachMatch([(keyed.variable, element)] + given, confirm)
        }
    }
}
