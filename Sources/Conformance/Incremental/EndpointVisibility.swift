import PGSchema
import PropertyGraph
import Synchronization

/// Tells whether the edges of a node can notice that the node's class has changed.
///
/// Edges are typed together with their ends, so a node that gains a label may untype every edge it has. Mostly it
/// does not: what edge types demand of their ends is answered as before, and a node of a million edges costs no
/// more than any other.
final class EndpointVisibility: Sendable {
    /// Everything that edge types demand of ends; nil where edge types build on each other, because then the ends
    /// of one edge are judged together.
    private let demands: [CompiledForm]?
    private let typing: Typing
    private let answers = Mutex<[ClassID: [Bool]]>([:])

    /// Prepares for a graph type, where `isTypeless` says that nobody asks for the types of edges.
    init(typing: Typing, isTypeless: Bool) {
        self.typing = typing
        let edgeTypes = typing.plan.types.filter { $0.ends != nil }
        if isTypeless {
            demands = []
        } else if edgeTypes.contains(where: { $0.form.term?.namesType ?? false }) {
            demands = nil
        } else {
            demands = edgeTypes.flatMap { type in type.ends.map { [$0.source, $0.target] } ?? [] }
        }
    }

    func canTellApart(_ before: ClassID, _ after: ClassID) -> Bool {
        guard before != after else { return false }
        guard let demands, let old = answer(before, demands), let new = answer(after, demands) else {
            return true
        }
        return old != new
    }

    /// Nil when there are too many alternatives to tell.
    private func answer(_ node: ClassID, _ demands: [CompiledForm]) -> [Bool]? {
        if let known = answers.withLock({ $0[node] }) { return known }
        do throws(Alternatives.TooMany) {
            var found: [Bool] = []
            for demand in demands { found.append(try typing.fits(node: node, demand)) }
            answers.withLock { $0[node] = found }
            return found
        } catch { return nil }
    }
}

extension CompiledTerm {
    /// Whether a type stands anywhere in it.
    fileprivate var namesType: Bool {
        switch self {
        case .label: false
        case .type: true
        case .all(let parts), .any(let parts): parts.contains(where: \.namesType)
        case .optional(let part): part.namesType
        }
    }
}
