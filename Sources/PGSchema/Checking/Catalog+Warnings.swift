extension Catalog {
    /// What the author of a script may not have meant, though it means something; in the order of the text.
    ///
    /// The catalog must be the one that the script resolves to, without errors. Questions whose answer would take
    /// long, because a type has too many alternatives, are passed over in silence.
    public func warnings(for script: Script) -> [Diagnostic] {
        var checker = Checker(catalog: self, script: script)
        checker.checkGrouping()
        checker.checkLabels()
        checker.checkTypes()
        for graphType in graphTypes {
            checker.checkMembers(of: graphType)
            checker.checkConstraints(of: graphType)
        }
        return checker.warnings.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}

/// Collects warnings; the checks themselves are in extensions, by subject.
struct Checker {
    let catalog: Catalog
    let expansion: Expansion
    /// Type definitions by where they stand, which is how the catalog refers to them.
    let definitions: [SourceRange: Resolver.TypeDefinition]
    /// Constraints likewise.
    let constraints: [SourceRange: ConstraintDefinition]
    let script: Script
    private(set) var warnings: [Diagnostic] = []
    /// What all questions about parts of types together may cost.
    var budget = 2_000_000
    /// A graph type repeats what those that it imports say.
    private var said: Set<Said> = []

    private struct Said: Hashable {
        let message: String
        let range: SourceRange
    }

    init(catalog: Catalog, script: Script) {
        self.catalog = catalog
        self.script = script
        expansion = Expansion(of: catalog)
        var definitions: [SourceRange: Resolver.TypeDefinition] = [:]
        var constraints: [SourceRange: ConstraintDefinition] = [:]
        for statement in script.statements {
            switch statement {
            case .createNodeType(let definition, _): definitions[definition.range] = .node(definition)
            case .createEdgeType(let definition, _): definitions[definition.range] = .edge(definition)
            case .createGraphType(let graphType, _):
                for element in graphType.elements {
                    switch element {
                    case .nodeType(let definition): definitions[definition.range] = .node(definition)
                    case .edgeType(let definition): definitions[definition.range] = .edge(definition)
                    case .constraint(let definition): constraints[definition.range] = definition
                    case .reference: break
                    }
                }
            case .drop, .alter: break
            }
        }
        self.definitions = definitions
        self.constraints = constraints
    }

    mutating func warn(_ message: String, at range: SourceRange, suggestion: String? = nil) {
        guard said.insert(Said(message: message, range: range)).inserted else { return }
        warnings.append(Diagnostic(.warning, message, at: range, suggestion: suggestion))
    }

    /// Where a type's name is written.
    func place(of type: ElementType) -> SourceRange { definitions[type.range]?.name.range ?? type.range }

    /// The forms of a type, each with what was written.
    func forms(of type: ElementType) -> [WrittenForm] {
        switch definitions[type.range] {
        case .node(let definition)?:
            [WrittenForm(place: .element, written: definition.specification, form: type.form, kind: .node)]
        case .edge(let definition)?:
            [
                WrittenForm(
                    place: .source, written: definition.source, form: type.endpoints?.source, kind: .node),
                WrittenForm(place: .element, written: definition.specification, form: type.form, kind: .edge),
                WrittenForm(
                    place: .target, written: definition.target, form: type.endpoints?.target, kind: .node),
            ].filter { $0.form.labels != nil || $0.place == .element }
        case nil: []
        }
    }
}
