import Cypher

/// A name of a query, compared by its UTF-8 bytes.
struct QueryName: Hashable, Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: QueryName, right: QueryName) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }
}

/// Which variables the names mean at a place of the query.
///
/// The innermost layer holds what the clauses so far have defined, and WITH replaces it; those below are what
/// a subquery sees of its outside, or what a comprehension sees of its surroundings. Names of inner layers
/// hide those of outer ones.
struct Scope: Sendable {
    private var layers: [[QueryName: Variable]] = [[:]]
    /// Projections whose columns stand for the variables before them, inner ones last.
    private(set) var groupings: [GroupingView] = []
    /// The number of the first variable that this query, or subquery, can have defined itself.
    private(set) var firstNumber = 0

    /// How many layers there are.
    var depth: Int { layers.count }

    /// The variable of a name, before groupings are considered.
    subscript(name: String) -> Variable? {
        let name = QueryName(name)
        for layer in layers.reversed() {
            if let variable = layer[name] { return variable }
        }
        return nil
    }

    /// Whether a name is defined in a layer above some others.
    func defines(_ name: String, above depth: Int) -> Bool {
        layers.dropFirst(depth).contains { $0[QueryName(name)] != nil }
    }

    /// Whether nothing has a name here.
    var isEmpty: Bool { layers.allSatisfy(\.isEmpty) }

    /// The names and variables of the innermost layer, ordered by the bytes of the names.
    var innermost: [(name: String, variable: Variable)] {
        (layers.last ?? [:]).map { ($0.key.text, $0.value) }
            .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    }

    /// The visible names, ordered by their bytes.
    var names: [String] {
        Set(layers.flatMap(\.keys)).map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Gives a name a meaning in the innermost layer.
    mutating func define(_ name: String, as variable: Variable) {
        layers[layers.count - 1][QueryName(name)] = variable
    }

    /// The scope behind WITH: the innermost layer is new.
    func replacingInnermost(with columns: [(name: String, variable: Variable)]) -> Scope {
        var scope = self
        scope.layers[layers.count - 1] = [:]
        for (name, variable) in columns { scope.define(name, as: variable) }
        return scope
    }

    /// A scope in which further names can be defined without changing this one.
    func nested() -> Scope {
        var scope = self
        scope.layers.append([:])
        return scope
    }

    /// A scope in which one further name has a meaning.
    func nested(_ name: String, as variable: Variable) -> Scope {
        var scope = nested()
        scope.define(name, as: variable)
        return scope
    }

    /// The scope of a subquery, whose own variables begin at a number.
    func nestedSubquery(firstNumber: Int) -> Scope {
        var scope = nested()
        scope.firstNumber = firstNumber
        return scope
    }

    /// The scope of a subquery that sees only some variables of the outside.
    func subquery(importing imports: [(name: String, variable: Variable)], firstNumber: Int) -> Scope {
        var scope = Scope()
        scope.firstNumber = firstNumber
        for (name, variable) in imports { scope.define(name, as: variable) }
        return scope.nested()
    }

    /// The scope behind a projection whose columns stand for what was before it.
    func viewed(through grouping: GroupingView) -> Scope {
        var scope = self
        scope.groupings.append(grouping)
        return scope
    }

    /// The scope of an expression beside an aggregation, where only variables and properties may repeat a
    /// column.
    func refusingComplexKeys() -> Scope {
        var scope = self
        if !scope.groupings.isEmpty { scope.groupings[groupings.count - 1].refusesComplexKeys = true }
        return scope
    }
}

/// How expressions behind a projection reach what was before it.
struct GroupingView: Sendable {
    /// What an expression of the projection was, which decides where an equal one may stand.
    enum Origin: Sendable {
        /// A variable or a property of one.
        case simpleKey
        /// Any other expression without aggregations.
        case complexKey
        /// An expression with aggregations.
        case aggregate
    }
    /// What it means that something is not among the columns.
    enum Omission: Sendable {
        /// It stands beside an aggregation, and grouping does not determine it.
        case ambiguous
        /// It is out of scope.
        case undefined
    }
    /// The numbers of the variables that can only be reached through columns; empty where all are still
    /// there.
    var hidden: Range<Int>
    /// Columns that pass on a variable.
    var columns: [Variable: Variable] = [:]
    /// Columns by the expressions that they were.
    var expressions: [ExpressionShape: (column: Variable, origin: Origin)] = [:]
    /// What it means that something is not among the columns.
    var omission: Omission
    /// Whether an expression that equals a complex key may not stand for it, beside an aggregation.
    var refusesComplexKeys: Bool
    /// How many layers the scope had; names above are local to an expression.
    var depth: Int
}
