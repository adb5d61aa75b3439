import PropertyGraph

extension SchemaDrawing {
    /// The box of a node type.
    func box(of id: TypeID) -> String {
        let type = catalog[id]
        var table = HTMLTable()
        let name = HTMLLabel(type.name).bold
        let header =
            type.isAbstract
            ? name.italic + .gap + HTMLLabel("abstract").colored(Palette.quiet, size: 9) : name
        table.add(
            header, alignment: "CENTER", background: type.isAbstract ? nil : Palette.nodeHeader, padding: 4)
        if let labels = labelLine(of: type) {
            table.add(HTMLLabel(labels).colored(Palette.quiet), alignment: "CENTER", padding: 4)
        }
        let properties = propertyRows(of: type)
        if !properties.isEmpty { table.addRule() }
        for row in properties { table.add(row) }
        let style = type.isAbstract ? "DASHED" : nil
        return
            "n\(id.index) [label=\(table.html(border: 1, color: Palette.nodeBorder, background: "white", style: style))];"
    }

    /// The labels that an element carries: `:Person :Customer`, or what the expression says if there is a choice.
    func labelLine(of type: ElementType) -> String? {
        if let base = onlyForm(of: type.id) {
            // In the order of the definition, which usually goes from the general to the particular.
            let labels = catalog.labelsInOrder(of: type.id).filter { base.labels.contains($0) }.map {
                ":\($0)"
            }
            return (labels + (base.opensLabels ? ["and any other"] : [])).nonEmpty?.joined(separator: " ")
        }
        guard let term = type.form.labels else { return type.form.opensLabels ? "any labels" : nil }
        if type.form.unionOfTypes != nil { return nil }
        return catalog.text(term) + (type.form.opensLabels ? " and any other" : "")
    }

    /// What every element of a type looks like, its ends aside; nil if there is a choice.
    private func onlyForm(of id: TypeID) -> BaseType? {
        guard let forms = expansion[id].map({ Set($0.map(\.element)) }), forms.count == 1 else { return nil }
        return forms.first
    }

    /// A row for each property of a type's own, and for each inherited one that is a key.
    func propertyRows(of type: ElementType) -> [[HTMLLabel]] {
        var rows: [[HTMLLabel]] = []
        var seen: Set<String> = []
        let marks = self.marks(on: type.id)
        for property in type.form.properties where seen.insert(property.key).inserted {
            rows.append(row(property.key, property.type, property.isOptional, marks[property.key]))
        }
        if let base = onlyForm(of: type.id) {
            for key in marks.keys.sorted() where !seen.contains(key) {
                guard let property = base.properties[key] else { continue }
                rows.append(row(key, property.type, property.isOptional, marks[key]))
            }
        }
        if type.form.opensContent {
            rows.append([
                HTMLLabel("any other property").italic.colored(Palette.quiet), HTMLLabel(""), HTMLLabel(""),
            ])
        }
        return rows
    }

    private func row(_ key: String, _ type: ValueType, _ isOptional: Bool, _ mark: Mark?) -> [HTMLLabel] {
        let name = HTMLLabel(key).colored(Palette.text)
        var remarks: [HTMLLabel] = []
        if let mark { remarks.append(HTMLLabel(mark.rawValue).colored(Palette.accent, size: 9)) }
        if isOptional, mark != .key { remarks.append(HTMLLabel("optional").colored(Palette.quiet, size: 9)) }
        return [
            mark == .key ? name.underlined : name, HTMLLabel(type.description).colored(Palette.quiet),
            remarks.isEmpty ? HTMLLabel("") : remarks.dropFirst().reduce(remarks[0]) { $0 + .gap + $1 },
        ]
    }

    /// How a property is marked.
    enum Mark: String {
        case key, unique, required
    }

    /// Properties of a type that constraints speak of.
    func marks(on id: TypeID) -> [String: Mark] {
        var marks: [String: Mark] = [:]
        for (constraint, keys, restrictions) in propertyRules {
            guard let term = constraint.targetTerm, expansion.mustHold(term, for: id) else { continue }
            for key in keys {
                switch (restrictions.exclusive, restrictions.mandatory) {
                case (true, true): marks[key] = .key
                case (true, false): if marks[key] != .key, keys.count == 1 { marks[key] = .unique }
                case (false, true): marks[key] = marks[key] ?? .required
                case (false, false): break
                }
            }
        }
        return marks
    }

    /// The types that a type is drawn below: those it is built from, and the unions it is a part of.
    func drawnAbove(_ id: TypeID) -> Set<TypeID> {
        var found: Set<TypeID> = []
        var waiting = [id]
        while let next = waiting.popLast() {
            let unions = nodes.filter { catalog[$0].form.unionOfTypes?.contains(next) ?? false }
            for parent in catalog[next].conjuncts + unions where found.insert(parent).inserted {
                waiting.append(parent)
            }
        }
        return found
    }

    /// Arrows with hollow heads: solid to a type that instances conform to, dashed to one they only build on.
    var inheritance: [String] {
        let drawn = Set(nodes)
        var lines: [String] = []
        for id in nodes {
            let type = catalog[id]
            if let union = type.form.unionOfTypes {
                for part in union where drawn.contains(part) {
                    lines.append(triangle(from: part, to: id, isDashed: !expansion.isSubtype(part, of: id)))
                }
                continue
            }
            let parents = Set(type.conjuncts)
            for parent in parents.sorted() where drawn.contains(parent) {
                lines.append(triangle(from: id, to: parent, isDashed: !expansion.isSubtype(id, of: parent)))
            }
            for choice in type.references.subtracting(parents).sorted() where drawn.contains(choice) {
                lines.append(
                    "n\(choice.index) -> n\(id.index) [dir=back, style=dashed, arrowtail=empty, label=\"in part\", fontcolor=\"\(Palette.quiet)\"];"
                )
            }
        }
        return lines
    }

    private func triangle(from child: TypeID, to parent: TypeID, isDashed: Bool) -> String {
        "n\(parent.index) -> n\(child.index) [dir=back, arrowtail=empty, arrowsize=1\(isDashed ? ", style=dashed" : "")];"
    }
}

extension Catalog {
    /// The labels that a type and its parts name, as a reader meets them.
    func labelsInOrder(of id: TypeID) -> [String] {
        var labels: [String] = []
        var seen: Set<TypeID> = []
        func visit(_ term: LabelTerm) {
            switch term {
            case .label(let label): if !labels.contains(label) { labels.append(label) }
            case .type(let id): if seen.insert(id).inserted { self[id].form.labels.map(visit) }
            case .all(let parts), .any(let parts): parts.forEach(visit)
            case .optional(let part): visit(part)
            }
        }
        self[id].form.labels.map(visit)
        return labels
    }
}

extension Array {
    var nonEmpty: Self? { isEmpty ? nil : self }
}
