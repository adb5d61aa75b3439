import Cypher

extension BoundQuery {
    /// How many steps times variables a query may have: every step of a plan knows which variables live on behind it.
    private static let largestSize = 1 << 22

    /// Fails for texts of megabytes whose plan would take minutes and gigabytes to make.
    ///
    /// What is created does not count, however much it is: a text may be a whole graph.
    func requireReasonableSize() throws(QueryError) {
        let (size, overflow) = stepCount.multipliedReportingOverflow(by: variables.count)
        guard overflow || size > Self.largestSize else { return }
        throw QueryError(
            .resource, "QueryTooLong", phase: .compileTime,
            "The query has \(stepCount) steps and \(variables.count) variables, which is too much for one plan.",
            suggestion: "Split it into several queries, or pass what it repeats as a list and UNWIND that.")
    }

    private var stepCount: Int {
        parts.reduce(1) { total, part in part.clauses.reduce(total) { $0 + $1.stepCount } }
    }
}

extension BoundClause {
    fileprivate var stepCount: Int {
        switch self {
        case .match(let pattern, _): pattern.nodes.count + pattern.relationships.count
        case .merge(let merge): merge.pattern.nodes.count + merge.pattern.relationships.count
        case .create: 0
        default: 1
        }
    }
}
