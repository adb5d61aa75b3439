/// The words that mean something in some place.
///
/// None is reserved where only a name can stand: labels, types, keys, and what follows AS.
enum Keyword: String, CaseIterable {
    case all = "ALL"
    case allShortestPaths = "ALLSHORTESTPATHS"
    case alter = "ALTER"
    case and = "AND"
    case any = "ANY"
    case `as` = "AS"
    case asc = "ASC"
    case ascending = "ASCENDING"
    case by = "BY"
    case call = "CALL"
    case `case` = "CASE"
    case collect = "COLLECT"
    case contains = "CONTAINS"
    case count = "COUNT"
    case create = "CREATE"
    case delete = "DELETE"
    case desc = "DESC"
    case descending = "DESCENDING"
    case detach = "DETACH"
    case distinct = "DISTINCT"
    case drop = "DROP"
    case edge = "EDGE"
    case `else` = "ELSE"
    case end = "END"
    case ends = "ENDS"
    case exists = "EXISTS"
    case explain = "EXPLAIN"
    case extract = "EXTRACT"
    case `false` = "FALSE"
    case filter = "FILTER"
    case forEach = "FOREACH"
    case graph = "GRAPH"
    case `in` = "IN"
    case `is` = "IS"
    case limit = "LIMIT"
    case match = "MATCH"
    case merge = "MERGE"
    case node = "NODE"
    case none = "NONE"
    case not = "NOT"
    case null = "NULL"
    case offset = "OFFSET"
    case on = "ON"
    case optional = "OPTIONAL"
    case or = "OR"
    case order = "ORDER"
    case path = "PATH"
    case paths = "PATHS"
    case profile = "PROFILE"
    case reduce = "REDUCE"
    case remove = "REMOVE"
    case `return` = "RETURN"
    case set = "SET"
    case shortest = "SHORTEST"
    case shortestPath = "SHORTESTPATH"
    case single = "SINGLE"
    case skip = "SKIP"
    case starts = "STARTS"
    case then = "THEN"
    case `true` = "TRUE"
    case type = "TYPE"
    case union = "UNION"
    case unwind = "UNWIND"
    case when = "WHEN"
    case `where` = "WHERE"
    case with = "WITH"
    case xor = "XOR"
    case yield = "YIELD"

    /// Every keyword by its spelling in capitals.
    static let spellings = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
    /// The length of the longest keyword.
    static let longest = spellings.keys.map(\.utf8.count).max() ?? 0

    /// The words that begin a clause.
    static let clauseStarts: [Keyword] = [
        .match, .optional, .unwind, .with, .return, .create, .merge, .set, .remove, .delete, .detach, .call,
        .forEach,
    ]

    /// Whether it never names a variable where an expression starts, because it is part of one or ends one.
    var isReservedInExpressions: Bool {
        switch self {
        case .and, .or, .xor, .not, .in, .is, .as, .when, .then, .else, .where, .distinct, .true, .false,
            .null, .case, .union:
            true
        default: false
        }
    }

    /// Whether it begins something other than an expression when the start of an operand follows.
    ///
    /// `RETURN end` and `order.date` mean variables, `RETURN MATCH (n)` misses an expression.
    var opensSomething: Bool {
        switch self {
        case .match, .optional, .unwind, .with, .return, .create, .merge, .set, .remove, .delete, .detach,
            .call, .forEach, .order, .by, .skip, .limit, .offset, .on, .yield, .starts, .ends, .contains,
            .end:
            true
        default: false
        }
    }
}
