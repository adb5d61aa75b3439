import PropertyGraph

/// A form together with the text it was resolved from, which knows the places.
struct WrittenForm {
    /// Which part of a type it describes.
    enum Place { case element, source, target }
    let place: Place
    let written: ElementSpecification
    let form: ElementForm
    let kind: ElementKind

    init(place: Place, written: ElementSpecification, form: ElementForm?, kind: ElementKind) {
        self.place = place
        self.written = written
        self.form = form ?? .anything
        self.kind = kind
    }

    /// Visits every name that was read as a label.
    func forEachLabel(_ visit: (Name) -> Void) {
        guard let labels = written.labels, let term = form.labels else { return }
        labels.forEachPair(with: term) { expression, term in
            if case .name(let name) = expression, case .label = term { visit(name) }
        }
    }

    /// Visits every union with its alternatives, as written and as resolved.
    func forEachUnion(_ visit: ([(written: LabelExpression, term: LabelTerm)]) -> Void) {
        guard let labels = written.labels, let term = form.labels else { return }
        labels.forEachPair(with: term) { expression, term in
            if case .any(let parts) = expression, case .any(let terms) = term {
                visit(zip(parts, terms).map { ($0, $1) })
            }
        }
    }
}

extension LabelExpression {
    /// Visits every part of the expression with what it was resolved to, groups aside.
    func forEachPair(with term: LabelTerm, _ visit: (LabelExpression, LabelTerm) -> Void) {
        switch (self, term) {
        case (.group(let part, _, _), _): return part.forEachPair(with: term, visit)
        case (.all(let parts), .all(let terms)), (.any(let parts), .any(let terms)):
            for (part, term) in zip(parts, terms) { part.forEachPair(with: term, visit) }
        case (.optional(let part, _), .optional(let term)): part.forEachPair(with: term, visit)
        default: break
        }
        visit(self, term)
    }

    /// Visits every name, with whether `@` marks it as a type.
    func forEachName(_ visit: (_ name: Name, _ isForced: Bool) -> Void) {
        switch self {
        case .name(let name): visit(name, false)
        case .typeReference(let name, _): visit(name, true)
        case .all(let parts), .any(let parts): for part in parts { part.forEachName(visit) }
        case .optional(let part, _), .group(let part, _, _): part.forEachName(visit)
        }
    }

    /// The expression with the parentheses that make its grouping visible.
    var grouped: String {
        switch self {
        case .name(let name): name.text
        case .typeReference(let name, _): "@\(name.text)"
        case .all(let parts): parts.map(\.grouped).joined(separator: " & ")
        case .any(let parts):
            parts.map { if case .all = $0 { "(\($0.grouped))" } else { $0.grouped } }.joined(separator: " | ")
        case .optional(let part, _): "\(part.grouped)?"
        case .group(let part, .round, _): "(\(part.grouped))"
        case .group(let part, .square, _): "[\(part.grouped)]"
        }
    }

    /// The expression as it was written, comments and spacing aside.
    var plain: String {
        switch self {
        case .any(let parts): parts.map(\.plain).joined(separator: " | ")
        case .all(let parts): parts.map(\.plain).joined(separator: " & ")
        case .optional(let part, _): "\(part.plain)?"
        case .group(let part, .round, _): "(\(part.plain))"
        case .group(let part, .square, _): "[\(part.plain)]"
        case .name, .typeReference: grouped
        }
    }
}
