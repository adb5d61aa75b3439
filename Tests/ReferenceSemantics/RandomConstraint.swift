import PGSchema
import PropertyGraph

/// Makes constraints over labels and member types.
struct RandomConstraint {
    var random: SplitMix64
    let nodeTypes: [String]
    let edgeTypes: [String]
    /// Whether it may mean nothing.
    let isCareless: Bool

    /// The variables that patterns have bound, with their kinds.
    private typealias Bound = [(name: String, kind: ElementKind)]

    init(random: SplitMix64, nodeTypes: [String], edgeTypes: [String], isCareless: Bool) {
        self.random = random
        self.nodeTypes = nodeTypes
        self.edgeTypes = edgeTypes
        self.isCareless = isCareless
    }

    mutating func make() -> ConstraintDefinition {
        var bound: Bound = []
        var within: [PathPattern] = []
        let target: ConstraintDefinition.Target
        if random.chance(0.6) {
            target = .node(Name(made: "x"), random.chance(0.8) ? makeLabels(.node) : nil)
            bound = [("x", .node)]
            if random.chance(0.2) { within = [makePattern(&bound, beginning: "x", others: ["u", "v", "w"])] }
        } else {
            within = makeScope(&bound)
            let key = random.chance(0.4) ? Name(made: random.pick(RandomCase.keys)) : nil
            target = .output(Output(variable: Name(made: "x"), key: key))
        }
        let condition = !within.isEmpty && random.chance(0.3) ? makeCondition(bound, depth: 1) : nil
        bound = bound.filter { $0.name == "x" }
        if isCareless, random.chance(0.1) { bound.append((name: "unbound", kind: .node)) }
        return ConstraintDefinition(
            target: target, within: within, condition: condition,
            requirement: random.chance(0.22) ? .check(makeCondition(bound, depth: 2)) : makeKey(bound),
            range: nowhere)
    }

    /// Patterns that bind `x` as a node or an edge.
    private mutating func makeScope(_ bound: inout Bound) -> [PathPattern] {
        guard random.chance(0.6) else {
            let pattern = makePattern(&bound, beginning: "x", others: ["u", "v", "w"])
            return random.chance(0.15)
                ? [pattern, makePattern(&bound, beginning: "x", others: ["u", "v", "d"])] : [pattern]
        }
        let edge = makeEdge("x", &bound)
        let labelled = random.pick([0.15, 0.7])
        let first = makeNode(random.chance(0.2) ? "u" : nil, labelled: labelled, &bound)
        // The same name again makes it a loop.
        let second = first.variable != nil && random.chance(0.2) ? "u" : random.chance(0.2) ? "v" : nil
        let path = PathPattern(
            start: first, steps: [.init(edge: edge, node: makeNode(second, labelled: labelled, &bound))])
        return random.chance(0.05) ? [path, PathPattern(start: makeNode("w", &bound), steps: [])] : [path]
    }

    private mutating func makeKey(_ scope: Bound) -> ConstraintDefinition.Requirement {
        var bound = scope
        var within: [PathPattern] = []
        var condition: Predicate?
        if random.chance(0.12) {
            (within, condition) = makeJoin(&bound)
        } else if random.chance(0.4) {
            within = [scope[0].kind == .node ? makePlainStep(&bound) : makePlainEnds(&bound)]
        } else if random.chance(0.6) {
            // `u` may have stood in the scope as well: in the descriptor it is a new variable.
            let others = random.chance(0.1) ? ["u", "y", "e"] : ["y", "z", "e"]
            if scope[0].kind == .edge, random.chance(0.8) {
                let edge = makeEdge("x", &bound)
                within = [
                    PathPattern(
                        start: makeNode("y", &bound), steps: [.init(edge: edge, node: makeNode("z", &bound))])
                ]
            } else {
                let start = scope[0].kind == .node && random.chance(0.85) ? "x" : "y"
                within = [makePattern(&bound, beginning: start, others: others)]
                if random.chance(0.15) {
                    within.append(makePattern(&bound, beginning: start, others: ["q", "p", "e"]))
                }
            }
        }
        let outputs =
            scope[0].kind == .edge && bound.count == 3 && random.chance(0.5)
            ? bound.dropFirst().map { Output(variable: Name(made: $0.name), key: nil) }.shuffled(
                using: &random)
            : makeOutputs(bound, within)
        let kinds: [[Restrictor.Kind]] = [
            [.exclusive], [.exclusive], [.exclusive], [.exclusive], [.exclusive], [.exclusive], [.mandatory],
            [.singleton], [.singleton], [.singleton], [.identifier],
            [.key], [.exclusive, .singleton], [.exclusive, .mandatory], [.mandatory, .singleton],
            [.exclusive, .mandatory, .singleton],
        ]
        return .key(
            random.pick(kinds).map { Restrictor(kind: $0, range: nowhere) },
            Descriptor(
                outputs: outputs, within: within,
                condition: condition
                    ?? (!within.isEmpty && random.chance(0.25) ? makeCondition(bound, depth: 1) : nil)))
    }

    private mutating func makeOutputs(_ bound: Bound, _ within: [PathPattern]) -> [Output] {
        var outputs: [Output] = []
        for _ in 0..<random.pick([1, 1, 2]) {
            let found = bound.filter { $0.name != "x" }
            let variable = random.pick(found.isEmpty || random.chance(0.2) ? bound : found).name
            let isProperty = within.isEmpty || random.chance(0.3)
            let key = isProperty ? Name(made: random.pick(RandomCase.keys)) : nil
            outputs.append(Output(variable: Name(made: variable), key: key))
        }
        return outputs
    }

    /// A pattern apart from `x`, mostly joined to it by a value: `WITHIN (y) WHERE y.k = x.m`.
    private mutating func makeJoin(_ bound: inout Bound) -> ([PathPattern], Predicate?) {
        var within = [makePattern(&bound, beginning: "y", others: ["z", "y", "e"])]
        if random.chance(0.2), bound[0].kind == .node {
            // A loop beside it, which needs no variable of its own.
            let edge = makeEdge(nil, &bound)
            within.append(
                PathPattern(
                    start: makeNode("x", &bound), steps: [.init(edge: edge, node: makeNode("x", &bound))]))
        }
        guard random.chance(0.8) else { return (within, nil) }
        let join = Predicate.comparison(makeProperty("y"), .equal, makeProperty("x"))
        return (within, random.chance(0.3) ? .all([join, makeCondition(bound, depth: 0)]) : join)
    }

    private mutating func makeProperty(_ variable: String) -> Operand {
        .output(Output(variable: Name(made: variable), key: Name(made: random.pick(RandomCase.keys))))
    }

    /// `(x)-[e]->(y)` with nothing that could fail to match, so that tuples are plenty.
    private mutating func makePlainStep(_ bound: inout Bound) -> PathPattern {
        func node(_ name: String) -> NodePattern {
            NodePattern(variable: Name(made: name), labels: nil, properties: [], range: nowhere)
        }
        let edge = EdgePattern(
            variable: Name(made: "e"), labels: random.chance(0.2) ? makeLabels(.edge) : nil, properties: [],
            direction: random.pick([.outgoing, .incoming, .either]), range: nowhere)
        bind("y", .node, &bound)
        bind("e", .edge, &bound)
        return PathPattern(start: node("x"), steps: [.init(edge: edge, node: node("y"))])
    }

    /// `(y)-[x]->(z)`, which finds both ends of every target.
    private mutating func makePlainEnds(_ bound: inout Bound) -> PathPattern {
        bind("y", .node, &bound)
        bind("z", .node, &bound)
        func node(_ name: String) -> NodePattern {
            NodePattern(variable: Name(made: name), labels: nil, properties: [], range: nowhere)
        }
        let edge = EdgePattern(
            variable: Name(made: "x"), labels: nil, properties: [],
            direction: random.pick([.outgoing, .outgoing, .incoming]), range: nowhere)
        return PathPattern(start: node("y"), steps: [.init(edge: edge, node: node("z"))])
    }

    private mutating func makePattern(_ bound: inout Bound, beginning start: String, others: [String])
        -> PathPattern
    {
        var first = makeNode(start, &bound)
        var steps: [PathPattern.Step] = []
        for index in 0..<random.pick([0, 1, 1, 1, 2]) {
            let edge = makeEdge(random.chance(0.3) ? "\(others[2])\(index)" : nil, &bound)
            let isNamed = random.chance(0.7)
            // A name that comes again makes the pattern a loop.
            let name = random.chance(0.08) ? start : others[index % 2]
            steps.append(.init(edge: edge, node: makeNode(isNamed ? name : nil, &bound)))
        }
        if random.chance(0.1), let last = steps.popLast() {
            // The chain is walked the other way round: the variable stands at its end.
            steps.append(.init(edge: last.edge, node: first))
            first = last.node
        }
        return PathPattern(start: first, steps: steps)
    }

    private mutating func makeNode(
        _ variable: String?, labelled: Double = 0.15, _ bound: inout Bound
    ) -> NodePattern {
        if let variable { bind(variable, .node, &bound) }
        return NodePattern(
            variable: variable.map(Name.init(made:)),
            labels: random.chance(labelled) ? makeLabels(.node) : nil,
            properties: makeProperties(), range: nowhere)
    }

    private mutating func makeEdge(_ variable: String?, _ bound: inout Bound) -> EdgePattern {
        if let variable { bind(variable, .edge, &bound) }
        return EdgePattern(
            variable: variable.map(Name.init(made:)), labels: random.chance(0.25) ? makeLabels(.edge) : nil,
            properties: makeProperties(), direction: random.pick([.outgoing, .outgoing, .incoming, .either]),
            range: nowhere)
    }

    private func bind(_ variable: String, _ kind: ElementKind, _ bound: inout Bound) {
        if !bound.contains(where: { $0.name == variable }) { bound.append((variable, kind)) }
    }

    private mutating func makeProperties() -> [PropertyEquality] {
        guard random.chance(0.08) else { return [] }
        let literal = Literal(value: random.pick(RandomCase.values), range: nowhere)
        return [PropertyEquality(key: Name(made: random.pick(RandomCase.keys)), value: literal)]
    }

    private mutating func makeLabels(_ kind: ElementKind) -> LabelExpression {
        var types = kind == .node ? nodeTypes : edgeTypes
        if isCareless, random.chance(0.05) { types = kind == .node ? edgeTypes : nodeTypes }
        if !types.isEmpty, random.chance(0.6) { return .name(Name(made: random.pick(types))) }
        var maker = RandomLabels(
            random: random, types: types.map { RandomSchema.Known(name: $0, alternatives: 1) })
        defer { random = maker.random }
        return maker.make(depth: 1).0
    }

    private mutating func makeCondition(_ bound: Bound, depth: Int) -> Predicate {
        var maker = RandomCondition(random: random, variables: bound)
        defer { random = maker.random }
        return maker.make(depth: depth)
    }
}
