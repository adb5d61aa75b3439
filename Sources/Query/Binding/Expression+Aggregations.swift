import Cypher

extension Expression {
    /// Whether an aggregation stands in it; those of its subqueries are theirs.
    var containsAggregation: Bool {
        switch form {
        case .countAll: true
        case .call(let call):
            Aggregation.Function(name: call.name.text) != nil
                || call.arguments.contains(where: \.containsAggregation)
        case .literal, .parameter, .variable, .patternComprehension, .pattern, .subquery: false
        case .property(let subject, _), .hasLabels(let subject, _), .isNull(let subject, _),
            .unary(_, let subject):
            subject.containsAggregation
        case .element(let left, let right), .binary(_, let left, let right):
            left.containsAggregation || right.containsAggregation
        case .slice(let subject, let from, let to):
            [subject, from, to].contains { $0?.containsAggregation ?? false }
        case .logical(_, let operands), .comparison(let operands, _), .list(let operands):
            operands.contains(where: \.containsAggregation)
        case .map(let entries): entries.contains { $0.value.containsAggregation }
        case .mapProjection(let subject, let entries):
            subject.containsAggregation
                || entries.contains {
                    if case .entry(let entry) = $0 { entry.value.containsAggregation } else { false }
                }
        case .conditional(let operand, let alternatives, let otherwise):
            [operand, otherwise].contains { $0?.containsAggregation ?? false }
                || alternatives.contains { $0.condition.containsAggregation || $0.result.containsAggregation }
        case .listComprehension(_, let list, let condition, let result):
            [list, condition, result].contains { $0?.containsAggregation ?? false }
        case .quantifier(_, _, let list, let condition):
            [list, condition].contains { $0?.containsAggregation ?? false }
        case .reduce(_, let initial, _, let list, let result):
            [initial, list, result].contains(where: \.containsAggregation)
        }
    }

    /// The variable whose property, or whose property's property, it is.
    var propertyRoot: String? {
        guard case .property(let subject, _) = form else { return nil }
        if case .variable(let name) = subject.form { return name }
        return subject.propertyRoot
    }
}

extension Aggregation.Function {
    /// The aggregation of a name, letters compared without regard to case.
    init?(name: String) {
        switch name.lowercased() {
        case "count": self = .count
        case "sum": self = .sum
        case "avg": self = .avg
        case "min": self = .min
        case "max": self = .max
        case "collect": self = .collect
        case "stdev": self = .stDev
        case "stdevp": self = .stDevP
        case "percentilecont": self = .percentileCont
        case "percentiledisc": self = .percentileDisc
        default: return nil
        }
    }

    /// How many arguments it takes.
    var argumentCount: Int {
        self == .percentileCont || self == .percentileDisc ? 2 : 1
    }

    /// The type of its result for arguments of a type.
    func resultType(of argument: StaticType) -> StaticType {
        switch self {
        case .countAll, .count: .integer
        case .sum, .avg: argument == .duration ? .duration : .any
        case .min, .max: argument
        case .collect: .list(argument)
        case .stDev, .stDevP, .percentileCont: .float
        case .percentileDisc: .number
        }
    }
}
