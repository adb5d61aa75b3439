@testable import ReferenceSemantics

/// Makes random queries that are valid, of the parts that the model knows.
struct RandomQuery {
    enum Kind { case node, edge, edges, nodes, path, value }

    private var random: SplitMix64
    /// The variables that the next clause sees.
    private var scope: [(name: String, kind: Kind)] = []
    private var names = 0
    /// GQL's repetitions and openCypher's do not stand in one query.
    private let isGQL: Bool

    private init(_ random: SplitMix64) {
        self.random = random
        isGQL = self.random.chance(0.35)
    }

    static func make(using random: inout SplitMix64) -> ModelQuery {
        var maker = RandomQuery(random)
        let query = maker.query()
        random = maker.random
        return query
    }

    private mutating func query() -> ModelQuery {
        var parts: [ModelQuery.Part] = []
        if random.chance(0.05) {
            let name = fresh("k")
            parts.append(.unwind([.integer(1), .null, .integer(0)], as: name))
            scope.append((name, .value))
        }
        for index in 0..<random.pick([1, 1, 1, 2, 2, 3]) {
            if index > 0, random.chance(0.35) { parts.append(.with(projection())) }
            parts.append(.match(match(isFirst: index == 0)))
        }
        var query = ModelQuery(parts: parts, columns: [])
        query.columns = columns(random.count(1...3), withAggregations: random.chance(0.35))
        query.isDistinct = random.chance(0.2)
        if random.chance(0.25) {
            query.descending = query.columns.map { _ in random.chance(0.4) }
            if random.chance(0.5) { query.skip = random.count(0...3) }
            if random.chance(0.6) { query.limit = random.count(0...5) }
        }
        return query
    }

    private mutating func fresh(_ prefix: String) -> String {
        names += 1
        return "\(prefix)\(names)"
    }

    private func named(_ kinds: Kind...) -> [String] {
        scope.filter { kinds.contains($0.kind) }.map(\.name)
    }

    // A variable that is named twice in one clause is one node; a relationship may be so only from an earlier clause.
    private mutating func match(isFirst: Bool) -> ModelQuery.Match {
        let bound = named(.edge)
        var reusable = bound
        var match = ModelQuery.Match(isOptional: random.chance(isFirst ? 0.1 : 0.4), paths: [])
        if random.chance(isGQL ? 0.3 : 0) {
            match.paths = [shortest()]
        } else {
            for _ in 0..<random.pick([1, 1, 1, 1, 2, 2, 3]) { match.paths.append(path(&reusable)) }
        }
        if random.chance(0.5) { match.condition = condition(depth: 2) }
        return match
    }

    private mutating func path(_ reusable: inout [String]) -> ModelQuery.Path {
        var path = ModelQuery.Path(nodes: [node()], links: [])
        for _ in 0..<random.pick([0, 1, 1, 1, 2, 2, 3]) {
            path.links.append(link(&reusable))
            path.nodes.append(node())
        }
        if random.chance(0.15) {
            let name = fresh("p")
            path.variable = name
            scope.append((name, .path))
        }
        return path
    }

    private mutating func shortest() -> ModelQuery.Path {
        let known = scope
        var none: [String] = []
        var link = link(&none)
        scope = known
        let maximum = random.chance(0.5) ? nil : random.count(1...3)
        link.form = .repeated(random.count(0...1), maximum, isQuantifier: true)
        link.variable = nil
        var path = ModelQuery.Path(nodes: [node(), node()], links: [])
        if random.chance(0.4) {
            // Which one it gives is not told, so nothing but its ends may be asked for.
            path.selector = .anyShortest
        } else {
            path.selector = .allShortest
            let (name, list) = (fresh("p"), fresh("l"))
            path.variable = name
            link.variable = list
            scope += [(name, .path), (list, .edges)]
        }
        path.links = [link]
        return path
    }

    private mutating func node() -> ModelQuery.NodePattern {
        var pattern = ModelQuery.NodePattern()
        let known = named(.node)
        if !known.isEmpty, random.chance(0.35) {
            pattern.variable = random.pick(known)
        } else if random.chance(0.75) {
            let name = fresh("n")
            pattern.variable = name
            scope.append((name, .node))
        }
        if random.chance(0.3) { pattern.labels = labels(depth: random.count(0...2)) }
        if random.chance(0.1) { pattern.property = property() }
        if let name = pattern.variable, random.chance(0.07) {
            pattern.condition = .compare(
                .property(name, "a"), random.pick(ModelQuery.Comparison.allCases), .literal(literal()))
        }
        return pattern
    }

    private mutating func link(_ reusable: inout [String]) -> ModelQuery.Link {
        var link = ModelQuery.Link(
            types: random.chance(0.5) ? [] : random.some(of: ModelGraph.types, 0.6),
            direction: random.pick(ModelQuery.Link.Direction.allCases), form: .single)
        if random.chance(0.12) { link.property = property() }
        let choice = random.count(0...99)
        if choice < 72 {
            if !reusable.isEmpty, random.chance(0.15) {
                let name = random.pick(reusable)
                reusable.removeAll { $0 == name }
                link.variable = name
            } else if random.chance(0.5) {
                let name = fresh("r")
                link.variable = name
                scope.append((name, .edge))
            }
            return link
        }
        if random.chance(0.5) {
            let name = fresh("l")
            link.variable = name
            scope.append((name, .edges))
        }
        let minimum = random.count(0...2)
        let maximum = random.chance(0.25) ? nil : minimum + random.count(0...2)
        guard isGQL, random.chance(0.5) else {
            link.form = .repeated(minimum, maximum, isQuantifier: isGQL)
            return link
        }
        let (from, to) = (fresh("g"), fresh("g"))
        var inner: ModelQuery.Condition?
        if random.chance(0.6) {
            let comparison = random.pick(ModelQuery.Comparison.allCases)
            inner = .compare(.property(from, "a"), comparison, .property(to, random.pick(["a", "id"])))
        }
        link.form = .group(minimum, maximum, from: from, to: to, condition: inner)
        scope += [(from, .nodes), (to, .nodes)]
        return link
    }

    private mutating func labels(depth: Int) -> ModelQuery.Labels {
        guard depth > 0 else { return random.chance(0.1) ? .any : .label(random.pick(ModelGraph.labels)) }
        switch random.count(0...2) {
        case 0: return .not(labels(depth: depth - 1))
        case 1: return .and(labels(depth: depth - 1), labels(depth: 0))
        default: return .or(labels(depth: 0), labels(depth: depth - 1))
        }
    }

    private mutating func property() -> (key: String, value: ModelValue) {
        let key = random.pick(["a", "b"])
        return (key, random.pick(ModelGraph.values[key]!))
    }

    private mutating func literal() -> ModelValue {
        random.pick([.integer(0), .integer(1), .integer(2), .string("x"), .string("y"), .null])
    }

    private mutating func term() -> ModelQuery.Term {
        guard !scope.isEmpty else { return .literal(literal()) }
        let (name, kind) = random.pick(scope)
        switch kind {
        case .node:
            if random.chance(0.1) { return .hasLabels(name, labels(depth: 1)) }
            if random.chance(0.08) { return .count(subpattern(from: name)) }
            return .property(name, random.pick(["id", "a", "b"]))
        case .edge: return .property(name, random.pick(["id", "a", "b"]))
        case .edges, .nodes: return random.chance(0.4) ? .size(name) : .ids(name)
        case .path: return random.pick([.pathLength(name), .pathNodes(name), .pathEdges(name)])
        case .value: return .variable(name)
        }
    }

    /// A path from a node that is bound, with nothing new that is named.
    private mutating func subpattern(from name: String) -> ModelQuery.Path {
        let saved = scope
        defer { scope = saved }
        scope = saved.filter { $0.kind == .node }
        var path = ModelQuery.Path(nodes: [ModelQuery.NodePattern(variable: name)], links: [])
        for _ in 0..<random.count(1...2) {
            var none: [String] = []
            var link = link(&none)
            link.variable = nil
            if case .group = link.form { link.form = .single }
            var end = node()
            if let variable = end.variable, !saved.contains(where: { $0.name == variable }) {
                end.variable = nil
                end.condition = nil
            }
            path.links.append(link)
            path.nodes.append(end)
        }
        return path
    }

    private mutating func condition(depth: Int) -> ModelQuery.Condition {
        if depth > 0, random.chance(0.45) {
            switch random.count(0...4) {
            case 0: return .not(condition(depth: depth - 1))
            case 1, 2: return .and(condition(depth: depth - 1), condition(depth: depth - 1))
            case 3: return .or(condition(depth: depth - 1), condition(depth: depth - 1))
            default: return .xor(condition(depth: depth - 1), condition(depth: depth - 1))
            }
        }
        let nodes = named(.node)
        let lists = named(.edges, .nodes)
        let edges = named(.edge)
        switch random.count(0...11) {
        case 0: return .isNull(term(), isNegated: random.chance(0.5))
        case 1: return .isIn(term(), (0..<random.count(0...3)).map { _ in literal() })
        case 2 where nodes.count > 1:
            return .same(random.pick(nodes), random.pick(nodes), isNegated: random.chance(0.6))
        case 3 where edges.count > 1:
            return .same(random.pick(edges), random.pick(edges), isNegated: random.chance(0.6))
        case 4 where !nodes.isEmpty: return .isTrue(.hasLabels(random.pick(nodes), labels(depth: 1)))
        case 5 where !lists.isEmpty:
            return .all(
                random.pick(lists), key: random.pick(["a", "b"]), random.pick(ModelQuery.Comparison.allCases),
                literal())
        case 6,
            7 where !nodes.isEmpty:
            let start = nodes.isEmpty ? nil : random.pick(nodes)
            guard let start else { return .isNull(.literal(.null), isNegated: false) }
            return .exists(subpattern(from: start), random.chance(0.2) ? condition(depth: 0) : nil)
        case 8: return .compare(term(), random.pick(ModelQuery.Comparison.allCases), term())
        default: return .compare(term(), random.pick(ModelQuery.Comparison.allCases), .literal(literal()))
        }
    }

    private mutating func columns(_ count: Int, withAggregations: Bool) -> [ModelQuery.Column] {
        (0..<count).map { index in
            guard withAggregations, index == 0 || random.chance(0.4) else { return .term(term()) }
            let numbers = named(.node, .edge)
            switch random.count(0...5) {
            case 0, 1: return .countAll
            case 2: return .count(term(), isDistinct: random.chance(0.5))
            case 3 where !numbers.isEmpty: return .sum(.property(random.pick(numbers), "a"))
            case 4: return .smallest(term())
            case 5: return .largest(term())
            default: return .countAll
            }
        }
    }

    private mutating func projection() -> ModelQuery.Projection {
        var projection = ModelQuery.Projection(
            kept: scope.filter { _ in random.chance(0.6) }.map(\.name), columns: [])
        let wanted = projection.kept.isEmpty ? 1 : random.count(0...1)
        for column in columns(wanted, withAggregations: random.chance(0.5)) {
            projection.columns.append((column, fresh("k")))
        }
        projection.isDistinct = random.chance(0.25)
        scope =
            scope.filter { projection.kept.contains($0.name) } + projection.columns.map { ($0.name, .value) }
        if random.chance(0.3) { projection.condition = condition(depth: 1) }
        return projection
    }
}
