/// A query as a structure: what it means and how it is written both follow from it.
struct ModelQuery {
    var parts: [Part]
    var columns: [Column]
    var isDistinct = false
    /// Where set, rows are ordered by all columns, and this is whether each is descending.
    var descending: [Bool]?
    var skip: Int?
    var limit: Int?

    /// What comes before RETURN.
    enum Part {
        case match(Match)
        case with(Projection)
        case unwind([ModelValue], as: String)
    }

    /// MATCH with some paths.
    struct Match {
        var isOptional = false
        var paths: [Path]
        var condition: Condition?
    }

    /// WITH: variables that stay, and columns that become variables.
    struct Projection {
        var kept: [String]
        var columns: [(column: Column, name: String)]
        var isDistinct = false
        var condition: Condition?
    }

    /// A path of nodes and links.
    struct Path {
        enum Selector: String {
            case all = ""
            case allShortest = "ALL SHORTEST "
            case anyShortest = "ANY SHORTEST "
        }
        var variable: String?
        var selector = Selector.all
        var nodes: [NodePattern]
        var links: [Link]
    }

    struct NodePattern {
        var variable: String?
        var labels: Labels?
        var property: (key: String, value: ModelValue)?
        /// A condition in the parentheses, on this node alone.
        var condition: Condition?
    }

    struct Link {
        enum Direction: CaseIterable { case right, left, either }
        enum Form {
            case single
            /// `*1..2`, or `{1,2}` where `isQuantifier`.
            case repeated(Int, Int?, isQuantifier: Bool)
            /// `((u)-[r]->(v) WHERE condition){1,2}`.
            case group(Int, Int?, from: String, to: String, condition: Condition?)
        }
        var variable: String?
        var types: [String]
        var property: (key: String, value: ModelValue)?
        var direction: Direction
        var form: Form
    }

    indirect enum Labels {
        case label(String)
        case any
        case not(Labels)
        case and(Labels, Labels)
        case or(Labels, Labels)
    }

    /// A value of one type, computed from variables.
    enum Term {
        case literal(ModelValue)
        case property(String, String)
        case variable(String)
        /// The number of elements of a list of relationships or nodes.
        case size(String)
        /// The ids in a list of relationships or nodes.
        case ids(String)
        case pathLength(String)
        case pathNodes(String)
        case pathEdges(String)
        case hasLabels(String, Labels)
        /// COUNT { ... }.
        case count(Path)
    }

    enum Comparison: String, CaseIterable {
        case equal = "=", notEqual = "<>", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual =
            ">="
    }

    indirect enum Condition {
        case compare(Term, Comparison, Term)
        case isNull(Term, isNegated: Bool)
        case isIn(Term, [ModelValue])
        case same(String, String, isNegated: Bool)
        case isTrue(Term)
        case all(String, key: String, Comparison, ModelValue)
        case exists(Path, Condition?)
        case not(Condition)
        case and(Condition, Condition)
        case or(Condition, Condition)
        case xor(Condition, Condition)
    }

    enum Column {
        case term(Term)
        case countAll
        case count(Term, isDistinct: Bool)
        case sum(Term)
        case smallest(Term)
        case largest(Term)

        var isAggregation: Bool {
            if case .term = self { return false }
            return true
        }
    }
}
