import Cypher
import QueryValues

/// How rows come about: a step, and the plan of the rows it starts from.
///
/// A plan names nothing of one state of the store, so that it can be kept and run on the next one.
final class Plan: Sendable {
    let step: PlanStep
    /// Where the rows come from; nil for ``PlanStep/argument``.
    let input: Plan?
    /// How many rows are expected.
    let estimate: Double
    /// By number of the variable: whether somebody above asks for it.
    let live: [Bool]
    /// How many steps there are one behind the other; running them nests as deep.
    let depth: Int

    /// More steps than that would be too many for the stack of a thread.
    static let deepest = 400

    init(_ step: PlanStep, _ input: Plan?, estimate: Double, live: [Bool] = []) {
        self.step = step
        self.input = input
        self.estimate = estimate
        self.live = live
        depth = (input?.depth ?? 0) + 1
    }
}

/// What is done to rows.
enum PlanStep: Sendable {
    /// The rows that the plan is given: one without variables at the start of a query, those of the outside in a subquery.
    case argument
    /// Each row with each node of some labels.
    case scan(Variable, [LabelExpression])
    /// Each row with the nodes that have a label, and a property equal to a value, or to one of a list of values.
    case lookup(
        Variable, label: String, key: String, value: BoundExpression, isList: Bool, [LabelExpression])
    /// Each row with the node of an id.
    case nodeByID(Variable, BoundExpression, [LabelExpression])
    /// Each row with each relationship of a node, and the node at its other end.
    case expand(Expansion)
    /// Each row counted as often as a node has relationships of which nobody asks more.
    case degree(Expansion)
    /// Each row with each node that is joined to two others, by a relationship to each.
    case intersect(Expansion, Expansion)
    /// Each row with each relationship whose variable is bound already, if it lies as the pattern wants.
    case connect(Expansion)
    /// Each row with each walk along relationships that are all different.
    case repeatedly(RepeatedExpansion)
    /// Each row with each walk along repetitions of a pattern.
    case group(GroupExpansion)
    /// Each row with one shortest walk, or all of them, between two nodes.
    case shortest(ShortestExpansion)
    /// Rows of which all conditions hold.
    case filter([BoundExpression])
    /// Rows whose node has the labels.
    case labels(Variable, [LabelExpression])
    /// A path of what is bound.
    case path(Variable, start: Variable, [PathItem])
    /// New variables.
    case project([(variable: Variable, expression: BoundExpression)])
    /// Groups.
    case aggregate(
        keys: [(variable: Variable, expression: BoundExpression)], [Aggregation], carried: [Variable])
    /// Rows that differ in some variables.
    case distinct([Variable])
    /// Rows in order.
    case sort([SortKey])
    /// The first rows in order, some of them skipped.
    case top([SortKey], skip: BoundExpression?, limit: BoundExpression)
    /// A stretch of the rows.
    case page(skip: BoundExpression?, limit: BoundExpression?)
    /// Each row with each element of a list.
    case unwind(BoundExpression, Variable)
    /// Each row with the rows that a plan makes of it, or with nulls where it makes none.
    case optional(Plan, ordinal: Variable, nulls: [Variable])
    /// Each row with the rows that a plan makes of it; `isUnit` leaves rows as they are.
    case apply(PlannedSubquery, isUnit: Bool)
    /// Each row with the rows of another plan that have equal keys.
    case join(Plan, left: [BoundExpression], right: [BoundExpression], adds: [Variable])
    /// The rows of all plans, their columns under new variables.
    case union([(plan: Plan, outputs: [Variable])], as: [Variable])
    case create([CreatedPath])
    case merge(BoundMerge, match: Plan)
    case set([BoundSetItem])
    case delete([BoundExpression], isDetaching: Bool)
    case call(BoundProcedureCall)
    case forEach(Variable, in: BoundExpression, Plan)
    /// All rows before the first is handed on, so that what is written later is not read.
    case collectAll
}

/// A key of an order.
typealias SortKey = (expression: BoundExpression, isDescending: Bool)

/// A relationship of a pattern as it is walked.
struct Expansion: Sendable {
    enum Direction: Sendable {
        case outgoing, incoming, either

        var reversed: Direction {
            switch self {
            case .outgoing: .incoming
            case .incoming: .outgoing
            case .either: .either
            }
        }
    }
    var from: Variable
    var relationship: Variable
    var to: Variable
    var direction: Direction
    var types: LabelExpression?
    /// Whether the node at the other end is bound already.
    var isInto: Bool
    /// What the labels of a new node at the other end must be.
    var labels: [LabelExpression]
    /// Relationships, or lists of them, that it must differ from.
    var differsFrom: [Variable]
    /// Whether the node that it starts from is bound already; only a relationship that is bound itself may go without.
    var isFromBound = true
}

/// A walk along relationships that are all different.
struct RepeatedExpansion: Sendable {
    /// `relationship` is the list.
    var expansion: Expansion
    var minimum: Int
    var maximum: Int?
    var element: Variable
    var conditions: [BoundExpression]
    /// Whether the list is in the order of the text, or walked from its end.
    var isReversed: Bool
    /// Whether only the ends matter, each pair once.
    var isReachability = false
}

/// A walk along repetitions of a pattern.
struct GroupExpansion: Sendable {
    var group: PatternRelationship.Group
    /// Where the walk starts, and where it ends.
    var from: Variable
    var to: Variable
    var isInto: Bool
    var labels: [LabelExpression]
    /// The plan of one repetition: ``PatternRelationship/Group/start`` is bound in its rows.
    var repetition: Plan
    var differsFrom: [Variable]
    /// The relationships of a repetition, which differ from those of the others.
    var relationships: [Variable]
    /// The variable of the walk as an alternating list, for paths.
    var walk: Variable
}

/// Shortest walks between two bound nodes.
struct ShortestExpansion: Sendable {
    var expansion: Expansion
    var minimum: Int
    var maximum: Int?
    var element: Variable
    var conditions: [BoundExpression]
    var findsAll: Bool
}

/// A part of a path behind its first node.
enum PathItem: Sendable {
    /// A relationship to the other of its ends.
    case relationship(Variable)
    /// A list of relationships.
    case relationships(Variable)
    /// Alternating relationships and nodes of a group.
    case walk(Variable)
}

/// The plan of a subquery.
struct PlannedSubquery: Sendable {
    let root: Plan
    /// The variable that numbers the rows of the outside.
    let ordinal: Variable
    /// Whether it must run for one row of the outside at a time, because it counts or limits.
    let isRowwise: Bool
    /// The only column, where one is wanted.
    let output: Variable?
}

/// A plan that is ready to run.
struct PreparedPlan: Sendable {
    let root: Plan
    let columns: [String]
    let output: [Variable]
    /// How many variables there are, those of the planner included.
    let width: Int
    let subqueries: [ObjectIdentifier: PlannedSubquery]
    let isWriting: Bool
    let warnings: [Diagnostic]
    /// Keeps the identities of the subqueries alive.
    let query: BoundQuery
}
