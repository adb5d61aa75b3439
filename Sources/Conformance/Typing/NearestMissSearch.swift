import PGSchema
import PropertyGraph

/// Finds nearest misses with a beam search: types are alternatives in exponential number, and what matters is a
/// helpful answer, not the provably smallest difference.
struct NearestMissSearch {
    private struct Question: Hashable {
        let type: TypeID
        let position: TriplePosition
    }
    private static let beamWidth = 12

    private let plan: TypingPlan
    private let classes: Triple<ElementClass?>
    private var drafts: [Question: [Triple<Draft>]] = [:]
    private var nearness: [TypeID: Bool] = [:]

    private init(plan: TypingPlan, classes: Triple<ElementClass?>) {
        self.plan = plan
        self.classes = classes
    }

    static func search(node: ElementClass, _ plan: TypingPlan) -> NearestMiss {
        var search = NearestMissSearch(plan: plan, classes: Triple(own: node, source: nil, target: nil))
        return search.nearest(.node, node)
    }

    static func search(
        edge: ElementClass, source: Endpoint, target: Endpoint, _ plan: TypingPlan
    ) -> NearestMiss {
        var search = NearestMissSearch(
            plan: plan,
            classes: Triple(own: edge, source: source.elementClass, target: target.elementClass))
        var miss = search.nearest(.edge, edge)
        miss.followsFromEndpoint =
            miss.type != nil && miss.own.reasons.isEmpty
            && (miss.source.reasons.isEmpty || !source.isTyped)
            && (miss.target.reasons.isEmpty || !target.isTyped)
        return miss
    }

    /// Types that speak of one of the element's labels come first, and win against others that are as near.
    private mutating func nearest(_ kind: ElementKind, _ element: ElementClass) -> NearestMiss {
        var far: [TypeID] = []
        var best: NearestMiss?
        for type in plan.members(kind) {
            if isNear(type, element) { improve(&best, type, kind) } else { far.append(type) }
        }
        // Where a type knows none of its labels, each is one too many.
        let unexpected = NearestMiss.Difference.labelCost * element.labels.symbols.count
        for type in far {
            let missing = plan.requiredLabels[type.index] == nil ? 0 : NearestMiss.Difference.labelCost
            if unexpected + missing < best?.cost ?? .max { improve(&best, type, kind) }
        }
        return best ?? NearestMiss()
    }

    private mutating func improve(_ best: inout NearestMiss?, _ type: TypeID, _ kind: ElementKind) {
        for draft in drafts(ofType: type, kind, at: .own) {
            let miss = NearestMiss(
                type: type, own: draft.own.difference(from: classes.own),
                source: draft.source.difference(from: classes.source),
                target: draft.target.difference(from: classes.target))
            if miss.cost < best?.cost ?? .max { best = miss }
        }
    }

    /// Whether a type speaks of one of the element's labels, or is open to it.
    private mutating func isNear(_ type: TypeID, _ element: ElementClass) -> Bool {
        if let known = nearness[type] { return known }
        let form = plan.types[type.index].form
        var answer = form.opensLabels
        if !answer, let term = form.term { answer = isNear(term, element) }
        nearness[type] = answer
        return answer
    }

    private mutating func isNear(_ term: CompiledTerm, _ element: ElementClass) -> Bool {
        switch term {
        case .label(let label): return element.position(ofLabel: label) != nil
        case .type(let type): return isNear(type, element)
        case .optional(let part): return isNear(part, element)
        case .all(let parts), .any(let parts):
            for part in parts where isNear(part, element) { return true }
            return false
        }
    }

    private mutating func drafts(
        ofType type: TypeID, _ kind: ElementKind, at position: TriplePosition
    ) -> [Triple<Draft>] {
        let question = Question(type: type, position: position)
        if let known = drafts[question] { return known }
        let compiled = plan.types[type.index]
        var found = drafts(of: compiled.form, kind, at: position)
        if let (source, target) = compiled.ends {
            found = combine(found, drafts(of: source, .node, at: .source))
            found = combine(found, drafts(of: target, .node, at: .target))
        }
        drafts[question] = found
        return found
    }

    private mutating func drafts(
        of form: CompiledForm, _ kind: ElementKind, at position: TriplePosition
    ) -> [Triple<Draft>] {
        var own = Triple.empty
        own[position] = Draft(form, plan, kind, classes[position])
        guard let term = form.term else { return [own] }
        return combine([own], drafts(of: term, kind, at: position))
    }

    private mutating func drafts(
        of term: CompiledTerm, _ kind: ElementKind, at position: TriplePosition
    ) -> [Triple<Draft>] {
        switch term {
        case .label(let label):
            var draft = Triple.empty
            draft[position].labels = [label]
            return [draft]
        case .type(let type): return drafts(ofType: type, kind, at: position)
        case .all(let parts):
            var found = [Triple.empty]
            for part in parts { found = combine(found, drafts(of: part, kind, at: position)) }
            return found
        case .any(let parts):
            var found: [Triple<Draft>] = []
            for part in parts { found += drafts(of: part, kind, at: position) }
            return prune(found)
        case .optional(let part): return drafts(of: part, kind, at: position) + [.empty]
        }
    }

    private func combine(_ left: [Triple<Draft>], _ right: [Triple<Draft>]) -> [Triple<Draft>] {
        prune(left.flatMap { first in right.map { first.combined(with: $0) } })
    }

    private func prune(_ drafts: [Triple<Draft>]) -> [Triple<Draft>] {
        guard drafts.count > Self.beamWidth else { return drafts }
        let scored = drafts.enumerated().map { position, draft in
            (draft, TriplePosition.allCases.reduce(0) { $0 + draft[$1].promise(for: classes[$1]) }, position)
        }
        return scored.sorted { ($0.1, $0.2) < ($1.1, $1.2) }.prefix(Self.beamWidth).map(\.0)
    }
}

extension Triple<Draft> {
    fileprivate static var empty: Triple { Triple(own: Draft(), source: Draft(), target: Draft()) }

    fileprivate func combined(with other: Triple) -> Triple {
        Triple(
            own: own.combined(with: other.own), source: source.combined(with: other.source),
            target: target.combined(with: other.target))
    }
}
