import PGSchema
import PropertyGraph
import Synchronization

/// The types of classes, shared by all threads; each is worked out once.
final class Typing: Sendable {
    /// A class of edges within its ends, numbered.
    struct ContextID: Hashable, Sendable {
        let raw: UInt32
        var index: Int { Int(raw) }
    }
    fileprivate struct State {
        var matcher: TypeMatcher
        var nodeTypes: [ClassID: [TypeID]] = [:]
        var contexts: [TypeMatcher.EdgeContext] = []
        var contextIdentifiers: [TypeMatcher.EdgeContext: ContextID] = [:]
        var edgeTypes: [[TypeID]] = []
        var misses: [ClassID: NearestMiss] = [:]
        var edgeMisses: [ContextID: NearestMiss] = [:]
    }

    let plan: TypingPlan
    private let state: Mutex<State>

    init(plan: TypingPlan) {
        self.plan = plan
        state = Mutex(State(matcher: TypeMatcher(plan: plan)))
    }

    func intern(_ classes: [ElementClass]) -> [ClassID] {
        state.withLock { state in classes.map { state.matcher.classes.intern($0) } }
    }

    func elementClass(_ id: ClassID) -> ElementClass { state.withLock { $0.matcher.classes[id] } }

    func context(_ id: ContextID) -> TypeMatcher.EdgeContext { state.withLock { $0.contexts[id.index] } }

    /// The non-abstract member types of nodes of a class.
    func types(ofNode node: ClassID) throws -> [TypeID] {
        try state.withLock { try $0.types(ofNode: node) }
    }

    /// Numbers a combination of an edge's class and those of its ends, and finds its types.
    func intern(_ context: TypeMatcher.EdgeContext) throws -> ContextID {
        try state.withLock { state in
            if let known = state.contextIdentifiers[context] { return known }
            let id = ContextID(raw: UInt32(state.contexts.count))
            state.edgeTypes.append(try state.matcher.types(ofEdge: context))
            state.contexts.append(context)
            state.contextIdentifiers[context] = id
            return id
        }
    }

    /// The non-abstract member types of edges in a context.
    func types(ofEdge context: ContextID) -> [TypeID] { state.withLock { $0.edgeTypes[context.index] } }

    /// Whether nodes of a class satisfy a label condition of a constraint.
    func satisfies(node: ClassID, _ condition: CompiledTerm) throws -> Bool {
        try state.withLock { state in
            try state.satisfies(condition, labels: state.matcher.classes[node].labels) {
                try $0.matcher.conforms(node: node, to: $1)
            }
        }
    }

    /// Whether a node of a class meets what an edge type demands of one of its ends.
    func fits(node: ClassID, _ end: CompiledForm) throws(Alternatives.TooMany) -> Bool {
        try state.withLock { state throws(Alternatives.TooMany) in
            try !state.matcher.states(of: end, node, outside: .neutral).isEmpty
        }
    }

    /// Whether edges in a context satisfy a label condition of a constraint.
    func satisfies(edge: ContextID, _ condition: CompiledTerm) throws -> Bool {
        try state.withLock { state in
            let context = state.contexts[edge.index]
            return try state.satisfies(condition, labels: state.matcher.classes[context.edge].labels) {
                try $0.matcher.conforms(edge: context, to: $1)
            }
        }
    }

    /// The type that untyped nodes of a class come nearest to, and what keeps them from it.
    func nearestMiss(ofNode node: ClassID) -> NearestMiss {
        state.withLock { state in
            if let known = state.misses[node] { return known }
            let miss = NearestMissSearch.search(node: state.matcher.classes[node], plan)
            state.misses[node] = miss
            return miss
        }
    }

    /// The type that untyped edges in a context come nearest to, and what keeps them from it.
    func nearestMiss(ofEdge edge: ContextID) throws -> NearestMiss {
        try state.withLock { try $0.nearestMiss(ofEdge: edge, plan) }
    }

    /// Whether untyped edges in a context would conform if the nodes at their ends did.
    func followsFromEndpoint(_ edge: ContextID) throws -> Bool {
        try state.withLock { state in
            let context = state.contexts[edge.index]
            let labels = state.matcher.classes[context.edge].labels
            // A search is dear, and most graphs have many contexts; these two cases need none.
            if plan.candidates(.edge, labels: labels).isEmpty { return false }
            if try !state.types(ofNode: context.source).isEmpty,
                try !state.types(ofNode: context.target).isEmpty
            {
                return false
            }
            return try state.nearestMiss(ofEdge: edge, plan).followsFromEndpoint
        }
    }
}

extension Typing.State {
    fileprivate mutating func types(ofNode node: ClassID) throws -> [TypeID] {
        if let known = nodeTypes[node] { return known }
        let found = try matcher.types(ofNode: node)
        nodeTypes[node] = found
        return found
    }

    fileprivate mutating func nearestMiss(
        ofEdge edge: Typing.ContextID, _ plan: TypingPlan
    ) throws -> NearestMiss {
        if let known = edgeMisses[edge] { return known }
        let context = contexts[edge.index]
        let source = Endpoint(
            elementClass: matcher.classes[context.source],
            isTyped: try !types(ofNode: context.source).isEmpty)
        let target = Endpoint(
            elementClass: matcher.classes[context.target],
            isTyped: try !types(ofNode: context.target).isEmpty)
        let miss = NearestMissSearch.search(
            edge: matcher.classes[context.edge], source: source, target: target, plan)
        edgeMisses[edge] = miss
        return miss
    }

    fileprivate mutating func satisfies(
        _ condition: CompiledTerm, labels: LabelSet,
        _ conforms: (inout Typing.State, TypeID) throws -> Bool
    ) throws -> Bool {
        switch condition {
        case .label(let label): return labels.symbols.contains(label)
        case .type(let type): return try conforms(&self, type)
        case .all(let parts):
            for part in parts where try !satisfies(part, labels: labels, conforms) { return false }
            return true
        case .any(let parts):
            for part in parts where try satisfies(part, labels: labels, conforms) { return true }
            return false
        case .optional: return true
        }
    }
}
