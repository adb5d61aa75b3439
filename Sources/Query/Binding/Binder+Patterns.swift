import Cypher
import QueryValues

/// A pattern while its paths are read.
///
/// All names are defined before any condition is bound, because a property map may use what stands further
/// right.
private struct PatternInProgress {
    /// A property map or a condition that waits until all names are known.
    struct Wait {
        var properties: Expression?
        var condition: Expression?
        /// The element it is about.
        var variable: Variable
        var name: Name?
        /// The repeated relationship whose single elements it is about, by position.
        var repeated: Int?
    }
    var pattern = BoundPattern(nodes: [], relationships: [], paths: [], conditions: [])
    /// Where each node stands in the pattern.
    var nodes: [Variable: Int] = [:]
    /// The relationships that have a name here, those of repetitions included.
    var relationships: Set<Variable> = []
    var waiting: [Wait] = []
    /// Whether names that are not defined yet become variables.
    let definesNames: Bool
}

extension Binder {
    /// Binds paths that are matched together, with the condition behind them.
    ///
    /// The scope gets what they define.
    mutating func bindPattern(
        _ paths: [PathPattern], condition: Expression?, in scope: inout Scope, definesNames: Bool
    ) throws(QueryError) -> BoundPattern {
        var progress = PatternInProgress(definesNames: definesNames)
        for path in paths { try declare(path, &progress, in: &scope) }
        for wait in progress.waiting { try bind(wait, &progress, in: scope) }
        if let condition {
            progress.pattern.conditions += try bindConjuncts(
                of: condition, ExpressionContext(scope), of: "WHERE")
        }
        mentions.patterns.append(progress.pattern)
        return progress.pattern
    }

    /// The parts of a condition that all must hold.
    mutating func bindConjuncts(
        of condition: Expression, _ context: ExpressionContext, of what: String
    ) throws(QueryError) -> [BoundExpression] {
        guard case .logical(.and, let operands) = condition.form else {
            return [try bindCondition(condition, context, of: what)]
        }
        var conjuncts: [BoundExpression] = []
        for operand in operands { conjuncts += try bindConjuncts(of: operand, context, of: "AND") }
        return conjuncts
    }

    private mutating func declare(
        _ path: PathPattern, _ progress: inout PatternInProgress, in scope: inout Scope
    ) throws(QueryError) {
        if path.isFunctionStyle, path.selector != .all {
            guard path.steps.count == 1, case .relationship = path.steps[0] else {
                throw .shortestPathShape(at: path.range)
            }
        }
        let start = try declare(path.start, &progress, in: &scope)
        var left = start
        var positions: [Int] = []
        for step in path.steps {
            positions.append(progress.pattern.relationships.count)
            switch step {
            case .relationship(let relationship, let node):
                try declare(relationship, from: left, &progress, in: &scope)
                left = try declare(node, &progress, in: &scope)
            case .repeated(let repeated, let node):
                try declare(repeated, from: left, &progress, in: &scope)
                left = try declare(node, &progress, in: &scope)
            }
            progress.pattern.relationships[positions[positions.count - 1]].right = left
        }
        guard path.variable != nil || path.selector != .all else { return }
        if let name = path.variable {
            guard scope[name.text] == nil else {
                throw .variableAlreadyBound(name.text, at: name.range)
            }
            try checkDefinable(name, progress, scope)
        }
        let variable = makeVariable(path.variable?.text, .path)
        if let name = path.variable { scope.define(name.text, as: variable) }
        progress.pattern.paths.append(
            PatternPath(
                variable: variable, isNamed: path.variable != nil, selector: path.selector, start: start,
                relationships: positions))
    }

    private func checkDefinable(
        _ name: Name, _ progress: PatternInProgress, _ scope: Scope
    ) throws(QueryError) {
        guard !progress.definesNames else { return }
        throw .newVariableInPredicate(name.text, at: name.range, among: scope.names)
    }

    private mutating func declare(
        _ node: NodePattern, _ progress: inout PatternInProgress, in scope: inout Scope
    ) throws(QueryError) -> Variable {
        if let labels = node.labels { mention(labels, of: .node) }
        var isBound = false
        let variable: Variable
        if let name = node.variable, scope[name.text] != nil {
            variable = try resolve(name.text, at: name.range, in: scope)
            guard type(of: variable).overlaps(.node) else {
                throw .variableTypeConflict(name.text, is: type(of: variable), wanted: .node, at: name.range)
            }
            isBound = true
        } else {
            if let name = node.variable { try checkDefinable(name, progress, scope) }
            variable = makeVariable(node.variable?.text, .node)
            if let name = node.variable { scope.define(name.text, as: variable) }
        }
        let labels = node.labels.map { [$0] } ?? []
        if let position = progress.nodes[variable] {
            progress.pattern.nodes[position].labels += labels
        } else {
            progress.nodes[variable] = progress.pattern.nodes.count
            progress.pattern.nodes.append(PatternNode(variable: variable, labels: labels, isBound: isBound))
        }
        progress.waiting.append(
            .init(
                properties: node.properties, condition: node.condition, variable: variable,
                name: node.variable))
        return variable
    }

    private mutating func declare(
        _ relationship: RelationshipPattern, from left: Variable, _ progress: inout PatternInProgress,
        in scope: inout Scope
    ) throws(QueryError) {
        if let types = relationship.types { mention(types, of: .relationship) }
        let wanted: StaticType = relationship.length == nil ? .relationship : .list(.relationship)
        var isBound = false
        let variable: Variable
        if let name = relationship.variable, scope[name.text] != nil {
            variable = try resolve(name.text, at: name.range, in: scope)
            guard !progress.relationships.contains(variable) else {
                throw .relationshipUsedTwice(name.text, at: name.range)
            }
            guard type(of: variable).overlaps(wanted) else {
                throw .variableTypeConflict(name.text, is: type(of: variable), wanted: wanted, at: name.range)
            }
            isBound = true
        } else {
            if let name = relationship.variable { try checkDefinable(name, progress, scope) }
            variable = makeVariable(relationship.variable?.text, wanted)
            if let name = relationship.variable { scope.define(name.text, as: variable) }
        }
        progress.relationships.insert(variable)
        var element = variable
        var repetition: PatternRelationship.Repetition?
        if let length = relationship.length {
            element = makeVariable(nil, .relationship)
            repetition = .init(
                minimum: length.minimum ?? (length.isStarStyle ? 1 : 0), maximum: length.maximum,
                element: element,
                conditions: [])
        }
        progress.waiting.append(
            .init(
                properties: relationship.properties, condition: relationship.condition, variable: element,
                name: relationship.variable,
                repeated: repetition == nil ? nil : progress.pattern.relationships.count))
        progress.pattern.relationships.append(
            PatternRelationship(
                variable: variable, types: relationship.types, left: left, right: left,
                direction: relationship.direction, repetition: repetition, group: nil, isBound: isBound))
    }

    /// Binds the conditions of one element.
    private mutating func bind(
        _ wait: PatternInProgress.Wait, _ progress: inout PatternInProgress, in scope: Scope
    ) throws(QueryError) {
        var conditions: [BoundExpression] = []
        var inner = scope
        if wait.repeated != nil, let name = wait.name {
            inner = scope.nested(name.text, as: wait.variable)
        }
        if let properties = wait.properties {
            for entry in try entries(of: properties, in: "MATCH") {
                mentions.keys.append(entry.key)
                mentions.properties.append((wait.variable, entry.key))
                conditions.append(
                    .comparison(
                        .equal, .property(.variable(wait.variable), key: entry.key.text, entry.key.range),
                        try bind(entry.value, in: inner).expression))
            }
        }
        if let condition = wait.condition {
            conditions += try bindConjuncts(of: condition, ExpressionContext(inner), of: "WHERE")
        }
        if let position = wait.repeated {
            progress.pattern.relationships[position].repetition?.conditions = conditions
        } else {
            progress.pattern.conditions += conditions
        }
    }

    /// The entries of a property map of a pattern.
    func entries(of properties: Expression, in clause: String) throws(QueryError) -> [MapEntry] {
        switch properties.form {
        case .map(let entries): return entries
        case .parameter(let name): throw .parameterAsProperties(name, clause, at: properties.range)
        default: throw .propertiesNotMap(at: properties.range)
        }
    }

    /// Declares a path that is repeated; its variables are lists outside of it.
    private mutating func declare(
        _ repeated: RepeatedPath, from left: Variable, _ progress: inout PatternInProgress,
        in scope: inout Scope
    ) throws(QueryError) {
        if let name = repeated.path.variable { throw .pathInRepetition(name.text, at: name.range) }
        var names: [Name] = []
        func collect(_ name: Name?) throws(QueryError) {
            guard let name, !names.contains(where: { QueryName($0.text) == QueryName(name.text) }) else {
                return
            }
            guard scope[name.text] == nil else { throw .variableAlreadyBound(name.text, at: name.range) }
            try checkDefinable(name, progress, scope)
            names.append(name)
        }
        try collect(repeated.path.start.variable)
        for step in repeated.path.steps {
            guard case .relationship(let relationship, let node) = step, relationship.length == nil else {
                throw .nestedRepetition(at: repeated.range)
            }
            try collect(relationship.variable)
            try collect(node.variable)
        }
        var inner = scope.nested()
        let pattern = try bindPattern(
            [repeated.path], condition: repeated.condition, in: &inner, definesNames: true)
        guard let start = pattern.relationships.first?.left, let end = pattern.relationships.last?.right
        else {
            throw .repeatedNode(at: repeated.range)
        }
        let walk = pattern.relationships.reduce(into: [start]) { $0 += [$1.variable, $1.right] }
        var collected: [(inner: Variable, outer: Variable)] = []
        for name in names {
            guard let single = inner[name.text] else { continue }
            let list = makeVariable(name.text, .list(type(of: single)))
            scope.define(name.text, as: list)
            collected.append((single, list))
        }
        let variable = makeVariable(nil, .list(.relationship))
        progress.pattern.relationships.append(
            PatternRelationship(
                variable: variable, types: nil, left: left, right: left, direction: .right, repetition: nil,
                group: .init(
                    pattern: pattern, start: start, end: end, collected: collected, walk: walk,
                    minimum: repeated.minimum, maximum: repeated.maximum),
                isBound: false))
    }
}
