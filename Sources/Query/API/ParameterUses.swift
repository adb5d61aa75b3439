import Cypher
import QueryValues

/// The parameters of a query, with the types that their places leave them.
struct ParameterUses: Sendable {
    /// A place where only values of one type, or null, can stand.
    private struct Demand: Sendable {
        let type: StaticType
        /// The place, for messages: "SKIP", "the list of UNWIND".
        let place: String
    }
    private struct Use: Sendable {
        let name: String
        let range: SourceRange
        var demand: Demand?
    }
    private var uses: [QueryName: Use] = [:]

    /// The parameters, ordered by the bytes of their names.
    var parameters: [PreparedQuery.Parameter] {
        uses.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.map {
            PreparedQuery.Parameter(name: $0.name, type: $0.demand?.type.spelled)
        }
    }

    /// Fails where a parameter is missing, or cannot be what its place demands.
    func check(_ parameters: [String: QueryValue]) throws(QueryError) {
        for use in uses.values.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            guard let value = parameters[use.name] else { throw .missingParameter(use.name, at: use.range) }
            guard let demand = use.demand, !value.isNull, !demand.type.holds(value) else { continue }
            throw .wrongType(
                "The parameter `$\(use.name)` is \(value.written), and \(demand.place) needs "
                    + "\(demand.type.described).",
                at: use.range)
        }
    }

    /// Adds the parameters of a query and its subqueries.
    mutating func add(_ query: BoundQuery) {
        for part in query.parts { for clause in part.clauses { add(clause) } }
    }

    private mutating func add(_ clause: BoundClause) {
        switch clause {
        case .project(let projection):
            demand(.integer, projection.skip, "SKIP")
            demand(.integer, projection.limit, "LIMIT")
        case .unwind(let list, _): demand(.list(.any), list, "UNWIND")
        case .create(let paths): for path in paths { add(path) }
        case .merge(let merge):
            for item in merge.onCreate + merge.onMatch { add(item) }
        case .set(let items): for item in items { add(item) }
        case .subquery(let query, _): add(query)
        case .forEach(_, let list, let clauses):
            demand(.list(.any), list, "FOREACH")
            for clause in clauses { add(clause) }
        case .match, .delete, .call: break
        }
        var expressions: [BoundExpression] = []
        clause.forEachExpression { expressions.append($0) }
        for expression in expressions { add(expression) }
    }

    private mutating func add(_ path: CreatedPath) {
        for properties in path.nodes.map(\.properties) + path.relationships.map(\.properties) {
            demand(.map, properties, "the place of properties")
        }
    }

    private mutating func add(_ item: BoundSetItem) {
        switch item {
        case .replace(_, let value), .merge(_, let value): demand(.map, value, "the place of properties")
        case .property, .addLabels, .removeLabels: break
        }
    }

    private mutating func add(_ expression: BoundExpression) {
        switch expression {
        case .parameter(let name, let range): note(name, range, nil)
        case .binary(.in, _, let list, _): demand(.list(.any), list, "IN")
        case .listComprehension(_, let list, _, _, _), .quantifier(_, _, let list, _, _),
            .reduce(_, _, _, let list, _, _):
            demand(.list(.any), list, "the list behind IN")
        case .function(let function, let arguments, _):
            for (argument, wanted) in zip(arguments, function.arguments) {
                guard let type = wanted.demanded else { continue }
                demand(type, argument, "`\(function.name)`")
            }
        default: break
        }
        var operands: [BoundExpression] = []
        var subqueries: [BoundQuery] = []
        expression.forEachOperand { operands.append($0) }
        expression.forEachSubquery { subqueries.append($0) }
        for operand in operands { add(operand) }
        for subquery in subqueries { add(subquery) }
    }

    private mutating func demand(_ type: StaticType, _ expression: BoundExpression?, _ place: String) {
        guard case .parameter(let name, let range)? = expression else { return }
        note(name, range, Demand(type: type, place: place))
    }

    private mutating func note(_ name: String, _ range: SourceRange, _ demand: Demand?) {
        let key = QueryName(name)
        guard var known = uses[key] else {
            uses[key] = Use(name: name, range: range, demand: demand)
            return
        }
        guard known.demand == nil, let demand else { return }
        known.demand = demand
        uses[key] = known
    }
}

extension Function.Argument {
    /// The one type that an argument may have; nil where there are several.
    fileprivate var demanded: StaticType? {
        switch self {
        case .boolean: .boolean
        case .integer: .integer
        case .number: .number
        case .string: .string
        case .list: .list(.any)
        case .map: .map
        case .path: .path
        case .any, .oneOf, .temporal: nil
        }
    }
}

extension StaticType {
    /// The type as signatures spell it.
    fileprivate var spelled: String? {
        switch self {
        case .boolean: "BOOLEAN"
        case .integer: "INTEGER"
        case .number: "NUMBER"
        case .string: "STRING"
        case .list: "LIST"
        case .map: "MAP"
        case .path: "PATH"
        default: nil
        }
    }

    /// Whether a value that is not null is of one of the types that parameters are checked for.
    fileprivate func holds(_ value: QueryValue) -> Bool {
        switch (self, value) {
        case (.boolean, .boolean), (.integer, .integer), (.string, .string), (.list, .list), (.map, .map),
            (.path, .path):
            true
        // Properties may be taken from another element.
        case (.map, .node), (.map, .relationship): true
        case (.number, _): Double(value) != nil
        default: false
        }
    }
}
