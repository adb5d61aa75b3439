import Cypher
import QueryValues

/// A variable of a query: each definition has a number of its own, whatever its name.
///
/// The number is also the position of its column while the query runs.
struct Variable: Hashable, Sendable {
    let number: Int

    init(_ number: Int) { self.number = number }
}

/// A query whose names are resolved: what the planner starts from.
///
/// Everything that two ways of writing have in common is one thing here: property maps in patterns are
/// conditions, chains of comparisons are conjunctions, `shortestPath` and `ANY SHORTEST` are one selector.
struct BoundQuery: Sendable {
    /// The single queries.
    var parts: [BoundPart]
    /// How each part after the first is joined: whether ALL was written.
    var keepsDuplicates: [Bool]
    /// The names of the result's columns, each part having its variables; empty where there is no RETURN.
    var columns: [String]
    /// Names and static types by the number of the variable, for the whole query, subqueries included.
    ///
    /// Subqueries themselves have none.
    var variables: [VariableDescription]
    /// Things that are worth saying though the query runs.
    var warnings: [Diagnostic]

    /// Whether any part changes the graph.
    var isWriting: Bool
    /// What the plan of a subquery is found by.
    var identity = Identity()

    final class Identity: Sendable {}
}

/// What is known of a variable.
struct VariableDescription: Sendable {
    /// The name as written; nil for what has no name in the text.
    var name: String?
    var type: StaticType
}

/// One single query.
struct BoundPart: Sendable {
    var clauses: [BoundClause]
    /// The variables of the result's columns, in order; empty where it ends without RETURN.
    var output: [Variable]
}

/// A clause whose names are resolved.
indirect enum BoundClause: Sendable {
    /// MATCH: rows are extended by the ways in which all paths match at once, no relationship twice.
    case match(BoundPattern, isOptional: Bool)
    /// UNWIND.
    case unwind(BoundExpression, as: Variable)
    /// WITH and RETURN.
    case project(BoundProjection)
    /// CREATE.
    case create([CreatedPath])
    /// MERGE.
    case merge(BoundMerge)
    /// SET and REMOVE, in order.
    case set([BoundSetItem])
    /// DELETE.
    case delete([BoundExpression], isDetaching: Bool)
    /// CALL of a procedure.
    case call(BoundProcedureCall)
    /// `CALL { ... }`: run for each row; the output of the subquery's first part are the variables it adds,
    /// and other parts give their values in the same order.
    ///
    /// A unit subquery, without RETURN, adds none and leaves rows as they are.
    case subquery(BoundQuery, imports: [Variable])
    /// FOREACH.
    case forEach(Variable, in: BoundExpression, [BoundClause])
}

/// The paths of one MATCH, as one graph of variables.
struct BoundPattern: Sendable {
    /// Every node variable of the pattern, anonymous ones included, each once.
    var nodes: [PatternNode]
    /// Every relationship, in the order of the text.
    var relationships: [PatternRelationship]
    /// The named paths, and those with a selector.
    var paths: [PatternPath]
    /// What must hold, split at AND: WHERE, property maps, conditions within patterns; labels are not among
    /// them.
    var conditions: [BoundExpression]
}

/// A node of a pattern.
struct PatternNode: Sendable {
    var variable: Variable
    /// What its labels must be, all of it.
    var labels: [LabelExpression]
    /// Whether an earlier clause has defined it.
    var isBound: Bool
}

/// A relationship of a pattern, or a repetition of one.
struct PatternRelationship: Sendable {
    /// How often it is repeated.
    struct Repetition: Sendable {
        var minimum: Int
        var maximum: Int?
        /// What must hold of each single relationship, the variable being `element`: of property maps and
        /// conditions within the brackets.
        var element: Variable
        var conditions: [BoundExpression]
    }
    /// A path that is repeated.
    struct Group: Sendable {
        /// The pattern that is repeated; its variables have new numbers, single values for each repetition.
        var pattern: BoundPattern
        /// The ends of each repetition, nodes of the pattern.
        var start: Variable
        var end: Variable
        /// Variables of the pattern, and the variables outside that hold the lists of their values.
        var collected: [(inner: Variable, outer: Variable)]
        /// All nodes and relationships of a repetition in order, for paths: node, relationship, node, ...
        var walk: [Variable]
        var minimum: Int
        var maximum: Int?
    }
    /// The variable: a relationship, or the list of the relationships of a repetition.
    var variable: Variable
    /// The type or types it may have; nil for any.
    var types: LabelExpression?
    /// The variable of the node at the left in the text.
    var left: Variable
    /// The variable of the node at the right in the text.
    var right: Variable
    var direction: RelationshipPattern.Direction
    /// Nil for a single relationship.
    var repetition: Repetition?
    /// A repeated path in parentheses instead of a relationship.
    var group: Group?
    /// Whether an earlier clause has defined the variable.
    var isBound: Bool
}

/// A path of a pattern that has a name or a selector.
struct PatternPath: Sendable {
    /// The path's variable; without a name, one is made.
    var variable: Variable
    /// Whether the path itself is used under that name.
    var isNamed: Bool
    var selector: PathPattern.Selector
    /// The variable of the first node.
    var start: Variable
    /// Positions in ``BoundPattern/relationships``, in order.
    var relationships: [Int]
}

/// WITH or RETURN.
struct BoundProjection: Sendable {
    /// The columns: new variables, `*` written out.
    ///
    /// A variable that is passed on has a new number too.
    var items: [(variable: Variable, expression: BoundExpression)]
    /// Aggregations: if there are any, ``items`` that contain none are the grouping keys.
    ///
    /// Their arguments see the variables before the projection. Items with aggregations, and ``order``, refer
    /// to the results by ``Aggregation/result``, and to grouping keys by the keys' own variables in
    /// ``items``.
    var aggregations: [Aggregation]
    /// The keys of the groups as positions in ``items``; meaningful with aggregations, or where groups are
    /// asked for.
    var groupingKeys: [Int]
    /// Whether rows are grouped: there are aggregations.
    var isGrouping: Bool
    var isDistinct: Bool
    /// They see the variables of ``items`` and, where rows are neither grouped nor distinct, those before the
    /// projection.
    var order: [(expression: BoundExpression, isDescending: Bool)]
    var skip: BoundExpression?
    var limit: BoundExpression?
    /// WHERE behind WITH, which is tested behind SKIP and LIMIT; sees what ``order`` sees, without
    /// aggregations.
    var conditions: [BoundExpression]
    /// Whether it is RETURN.
    var isLast: Bool
}

/// One aggregation of a projection.
struct Aggregation: Sendable {
    enum Function: String, Sendable {
        case countAll, count, sum, avg, min, max, collect, stDev, stDevP, percentileCont, percentileDisc
    }
    var function: Function
    var isDistinct: Bool
    /// What is aggregated; nil for `count(*)`.
    var argument: BoundExpression?
    /// The percentile.
    var parameter: BoundExpression?
    var result: Variable
    var range: SourceRange
}

/// A path of CREATE: first its nodes are made in order, then its relationships.
///
/// Properties may use what is made before, in this path or an earlier one.
struct CreatedPath: Sendable {
    struct CreatedNode: Sendable {
        var variable: Variable
        var labels: [String]
        /// A map; nil for none.
        var properties: BoundExpression?
        /// Whether it was there before the clause, or was made earlier in it.
        var isBound: Bool
    }
    struct CreatedRelationship: Sendable {
        var variable: Variable
        var type: String
        var properties: BoundExpression?
        var source: Variable
        var target: Variable
    }
    /// The path's name, where it has one.
    var variable: Variable?
    /// In the order of the text.
    var nodes: [CreatedNode]
    /// In the order of the text; `source` and `target` follow the arrow.
    var relationships: [CreatedRelationship]
}

/// MERGE: rows are extended by the matches of the pattern, or by one that is made.
struct BoundMerge: Sendable {
    /// What is looked for, its property maps being conditions.
    var pattern: BoundPattern
    /// What is made where nothing is found; the same variables.
    var created: CreatedPath
    var onCreate: [BoundSetItem]
    var onMatch: [BoundSetItem]
    var range: SourceRange
}

/// A change of SET or REMOVE.
enum BoundSetItem: Sendable {
    /// `n.key = value`; null removes.
    case property(of: BoundExpression, key: String, value: BoundExpression)
    /// `n = map`, or all properties of another element.
    case replace(Variable, BoundExpression)
    /// `n += map`.
    case merge(Variable, BoundExpression)
    /// `n:A:B`.
    case addLabels(Variable, [String])
    /// `REMOVE n:A`.
    case removeLabels(Variable, [String])
}

/// CALL of a procedure.
struct BoundProcedureCall: Sendable {
    var procedure: Procedure
    /// As many as the procedure has; those left out with implicit arguments are parameters.
    var arguments: [BoundExpression]
    /// The procedure's columns that are used, by position, and their variables.
    var outputs: [(column: Int, variable: Variable)]
    /// WHERE behind YIELD.
    var conditions: [BoundExpression]
}
