/// What one text asks for.
public struct Statement: Sendable {
    /// What is done.
    public enum Body: Sendable {
        /// A query, reading or writing.
        case query(Query)
        /// `CREATE GRAPH TYPE ...` and other statements of PG-Schema, as they stand in the text.
        case schema(text: String, SourceRange)
    }
    /// What is shown.
    public enum Mode: Sendable {
        /// The result.
        case run
        /// EXPLAIN: how it would be executed.
        case explain
        /// PROFILE: how it was executed.
        case profile
    }
    /// What is shown.
    public var mode: Mode
    /// What is done.
    public var body: Body

    /// A statement.
    public init(mode: Mode, body: Body) {
        self.mode = mode
        self.body = body
    }
}

/// Single queries, one or joined by UNION.
public struct Query: Sendable {
    /// The single queries, at least one.
    public var parts: [SingleQuery]
    /// How each part after the first is joined: whether ALL was written.
    ///
    /// There is one fewer than parts.
    public var keepsDuplicates: [Bool]
    /// Where it stands.
    public var range: SourceRange

    /// A query.
    public init(parts: [SingleQuery], keepsDuplicates: [Bool], at range: SourceRange) {
        self.parts = parts
        self.keepsDuplicates = keepsDuplicates
        self.range = range
    }
}

/// Clauses one after the other.
public struct SingleQuery: Sendable {
    /// The clauses, at least one.
    public var clauses: [Clause]
    /// Where it stands.
    public var range: SourceRange

    /// A single query.
    public init(clauses: [Clause], at range: SourceRange) {
        self.clauses = clauses
        self.range = range
    }
}

/// One clause with where it stands.
public struct Clause: Sendable {
    /// What it is.
    public indirect enum Form: Sendable {
        /// MATCH and OPTIONAL MATCH.
        case match([PathPattern], isOptional: Bool, condition: Expression?)
        /// UNWIND.
        case unwind(Expression, as: Name)
        /// WITH.
        case with(Projection, condition: Expression?)
        /// RETURN.
        case `return`(Projection)
        /// CREATE.
        case create([PathPattern])
        /// MERGE.
        case merge(PathPattern, onCreate: [SetItem], onMatch: [SetItem])
        /// SET.
        case set([SetItem])
        /// REMOVE.
        case remove([RemoveItem])
        /// DELETE and DETACH DELETE.
        case delete([Expression], isDetaching: Bool)
        /// CALL of a procedure.
        case call(ProcedureCall)
        /// `CALL { ... }`, `CALL (a, b) { ... }`: a subquery for each row.
        case subquery(Query, imports: [Name]?)
        /// `FOREACH (x IN list | updates)`.
        case forEach(variable: Name, list: Expression, updates: [Clause])
    }
    /// What it is.
    public var form: Form
    /// Where it stands.
    public var range: SourceRange

    /// A clause at a place.
    public init(_ form: Form, at range: SourceRange) {
        self.form = form
        self.range = range
    }
}

/// What WITH and RETURN have in common.
public struct Projection: Sendable {
    /// An expression and the name of its column.
    public struct Item: Sendable {
        /// The expression.
        public var expression: Expression
        /// The name after AS.
        public var alias: Name?
        /// The text of the expression as written, which names the column without an alias.
        public var text: String

        /// An item.
        public init(expression: Expression, alias: Name?, text: String) {
            self.expression = expression
            self.alias = alias
            self.text = text
        }
    }
    /// A key of ORDER BY.
    public struct SortItem: Sendable {
        /// What is compared.
        public var expression: Expression
        /// Whether the largest comes first.
        public var isDescending: Bool

        /// A key.
        public init(expression: Expression, isDescending: Bool) {
            self.expression = expression
            self.isDescending = isDescending
        }
    }
    /// Whether equal rows are one.
    public var isDistinct: Bool
    /// Whether `*` stands first: all variables in scope.
    public var includesAll: Bool
    /// The items after `*`, or all.
    public var items: [Item]
    /// ORDER BY.
    public var order: [SortItem]
    /// SKIP.
    public var skip: Expression?
    /// LIMIT.
    public var limit: Expression?
    /// Where it stands.
    public var range: SourceRange

    /// A projection.
    public init(
        isDistinct: Bool = false, includesAll: Bool = false, items: [Item], order: [SortItem] = [],
        skip: Expression? = nil, limit: Expression? = nil, at range: SourceRange
    ) {
        self.isDistinct = isDistinct
        self.includesAll = includesAll
        self.items = items
        self.order = order
        self.skip = skip
        self.limit = limit
        self.range = range
    }
}

/// One change of SET.
public enum SetItem: Sendable {
    /// `n.key = value`; the subject is any expression that gives an element.
    case property(of: Expression, key: Name, value: Expression)
    /// `n = map`.
    case replace(variable: Name, value: Expression)
    /// `n += map`.
    case merge(variable: Name, value: Expression)
    /// `n:A:B`.
    case labels(variable: Name, [Name])
}

/// One change of REMOVE.
public enum RemoveItem: Sendable {
    /// `n.key`.
    case property(of: Expression, key: Name)
    /// `n:A:B`.
    case labels(variable: Name, [Name])
}

/// `CALL name(arguments) YIELD a AS b WHERE c`.
public struct ProcedureCall: Sendable {
    /// A column that is used.
    public struct Yield: Sendable {
        /// The procedure's name for it.
        public var column: Name
        /// The name it gets.
        public var alias: Name?

        /// A column.
        public init(column: Name, alias: Name?) {
            self.column = column
            self.alias = alias
        }
    }
    /// The procedure's name, namespaces included.
    public var name: Name
    /// The arguments; nil where the parentheses were left out.
    public var arguments: [Expression]?
    /// YIELD; nil where it was left out.
    public var yield: [Yield]?
    /// Whether `YIELD *` was written.
    public var yieldsAll: Bool
    /// WHERE behind YIELD.
    public var condition: Expression?

    /// A call.
    public init(
        name: Name, arguments: [Expression]?, yield: [Yield]?, yieldsAll: Bool, condition: Expression?
    ) {
        self.name = name
        self.arguments = arguments
        self.yield = yield
        self.yieldsAll = yieldsAll
        self.condition = condition
    }
}
