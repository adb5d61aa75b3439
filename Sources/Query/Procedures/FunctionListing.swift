import QueryValues

/// All functions that expressions can call, for `dbms.functions`.
enum FunctionListing {
    /// Name, signature, summary, and whether it aggregates, ordered by the names.
    static let rows: [[QueryValue]] = {
        var rows: [(name: String, signature: String, summary: String, isAggregating: Bool)] = []
        for function in FunctionLibrary.functions {
            rows.append((function.name, function.signature, function.summary, false))
        }
        for function in GraphFunction.allCases {
            rows.append((function.rawValue, function.signature, function.summary, false))
        }
        for aggregate in Aggregate.allCases {
            let takes =
                aggregate.takesPercentile ? "value :: NUMBER, percentile :: FLOAT" : "value :: ANY"
            rows.append(
                (aggregate.rawValue, "\(aggregate.rawValue)(\(takes)) :: ANY", aggregate.summary, true))
        }
        rows.append(
            ("coalesce", "coalesce(values :: ANY...) :: ANY", "The first value that is not null.", false))
        return rows.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.map {
            [.string($0.name), .string($0.signature), .string($0.summary), .boolean($0.isAggregating)]
        }
    }()
}

extension Function {
    /// The name with the types of arguments and result: `left(STRING, INTEGER) :: STRING`.
    var signature: String {
        var takes = arguments.enumerated().map { position, argument in
            argument.spelled + (position >= arguments.count - optional ? "?" : "")
        }
        if isVariadic, let last = takes.popLast() { takes.append(last + "...") }
        return "\(name)(\(takes.joined(separator: ", "))) :: \(result.spelled)"
    }
}

extension Function.Argument {
    fileprivate var spelled: String {
        switch self {
        case .any: "ANY"
        case .boolean: "BOOLEAN"
        case .integer: "INTEGER"
        case .number: "NUMBER"
        case .string: "STRING"
        case .list: "LIST"
        case .map: "MAP"
        case .oneOf(let types): types.map(\.spelled).joined(separator: " | ")
        case .temporal: "TEMPORAL"
        case .path: "PATH"
        }
    }
}

extension Function.Result {
    fileprivate var spelled: String {
        switch self {
        case .any: "ANY"
        case .boolean: "BOOLEAN"
        case .integer: "INTEGER"
        case .float: "FLOAT"
        case .number: "NUMBER"
        case .string: "STRING"
        case .list: "LIST"
        case .map: "MAP"
        case .date: "DATE"
        case .localTime: "LOCAL TIME"
        case .zonedTime: "ZONED TIME"
        case .localDateTime: "LOCAL DATETIME"
        case .zonedDateTime: "ZONED DATETIME"
        case .duration: "DURATION"
        }
    }
}

extension GraphFunction {
    fileprivate var signature: String {
        let (takes, gives) =
            switch self {
            case .labels: ("NODE", "LIST")
            case .type: ("RELATIONSHIP", "STRING")
            case .properties: ("NODE | RELATIONSHIP | MAP", "MAP")
            case .keys: ("NODE | RELATIONSHIP | MAP", "LIST")
            case .startNode, .endNode: ("RELATIONSHIP", "NODE")
            case .id: ("NODE | RELATIONSHIP", "INTEGER")
            case .elementId: ("NODE | RELATIONSHIP", "STRING")
            case .nodes, .relationships: ("PATH", "LIST")
            case .length: ("PATH", "INTEGER")
            case .exists: ("ANY", "BOOLEAN")
            }
        return "\(rawValue)(\(takes)) :: \(gives)"
    }

    fileprivate var summary: String {
        switch self {
        case .labels: "The labels of a node."
        case .type: "The type of a relationship."
        case .properties: "The properties as a map."
        case .keys: "The keys of the properties, or of a map."
        case .startNode: "The node that a relationship starts at."
        case .endNode: "The node that a relationship ends at."
        case .id: "A number that the element has until the next merge or import."
        case .elementId: "A text that stands for the element until the next merge or import."
        case .nodes: "The nodes of a path."
        case .relationships: "The relationships of a path."
        case .length: "How many relationships a path has."
        case .exists: "Whether a property is there, or a pattern occurs."
        }
    }
}

extension Aggregate {
    fileprivate var summary: String {
        switch self {
        case .count: "How many values are not null; with `*`, how many rows there are."
        case .sum: "The sum of numbers or durations."
        case .average: "The mean of numbers or durations."
        case .minimum: "The first value in the order of ORDER BY."
        case .maximum: "The last value in the order of ORDER BY."
        case .collect: "A list of the values that are not null."
        case .standardDeviation: "The standard deviation of a sample."
        case .populationStandardDeviation: "The standard deviation of the whole population."
        case .continuousPercentile: "A percentile, interpolated between the nearest values."
        case .discretePercentile: "A percentile, as the nearest value that occurs."
        }
    }
}
