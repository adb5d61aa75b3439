import Dispatch
import PGSchema
import PropertyGraph
import Synchronization

/// Judges graphs against a graph type.
///
///     let (catalog, diagnostics) = Catalog.load(schemaText)
///     let report = try Validator(catalog: catalog).validate(graph)
///     print(report.conforms)
///
/// Typing comes first, then constraints are evaluated over graph and typing (section 4 of the language).
/// Complexity: linear in the graph; the schema's unions of types cost what ``ValidationError`` limits.
public struct Validator: Sendable {
    /// How to validate and how much to tell.
    public struct Options: Sendable {
        /// How many violations are listed for each rule and constraint; all are counted.
        public var limit: Int
        /// How many threads to use.
        public var workers: Int
        /// Whether the report tells the types of every element.
        public var tellsTyping: Bool

        /// How to validate and how much to tell.
        public init(limit: Int = 100, workers: Int = 2, tellsTyping: Bool = false) {
            self.limit = limit
            self.workers = max(1, workers)
            self.tellsTyping = tellsTyping
        }
    }
    private let catalog: Catalog
    private let graphType: GraphType

    /// Prepares for a graph type of a catalog: the one of the given name, or the last.
    public init(catalog: Catalog, graphType name: String? = nil) throws(ValidationError) {
        self.catalog = catalog
        graphType = try catalog.chosenGraphType(name)
    }

    /// Reads a graph and reports everything that is wrong with it.
    ///
    /// - Throws: What the source cannot read, or a ``ValidationError``.
    public func validate(
        _ source: some GraphSource, symbols: SymbolTable = SymbolTable(), options: Options = Options()
    ) throws -> Report {
        try judge(source, symbols: symbols, options: options, keeping: .whatConstraintsNeed).report
    }

    /// How much of a graph stays in memory.
    package enum Keeping: Sendable {
        /// The properties that constraints speak of.
        case whatConstraintsNeed
        /// All properties.
        case properties
        /// All properties, and what files call the ends of edges, so that the graph can be read once more.
        case everything
    }

    /// Validates a graph and hands it over as it was read.
    package func judge(
        _ source: some GraphSource, symbols: SymbolTable, options: Options, keeping: Keeping
    ) throws -> (report: Report, graph: LoadedGraph) {
        let typing = Typing(plan: TypingPlan(catalog: catalog, graphType: graphType, symbols: symbols))
        let keys = KeptKeys(graphType.constraints, symbols: symbols)
        let loaded = try GraphLoader(
            typing: typing, symbols: symbols, keptNodeKeys: keeping == .whatConstraintsNeed ? keys.node : nil,
            keptEdgeKeys: keeping == .whatConstraintsNeed ? keys.edge : nil,
            keepsEndIdentifiers: keeping == .everything,
            limit: options.limit, workers: options.workers
        ).load(source)
        let view = GraphView(
            graph: loaded.graph, typing: typing, symbols: symbols,
            nodeClasses: Array(loaded.nodeHistogram.keys), contexts: Array(loaded.edgeHistogram.keys))
        let outcomes = try evaluateConstraints(view, options)
        let report = try ReportAssembly(typing: typing, loaded: loaded, options: options).assemble(outcomes)
        return (report, loaded.graph)
    }

    private func evaluateConstraints(
        _ view: GraphView, _ options: Options
    ) throws -> [(outcome: Report.ConstraintOutcome, violations: [Violation])] {
        typealias Evaluated = Result<(outcome: Report.ConstraintOutcome, violations: [Violation]), any Error>
        let constraints = graphType.constraints
        let results = Mutex<[Int: Evaluated]>([:])
        let next = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: min(options.workers, constraints.count)) { _ in
            while true {
                let position = next.withLock { next in
                    defer { next += 1 }
                    return next
                }
                guard position < constraints.count else { return }
                let evaluator = ConstraintEvaluator(
                    constraint: constraints[position], view: view, limit: options.limit)
                let result = Evaluated { try evaluator.evaluate() }
                results.withLock { $0[position] = result }
            }
        }
        return try results.withLock { results in
            try constraints.indices.compactMap { try results[$0]?.get() }
        }
    }
}

/// The properties that constraints speak of; everything else is let go as soon as it is typed.
private struct KeptKeys {
    var node: Set<Symbol> = []
    var edge: Set<Symbol> = []

    init(_ constraints: [Constraint], symbols: SymbolTable) {
        for constraint in constraints {
            let kind = constraint.scope.variables[constraint.target].kind
            if let key = constraint.targetKey { insert(symbols.intern(key), kind) }
            collect(CompiledPattern(constraint.scope, symbols: symbols))
            switch constraint.requirement {
            case .check(let condition):
                collect(CompiledCondition(condition, symbols: symbols).terms, kinds: [kind])
            case .key(_, let descriptor):
                let pattern = CompiledPattern(descriptor.pattern, symbols: symbols)
                collect(pattern)
                collect(
                    descriptor.outputs.map { CompiledPatternTerm($0, symbols: symbols) }, kinds: pattern.kinds
                )
            }
        }
    }

    private mutating func insert(_ key: Symbol, _ kind: ElementKind) {
        if kind == .node { node.insert(key) } else { edge.insert(key) }
    }

    private mutating func collect(_ terms: [CompiledPatternTerm], kinds: [ElementKind]) {
        for case .property(let variable, let key) in terms { insert(key, kinds[variable]) }
    }

    private mutating func collect(_ pattern: CompiledPattern) {
        for (variable, filter) in pattern.filters.enumerated() {
            for property in filter.properties { insert(property.key, pattern.kinds[variable]) }
        }
        for condition in pattern.conditions { collect(condition.terms, kinds: pattern.kinds) }
    }
}
