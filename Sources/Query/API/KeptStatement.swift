import Cypher
import GraphStore
import QueryValues
import Synchronization

/// A statement with the plan that was made of it last.
final class KeptStatement: Sendable {
    let statement: Statement
    private let known = Mutex<(key: Key, plan: PreparedPlan)?>(nil)

    /// What a plan depends on besides the text.
    private struct Key: Equatable {
        let state: StoreState.Key
        /// Nil while nobody knows which will be given.
        let parameters: Set<String>?
    }

    init(_ statement: Statement) { self.statement = statement }

    /// The plan of the statement's query in a state of the store.
    ///
    /// The names of the parameters are nil while they are not known.
    func plan(
        _ query: Cypher.Query, _ parameters: Set<String>?, _ state: StoreState, _ plans: PlanCache,
        _ procedures: ProcedureRegistry
    ) throws -> PreparedPlan {
        let key = Key(state: state.key, parameters: parameters)
        if let known = known.withLock({ $0 }), known.key == key { return known.plan }
        let schema = plans.schema(state)
        let binder = Binder(
            procedures: procedures, schema: schema?.catalog, vocabulary: try Vocabulary(state.graph),
            parameters: parameters, narrowing: state.conforms ? schema?.narrowing : nil)
        let bound = try binder.bind(query)
        try bound.requireReasonableSize()
        let plan = try Planner.plan(bound, Statistics(state.graph))
        known.withLock { $0 = (key, plan) }
        return plan
    }
}
