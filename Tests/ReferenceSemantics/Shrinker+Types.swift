import PGSchema

extension Script {
    /// Every script with one part less.
    var smaller: [Script] { variants(of: self, \.statements, statements.smaller(\.smaller)) }
}

extension Statement {
    fileprivate var smaller: [Statement] {
        switch self {
        case .createNodeType(let definition, let range):
            definition.smaller.map { .createNodeType($0, range: range) }
        case .createEdgeType(let definition, let range):
            definition.smaller.map { .createEdgeType($0, range: range) }
        case .createGraphType(let definition, let range):
            definition.smaller.map { .createGraphType($0, range: range) }
        case .drop, .alter: []
        }
    }
}

extension GraphTypeDefinition {
    fileprivate var smaller: [GraphTypeDefinition] {
        variants(of: self, \.imports, imports.smaller())
            + variants(of: self, \.elements, elements.smaller(\.smaller))
    }
}

extension GraphTypeElement {
    fileprivate var smaller: [GraphTypeElement] {
        switch self {
        case .reference: []
        case .nodeType(let definition): definition.smaller.map { .nodeType($0) }
        case .edgeType(let definition): definition.smaller.map { .edgeType($0) }
        case .constraint(let definition): definition.smaller.map { .constraint($0) }
        }
    }
}

extension NodeTypeDefinition {
    fileprivate var smaller: [NodeTypeDefinition] {
        variants(of: self, \.specification, specification.smaller)
            + variants(of: self, \.isAbstract, isAbstract ? [false] : [])
    }
}

extension EdgeTypeDefinition {
    fileprivate var smaller: [EdgeTypeDefinition] {
        variants(of: self, \.specification, specification.smaller)
            + variants(of: self, \.source, source.smaller)
            + variants(of: self, \.target, target.smaller)
            + variants(of: self, \.isAbstract, isAbstract ? [false] : [])
    }
}

extension ElementSpecification {
    fileprivate var smaller: [ElementSpecification] {
        variants(of: self, \.content, content.map { [nil] + $0.smaller.map(Optional.some) } ?? [])
            + variants(of: self, \.labels, labels.map { [nil] + $0.smaller.map(Optional.some) } ?? [])
            + variants(of: self, \.opensLabels, opensLabels ? [false] : [])
    }
}

extension LabelExpression {
    /// Its parts, itself with a part less, and itself with a part made smaller.
    var smaller: [LabelExpression] {
        switch self {
        case .name: []
        case .typeReference(let name, _): [.name(name)]
        case .all(let parts): parts + Self.shorter(parts).map { .all($0) }
        case .any(let parts): parts + Self.shorter(parts).map { .any($0) }
        case .optional(let inner, let range): [inner] + inner.smaller.map { .optional($0, range: range) }
        case .group(let inner, let bracket, let range):
            [inner] + inner.smaller.map { .group($0, bracket: bracket, range: range) }
        }
    }

    private static func shorter(_ parts: [LabelExpression]) -> [[LabelExpression]] {
        parts.smaller(\.smaller).filter { $0.count >= 2 }
    }
}

extension ContentSpecification {
    fileprivate var smaller: [ContentSpecification] {
        variants(of: self, \.properties, properties.smaller(\.smaller))
            + variants(of: self, \.isOpen, isOpen ? [false] : [])
    }
}

extension PropertyDefinition {
    fileprivate var smaller: [PropertyDefinition] {
        variants(of: self, \.isOptional, isOptional ? [false] : [])
            + variants(of: self, \.type.alternatives, type.alternatives.smallerNotEmpty())
    }
}
