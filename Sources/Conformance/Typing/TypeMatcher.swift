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
    /// A node type and a class of nodes, or an edge type and a context.
    struct Question<Subject: Hashable>: Hashable {
        let type: TypeID
        let subject: Subject
    }
    /// The same within a larger type, of which something is known.
    struct PartQuestion<Subject: Hashable, State: Combinable>: Hashable {
        let type: TypeID
        let subject: Subject
        let outside: Bounds<State>
    }

    let plan: TypingPlan
    var classes = ClassTable()
    var nodeBounds: [Question<ClassID>: Bounds<MatchState>] = [:]
    var edgeBounds: [Question<EdgeContext>: Bounds<EdgeMatchState>] = [:]
    var nodeStates: [PartQuestion<ClassID, MatchState>: [MatchState]] = [:]
    var edgeStates: [PartQuestion<EdgeContext, EdgeMatchState>: [EdgeMatchState]] = [:]
    var soleNodeStates: [Question<ClassID>: MatchState?] = [:]
    var soleEdgeStates: [Question<EdgeContext>: EdgeMatchState?] = [:]
    private var nodeAnswers: [Question<ClassID>: Bool] = [:]
    private var edgeAnswers: [Question<EdgeContext>: Bool] = [:]

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
        let question = Question(type: type, subject: node)
        if let known = nodeAnswers[question] { return known }
        do {
            // With nothing outside, only states that account for the whole element are left.
            let answer = try !states(of: plan.types[type.index].form, node, outside: .neutral).isEmpty
            nodeAnswers[question] = answer
            return answer
        } catch { throw .tooManyAlternatives(type: plan.catalog[type].name) }
    }

    /// Whether an edge conforms to an edge type, abstract or not: one alternative must fit it and both ends.
    mutating func conforms(edge context: EdgeContext, to type: TypeID) throws(ValidationError) -> Bool {
        let question = Question(type: type, subject: context)
        if let known = edgeAnswers[question] { return known }
        do {
            let answer = try !states(ofEdgeType: type, context, outside: .neutral).isEmpty
            edgeAnswers[question] = answer
            return answer
        } catch { throw .tooManyAlternatives(type: plan.catalog[type].name) }
    }

    /// What a form's own braces and OPEN say of an element; nil when a required property is missing or wrong.
    func ownState(of form: CompiledForm, _ element: ElementClass) -> MatchState? {
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

extension CompiledForm {
    /// The factors of the outermost `&`, which a form's own braces and OPEN join.
    var factors: [CompiledTerm] { term?.factors ?? [] }
}

extension CompiledTerm {
    var factors: [CompiledTerm] { if case .all(let parts) = self { parts } else { [self] } }
}
