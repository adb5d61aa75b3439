import Cypher
import QueryValues

extension Binder {
    /// Binds CREATE.
    ///
    /// Properties see what was there before the clause, and what stands further left in it: the paths are
    /// made in order, of each first the nodes and then the relationships.
    mutating func bindCreate(
        _ paths: [PathPattern], in scope: inout Scope
    ) throws(QueryError) -> [CreatedPath] {
        var created: [CreatedPath] = []
        for path in paths { created.append(try bindCreated(path, "CREATE", in: &scope)) }
        return created
    }

    /// Binds MERGE: what is made where nothing matches, and the same as a pattern.
    mutating func bindMerge(
        _ path: PathPattern, _ onCreate: [SetItem], _ onMatch: [SetItem], _ range: SourceRange,
        in scope: inout Scope
    ) throws(QueryError) -> BoundMerge {
        let created = try bindCreated(path, "MERGE", in: &scope)
        return BoundMerge(
            pattern: created.pattern(of: path), created: created, onCreate: try bind(onCreate, in: scope),
            onMatch: try bind(onMatch, in: scope), range: range)
    }

    private mutating func bindCreated(
        _ path: PathPattern, _ clause: String, in scope: inout Scope
    ) throws(QueryError) -> CreatedPath {
        guard path.selector == .all else { throw .createdSelector(clause, at: path.range) }
        var created = CreatedPath(variable: nil, nodes: [], relationships: [])
        created.nodes.append(try bindCreated(path.start, clause, isAlone: path.steps.isEmpty, in: &scope))
        var written: [RelationshipPattern] = []
        for step in path.steps {
            guard case .relationship(let relationship, let node) = step else {
                throw .createdLength(clause, at: path.range)
            }
            written.append(relationship)
            created.nodes.append(try bindCreated(node, clause, isAlone: false, in: &scope))
        }
        for (position, relationship) in written.enumerated() {
            let left = created.nodes[position].variable
            let right = created.nodes[position + 1].variable
            // Without a direction, MERGE makes it from left to right.
            let isReversed = relationship.direction == .left
            created.relationships.append(
                try bindCreated(
                    relationship, clause, from: isReversed ? right : left, to: isReversed ? left : right,
                    in: &scope))
        }
        if let name = path.variable {
            guard scope[name.text] == nil else { throw .variableAlreadyBound(name.text, at: name.range) }
            let variable = makeVariable(name.text, .path)
            scope.define(name.text, as: variable)
            created.variable = variable
        }
        return created
    }

    private mutating func bindCreated(
        _ node: NodePattern, _ clause: String, isAlone: Bool, in scope: inout Scope
    ) throws(QueryError) -> CreatedPath.CreatedNode {
        if let condition = node.condition { throw .createdCondition(clause, at: condition.range) }
        if let name = node.variable, scope[name.text] != nil {
            let variable = try resolve(name.text, at: name.range, in: scope)
            guard type(of: variable).overlaps(.node) else {
                throw .variableTypeConflict(name.text, is: type(of: variable), wanted: .node, at: name.range)
            }
            guard node.labels == nil, node.properties == nil else {
                throw .boundNodeRedefined(name.text, at: name.range)
            }
            guard !isAlone else { throw .variableAlreadyBound(name.text, at: name.range) }
            return .init(variable: variable, labels: [], properties: nil, isBound: true)
        }
        var labels: [Name] = []
        if let written = node.labels {
            guard let plain = written.plainLabels else { throw .createdLabels(clause, at: node.range) }
            labels = plain
        }
        mentions.made.formUnion(labels.map(\.text))
        let properties = try bind(properties: node.properties, clause, in: scope)
        let variable = makeVariable(node.variable?.text, .node)
        if let name = node.variable { scope.define(name.text, as: variable) }
        return .init(variable: variable, labels: labels.map(\.text), properties: properties, isBound: false)
    }

    private mutating func bindCreated(
        _ relationship: RelationshipPattern, _ clause: String, from source: Variable, to target: Variable,
        in scope: inout Scope
    ) throws(QueryError) -> CreatedPath.CreatedRelationship {
        let range = relationship.range
        if let name = relationship.variable, scope[name.text] != nil {
            throw .variableAlreadyBound(name.text, at: name.range)
        }
        guard relationship.length == nil else { throw .createdLength(clause, at: range) }
        guard case .label(let type) = relationship.types else { throw .singleTypeWanted(clause, at: range) }
        guard clause == "MERGE" || relationship.direction != .either else {
            throw .directionWanted(at: range)
        }
        if let condition = relationship.condition { throw .createdCondition(clause, at: condition.range) }
        mentions.made.insert(type.text)
        let properties = try bind(properties: relationship.properties, clause, in: scope)
        let variable = makeVariable(relationship.variable?.text, .relationship)
        if let name = relationship.variable { scope.define(name.text, as: variable) }
        return .init(
            variable: variable, type: type.text, properties: properties, source: source, target: target)
    }

    private mutating func bind(
        properties: Expression?, _ clause: String, in scope: Scope
    ) throws(QueryError) -> BoundExpression? {
        guard let properties else { return nil }
        if case .parameter(let name) = properties.form, clause == "CREATE" {
            return .parameter(name, properties.range)
        }
        let entries = try entries(of: properties, in: clause)
        mentions.made.formUnion(entries.map(\.key.text))
        return .map(try bind(entries, ExpressionContext(scope)))
    }
}

extension CreatedPath {
    /// The same as something to look for.
    fileprivate func pattern(of path: PathPattern) -> BoundPattern {
        var pattern = BoundPattern(nodes: [], relationships: [], paths: [], conditions: [])
        var labels = [path.start.labels]
        for step in path.steps {
            guard case .relationship(let relationship, let node) = step else { continue }
            let position = pattern.relationships.count
            pattern.relationships.append(
                PatternRelationship(
                    variable: relationships[position].variable, types: relationship.types,
                    left: nodes[position].variable, right: nodes[position + 1].variable,
                    direction: relationship.direction, repetition: nil, group: nil, isBound: false))
            labels.append(node.labels)
        }
        var seen: Set<Variable> = []
        for (node, labels) in zip(nodes, labels) where seen.insert(node.variable).inserted {
            pattern.nodes.append(
                PatternNode(variable: node.variable, labels: labels.map { [$0] } ?? [], isBound: node.isBound)
            )
            pattern.conditions += Self.conditions(node.variable, node.properties, path.range)
        }
        for relationship in relationships {
            pattern.conditions += Self.conditions(relationship.variable, relationship.properties, path.range)
        }
        if let variable {
            pattern.paths.append(
                PatternPath(
                    variable: variable, isNamed: true, selector: .all, start: nodes[0].variable,
                    relationships: Array(relationships.indices)))
        }
        return pattern
    }

    private static func conditions(
        _ variable: Variable, _ properties: BoundExpression?, _ range: SourceRange
    ) -> [BoundExpression] {
        guard case .map(let entries) = properties else { return [] }
        return entries.map { key, value in
            .comparison(.equal, .property(.variable(variable), key: key, range), value)
        }
    }
}
