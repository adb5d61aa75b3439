import PGSchema
import PropertyGraph

/// Decides which types a class of elements conforms to, each question once.
struct TypeMatcher {
    /// An edge's class together with the classes of its ends.
    struct EdgeContext: Hashable, Sendable {
        let edge: ClassID
        let source: ClassID
        let target: ClassID
    }
    private struct NodeQuestion: Hashable {
        let type: TypeID
        let node: ClassID
    }
    private struct EdgeQuestion: Hashable {
        let type: TypeID
        let context: EdgeContext
    }

    let plan: TypingPlan
    var classes = ClassTable()
    private var nodeStates: [NodeQuestion: [MatchState]] = [:]
    private var edgeStates: [EdgeQuestion: [EdgeMatchState]] = [:]
    private var nodeAnswers: [NodeQuestion: Bool] = [:]
    private var edgeAnswers: [EdgeQuestion: Bool] = [:]

    init(plan: TypingPlan) { self.plan = plan }

    /// The non-abstract member types of a node.
    mutating func types(ofNode node: ClassID) throws(ValidationError) -> [TypeID] {
        var found: [TypeID] = []
        for type in plan.candidates(.node, labels: classes[node].labels)
        where try conforms(node: node, to: type) {
            found.append(type)
        }
        return found
    }

    /// The non-abstract member types of an edge.
    mutating func types(ofEdge context: EdgeContext) throws(ValidationError) -> [TypeID] {
        var found: [TypeID] = []
        for type in plan.candidates(.edge, labels: classes[context.edge].labels)
        where try conforms(edge: context, to: type) {
            found.append(type)
        }
        return found
    }

    /// Whether a node conforms to a node type, abstract or not.
    mutating func conforms(node: ClassID, to type: TypeID) throws(ValidationError) -> Bool {
        let question = NodeQuestion(type: type, node: node)
        if let known = nodeAnswers[question] { return known }
        let element = classes[node]
        do {
            let required = Bits(below: element.labels.symbols.count)
            let states = try self.states(of: plan.types[type.index].form, node, required: required)
            let answer = states.contains { $0.accepts(element) }
            nodeAnswers[question] = answer
            return answer
        } catch { throw tooMany(type, element) }
    }

    /// Whether an edge conforms to an edge type, abstract or not: one alternative must fit it and both ends.
    mutating func conforms(edge context: EdgeContext, to type: TypeID) throws(ValidationError) -> Bool {
        let question = EdgeQuestion(type: type, context: context)
        if let known = edgeAnswers[question] { return known }
        do {
            let states = try self.states(ofEdgeType: type, context)
            let (edge, source, target) = (
                classes[context.edge], classes[context.source], classes[context.target]
            )
            let answer = states.contains {
                $0.edge.accepts(edge) && $0.source.accepts(source) && $0.target.accepts(target)
            }
            edgeAnswers[question] = answer
            return answer
        } catch { throw tooMany(type, classes[context.edge]) }
    }

    private func tooMany(_ type: TypeID, _ element: ElementClass) -> ValidationError {
        .tooManyAlternatives(type: plan.catalog[type].name)
    }

    private mutating func states(
        of form: CompiledForm, _ node: ClassID, required: Bits = Bits()
    ) throws(Alternatives.TooMany) -> [MatchState] {
        guard let own = ownState(of: form, classes[node]) else { return [] }
        guard let term = form.term else { return [own] }
        var parts = try factors(of: term, node)
        parts.append([own])
        return try Alternatives.all(parts, required: required)
    }

    /// The factors of the outermost `&`, so that a form's own part can join them in one product.
    private mutating func factors(
        of term: CompiledTerm, _ node: ClassID
    ) throws(Alternatives.TooMany) -> [[MatchState]] {
        guard case .all(let terms) = term else { return [try states(of: term, node)] }
        var parts: [[MatchState]] = []
        for term in terms {
            parts.append(try states(of: term, node))
            if parts[parts.count - 1].isEmpty { return [[]] }
        }
        return parts
    }

    private mutating func states(
        of term: CompiledTerm, _ node: ClassID
    ) throws(Alternatives.TooMany) -> [MatchState] {
        switch term {
        case .label(let label):
            guard let position = classes[node].position(ofLabel: label) else { return [] }
            return [MatchState(labels: Bits(position))]
        case .type(let type):
            let question = NodeQuestion(type: type, node: node)
            if let known = nodeStates[question] { return known }
            let found = try states(of: plan.types[type.index].form, node)
            nodeStates[question] = found
            return found
        case .all: return try Alternatives.all(try factors(of: term, node))
        case .any(let terms):
            var parts: [[MatchState]] = []
            for term in terms { parts.append(try states(of: term, node)) }
            return try Alternatives.any(parts)
        case .optional(let term): return try Alternatives.any([try states(of: term, node), [.neutral]])
        }
    }

    private mutating func states(
        ofEdgeType type: TypeID, _ context: EdgeContext
    ) throws(Alternatives.TooMany) -> [EdgeMatchState] {
        let question = EdgeQuestion(type: type, context: context)
        if let known = edgeStates[question] { return known }
        let compiled = plan.types[type.index]
        guard let own = ownState(of: compiled.form, classes[context.edge]), let source = compiled.source,
            let target = compiled.target
        else { return [] }
        let sources = try states(of: source, context.source)
        let targets = try states(of: target, context.target)
        var ends: [EdgeMatchState] = []
        for source in sources {
            for target in targets { ends.append(EdgeMatchState(edge: own, source: source, target: target)) }
        }
        var parts = [ends]
        if let term = compiled.form.term { parts += try edgeFactors(of: term, context) }
        let found = try Alternatives.all(parts)
        edgeStates[question] = found
        return found
    }

    private mutating func edgeFactors(
        of term: CompiledTerm, _ context: EdgeContext
    ) throws(Alternatives.TooMany) -> [[EdgeMatchState]] {
        guard case .all(let terms) = term else { return [try edgeStates(of: term, context)] }
        var parts: [[EdgeMatchState]] = []
        for term in terms {
            parts.append(try edgeStates(of: term, context))
            if parts[parts.count - 1].isEmpty { return [[]] }
        }
        return parts
    }

    private mutating func edgeStates(
        of term: CompiledTerm, _ context: EdgeContext
    ) throws(Alternatives.TooMany) -> [EdgeMatchState] {
        switch term {
        case .label(let label):
            guard let position = classes[context.edge].position(ofLabel: label) else { return [] }
            return [
                EdgeMatchState(
                    edge: MatchState(labels: Bits(position)), source: .neutral, target: .neutral)
            ]
        case .type(let type): return try states(ofEdgeType: type, context)
        case .all: return try Alternatives.all(try edgeFactors(of: term, context))
        case .any(let terms):
            var parts: [[EdgeMatchState]] = []
            for term in terms { parts.append(try edgeStates(of: term, context)) }
            return try Alternatives.any(parts)
        case .optional(let term):
            return try Alternatives.any([try edgeStates(of: term, context), [.neutral]])
        }
    }

    /// What a form's own braces and OPEN say of an element; nil when a required property is missing or wrong.
    private func ownState(of form: CompiledForm, _ element: ElementClass) -> MatchState? {
        var state = MatchState(opensLabels: form.opensLabels, opensContent: form.opensContent)
        for property in form.properties {
            if let position = element.position(ofKey: property.key) {
                if element.properties[position].passed.contains(property.test) {
                    state.admitted.insert(position)
                } else if property.isOptional {
                    state.refused.insert(position)
                } else {
                    return nil
                }
            } else if !property.isOptional {
                return nil
            }
        }
        return state
    }
}
