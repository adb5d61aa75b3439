import PGSchema
import PropertyGraph

/// The type that an untyped element comes nearest to, and everything that keeps it from conforming.
struct NearestMiss: Sendable {
    /// Why an element does not conform to a type.
    enum Reason: Sendable {
        case missingLabel(Symbol)
        case unexpectedLabel(Symbol)
        case missingProperty(Symbol, expected: String)
        case unexpectedProperty(Symbol)
        case wrongValue(Symbol, expected: String)
        /// The text in the file does not read as the type that the file itself declares.
        case malformedValue(Symbol)
    }
    /// How an element differs from one alternative of a type.
    struct Difference: Sendable {
        var reasons: [Reason] = []
        var cost: Int {
            reasons.reduce(0) { sum, reason in
                switch reason {
                // What an element is called says more about what it is meant to be than what it holds.
                case .missingLabel, .unexpectedLabel: sum + 3
                default: sum + 2
                }
            }
        }
    }

    /// The nearest type; nil when the graph type has none of the kind.
    var type: TypeID?
    var own = Difference()
    /// For edges, how the nodes at the ends differ from what the type wants there.
    var source = Difference()
    var target = Difference()
    /// The edge itself fits, and each end that does not is untyped itself: mend that node, and this goes too.
    var followsFromEndpoint = false
}

/// A node at an edge's end.
struct Endpoint {
    let elementClass: ElementClass
    let isTyped: Bool
}

/// Finds nearest misses with a beam search: types are alternatives in exponential number, and what matters is a
/// helpful answer, not the provably smallest difference.
struct NearestMissSearch {
    /// Where in an edge's triple something stands; nodes have only ``own``.
    enum Position: CaseIterable {
        case own, source, target
    }
    private static let beamWidth = 12

    let plan: TypingPlan

    func search(node: ElementClass) -> NearestMiss {
        search(.node, classes: [.own: node]) { _ in false }
    }

    func search(edge: ElementClass, source: Endpoint, target: Endpoint) -> NearestMiss {
        search(
            .edge, classes: [.own: edge, .source: source.elementClass, .target: target.elementClass]
        ) { miss in
            miss.own.reasons.isEmpty && (miss.source.reasons.isEmpty || !source.isTyped)
                && (miss.target.reasons.isEmpty || !target.isTyped)
        }
    }

    private func search(
        _ kind: ElementKind, classes: [Position: ElementClass],
        followsFromEndpoint: (NearestMiss) -> Bool
    ) -> NearestMiss {
        var best: (cost: Int, miss: NearestMiss)?
        for type in plan.members(kind) {
            for draft in drafts(ofType: type, kind, at: .own, classes) {
                let miss = NearestMiss(
                    type: type, own: draft[.own].difference(from: classes[.own]),
                    source: draft[.source].difference(from: classes[.source]),
                    target: draft[.target].difference(from: classes[.target]))
                let cost = miss.own.cost + miss.source.cost + miss.target.cost
                if cost < best?.cost ?? .max { best = (cost, miss) }
            }
        }
        guard var miss = best?.miss else { return NearestMiss() }
        miss.followsFromEndpoint = followsFromEndpoint(miss)
        return miss
    }

    private func drafts(
        ofType type: TypeID, _ kind: ElementKind, at position: Position, _ classes: [Position: ElementClass]
    ) -> [TripleDraft] {
        let compiled = plan.types[type.index]
        var drafts = drafts(of: compiled.form, kind, at: position, classes)
        if let source = compiled.source, let target = compiled.target {
            drafts = combine(drafts, self.drafts(of: source, .node, at: .source, classes), classes)
            drafts = combine(drafts, self.drafts(of: target, .node, at: .target, classes), classes)
        }
        return drafts
    }

    private func drafts(
        of form: CompiledForm, _ kind: ElementKind, at position: Position,
        _ classes: [Position: ElementClass]
    ) -> [TripleDraft] {
        var own = TripleDraft()
        own[position] = Draft(form, plan, kind, classes[position])
        guard let term = form.term else { return [own] }
        return combine([own], drafts(of: term, kind, at: position, classes), classes)
    }

    private func drafts(
        of term: CompiledTerm, _ kind: ElementKind, at position: Position,
        _ classes: [Position: ElementClass]
    ) -> [TripleDraft] {
        switch term {
        case .label(let label):
            var draft = TripleDraft()
            draft[position].labels = [label]
            return [draft]
        case .type(let type): return drafts(ofType: type, kind, at: position, classes)
        case .all(let parts):
            return parts.reduce([TripleDraft()]) {
                combine($0, drafts(of: $1, kind, at: position, classes), classes)
            }
        case .any(let parts):
            return prune(parts.flatMap { drafts(of: $0, kind, at: position, classes) }, classes)
        case .optional(let part): return drafts(of: part, kind, at: position, classes) + [TripleDraft()]
        }
    }

    private func combine(
        _ left: [TripleDraft], _ right: [TripleDraft], _ classes: [Position: ElementClass]
    ) -> [TripleDraft] {
        prune(left.flatMap { first in right.map { first.combined(with: $0) } }, classes)
    }

    private func prune(_ drafts: [TripleDraft], _ classes: [Position: ElementClass]) -> [TripleDraft] {
        guard drafts.count > Self.beamWidth else { return drafts }
        let scored = drafts.map { draft in
            (draft, Position.allCases.reduce(0) { $0 + draft[$1].promise(for: classes[$1]) })
        }
        return scored.sorted { $0.1 < $1.1 }.prefix(Self.beamWidth).map(\.0)
    }
}

/// One alternative of an edge type, or of a node type in ``NearestMissSearch/Position/own`` alone.
private struct TripleDraft {
    private var own = Draft()
    private var source = Draft()
    private var target = Draft()

    subscript(position: NearestMissSearch.Position) -> Draft {
        get {
            switch position {
            case .own: own
            case .source: source
            case .target: target
            }
        }
        set {
            switch position {
            case .own: own = newValue
            case .source: source = newValue
            case .target: target = newValue
            }
        }
    }

    func combined(with other: TripleDraft) -> TripleDraft {
        var result = TripleDraft()
        for position in NearestMissSearch.Position.allCases {
            result[position] = self[position].combined(with: other[position])
        }
        return result
    }
}

/// One base type, with each property already held against the element at hand.
private struct Draft {
    struct Property {
        var absentAllowed: Bool
        /// Whether the element's value is allowed; meaningless when it has none.
        var valueAllowed: Bool
        var expected: [String]
    }
    var labels: Set<Symbol> = []
    var opensLabels = false
    var properties: [Symbol: Property] = [:]
    var opensContent = false

    init() {}

    init(_ form: CompiledForm, _ plan: TypingPlan, _ kind: ElementKind, _ element: ElementClass?) {
        opensLabels = form.opensLabels
        opensContent = form.opensContent
        for property in form.properties {
            let position = element?.position(ofKey: property.key)
            let allowed = position.flatMap { element?.properties[$0].passed.contains(property.test) } ?? false
            properties[property.key] = Property(
                absentAllowed: property.isOptional, valueAllowed: allowed,
                expected: [plan.tests(kind, property.key)[property.test].description])
        }
    }

    /// Section 3's combination; a key that one side does not name keeps what the other side says.
    func combined(with other: Draft) -> Draft {
        var result = self
        result.labels.formUnion(other.labels)
        result.opensLabels = opensLabels || other.opensLabels
        result.opensContent = opensContent || other.opensContent
        result.properties.merge(other.properties) { left, right in
            let value =
                (left.valueAllowed && right.valueAllowed) || (left.valueAllowed && right.absentAllowed)
                || (left.absentAllowed && right.valueAllowed)
            return Property(
                absentAllowed: left.absentAllowed && right.absentAllowed, valueAllowed: value,
                expected: left.expected + right.expected.filter { !left.expected.contains($0) })
        }
        return result
    }

    func difference(from element: ElementClass?) -> NearestMiss.Difference {
        guard let element else { return NearestMiss.Difference() }
        var reasons: [NearestMiss.Reason] = []
        let present = Set(element.labels.symbols)
        reasons += labels.subtracting(present).sorted().map { .missingLabel($0) }
        if !opensLabels { reasons += present.subtracting(labels).sorted().map { .unexpectedLabel($0) } }
        for (key, property) in properties.sorted(by: { $0.key < $1.key }) {
            let expected = property.expected.joined(separator: " or ")
            if let position = element.position(ofKey: key) {
                guard !property.valueAllowed else { continue }
                reasons.append(
                    element.properties[position].isMalformed
                        ? .malformedValue(key) : .wrongValue(key, expected: expected))
            } else if !property.absentAllowed {
                reasons.append(.missingProperty(key, expected: expected))
            }
        }
        if !opensContent {
            reasons += element.properties.filter { properties[$0.key] == nil }
                .map { .unexpectedProperty($0.key) }
        }
        return NearestMiss.Difference(reasons: reasons)
    }

    /// A guess at the cost of the best completion: what is wrong already, less what is explained already.
    func promise(for element: ElementClass?) -> Int {
        guard let element else { return 0 }
        let present = Set(element.labels.symbols)
        var score = 6 * labels.subtracting(present).count - 3 * labels.intersection(present).count
        for (key, property) in properties {
            let isPresent = element.position(ofKey: key) != nil
            if isPresent { score += property.valueAllowed ? -2 : 4 }
            if !isPresent, !property.absentAllowed { score += 4 }
        }
        return score
    }
}
