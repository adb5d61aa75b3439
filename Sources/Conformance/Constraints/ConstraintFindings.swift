import PGSchema
import PropertyGraph

/// Collects the violations of one constraint and puts them into words.
struct ConstraintFindings {
    let constraint: Constraint
    let view: GraphView
    let kind: ElementKind
    private(set) var violations: ViolationList

    init(constraint: Constraint, view: GraphView, kind: ElementKind, limit: Int) {
        self.constraint = constraint
        self.view = view
        self.kind = kind
        violations = ViolationList(limit: limit)
    }

    mutating func addExclusive(_ element: UInt32, _ owner: UInt32, _ tuple: [TermValue]) {
        let words = words
        add(.exclusive, element) { subject in
            let other = words.view.graph.reference(words.kind, owner)
            let place =
                other.file == subject.file ? "line \(other.line)" : "\(other.file), line \(other.line)"
            return "shares \(words.described(tuple)) with \(words.kind.rawValue) \(other.name) (\(place)), "
                + "and constraint \(words.constraint.number) allows it once"
        }
    }

    mutating func addMandatory(_ element: UInt32) {
        let words = words
        add(.mandatory, element) { _ in
            "has no \(words.outputNames.joined(separator: ", ")), and constraint \(words.constraint.number) demands one"
        }
    }

    mutating func addSingleton(_ element: UInt32, _ tuples: [[TermValue]]) {
        let words = words
        add(.singleton, element) { _ in
            let examples = tuples.prefix(2).map(words.described).joined(separator: " and ")
            return "has more than one \(words.outputNames.joined(separator: ", ")) (\(examples)), "
                + "and constraint \(words.constraint.number) allows one"
        }
    }

    mutating func addCheck(_ element: UInt32, values: () -> [(String, Value?)]) {
        let number = constraint.number
        add(.check, element) { _ in
            let shown = values().map { "\($0.0) is \($0.1?.literal ?? "not there")" }
            return "fails the check of constraint \(number)"
                + (shown.isEmpty ? "" : ", because \(shown.joined(separator: ", "))")
        }
    }

    private mutating func add(
        _ rule: Violation.Rule, _ element: UInt32, _ predicate: (ElementReference) -> String
    ) {
        let words = words
        violations.add(rule) {
            let reference = words.view.graph.reference(words.kind, element)
            let subject = "\(words.kind == .node ? "Node" : "Edge") \(reference.name)"
            return Violation(
                rule: rule, element: reference.id, number: element, kind: words.kind,
                constraint: words.constraint.number,
                message: "\(subject) \(predicate(reference)): \(words.constraint.text).",
                file: reference.file, line: reference.line)
        }
    }

    private var words: ConstraintWords { ConstraintWords(constraint: constraint, view: view, kind: kind) }
}

/// How a constraint's outputs and tuples read in a sentence.
private struct ConstraintWords {
    let constraint: Constraint
    let view: GraphView
    let kind: ElementKind

    /// The outputs as the constraint writes them: `x.name`, `z`.
    var outputNames: [String] {
        guard case .key(_, let descriptor) = constraint.requirement else { return [] }
        return descriptor.outputs.map { output in
            switch output {
            case .element(let variable): descriptor.pattern.variables[variable].name ?? "element"
            case .property(let variable, let key):
                (descriptor.pattern.variables[variable].name.map { "\($0)." } ?? "") + key
            case .constant(let value): value?.literal ?? "NULL"
            }
        }
    }

    func described(_ tuple: [TermValue]) -> String {
        zip(outputNames, tuple).map { name, item in
            switch item {
            case .node(let node): "\(name) = \(view.graph.reference(.node, node).name)"
            case .edge(let edge): "\(name) = \(view.graph.reference(.edge, edge).name)"
            case .value(let value): "\(name) = \(value.literal)"
            }
        }.joined(separator: ", ")
    }
}
