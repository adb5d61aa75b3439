import PropertyGraph

extension SchemaDrawing {
    /// What stands at the end of an arrow.
    enum End: Hashable {
        /// The box of a node type.
        case type(TypeID)
        /// The endpoint `()`.
        case anyNode
        /// A form that no node type of the drawing has.
        case stranger(String)
    }

    /// Edge types that are drawn as one arrow, because they agree in their ends.
    struct EdgeNote {
        var types: [TypeID]
        let sources: [End]
        let targets: [End]
        let cardinality: Cardinality
    }

    /// The edge types gathered by ends and cardinality, in the order of the first of each.
    var edgeNotes: [EdgeNote] {
        struct Place: Hashable {
            let sources: [End]
            let targets: [End]
            let cardinality: Cardinality
        }
        var positions: [Place: Int] = [:]
        var notes: [EdgeNote] = []
        let pool = NodePool(of: graphType, in: expansion)
        for id in edges {
            let place = Place(
                sources: ends(of: id, \.source, \.source, pool),
                targets: ends(of: id, \.target, \.target, pool),
                cardinality: cardinality(of: id).cardinality)
            if let position = positions[place] {
                notes[position].types.append(id)
            } else {
                positions[place] = notes.count
                notes.append(
                    EdgeNote(
                        types: [id], sources: place.sources, targets: place.targets,
                        cardinality: place.cardinality))
            }
        }
        return notes
    }

    private func ends(
        of id: TypeID, _ end: KeyPath<ElementType.Endpoints, ElementForm>,
        _ base: KeyPath<Alternative, BaseType>,
        _ pool: NodePool?
    ) -> [End] {
        var forms = [catalog[id].endpoints?[keyPath: end] ?? .anything]
        // `()` adds nothing to what the types say that the edge is built from.
        var waiting = catalog[id].conjuncts
        var seen = Set(waiting)
        while forms.allSatisfy(\.isAnything), let parent = waiting.popLast() {
            forms = [catalog[parent].endpoints?[keyPath: end] ?? .anything]
            waiting += catalog[parent].conjuncts.filter { seen.insert($0).inserted }
        }
        let form = forms[0]
        if form.isAnything { return [.anyNode] }
        if form.isBare || form.opensLabels, form.properties.isEmpty {
            if case .type(let type)? = form.labels { return [.type(type)] }
            if let union = form.unionOfTypes { return union.map { .type($0) } }
        }
        if let pool, let alternatives = expansion[id] {
            let found = Set(alternatives.flatMap { pool.types(fitting: $0[keyPath: base]) }).sorted()
            // A type with OPEN labels fits nearly every end; those that name the labels themselves are meant.
            let meant = found.filter { id in
                expansion[id]?.contains { node in
                    alternatives.contains { $0[keyPath: base].labels.isSubset(of: node.element.labels) }
                } ?? false
            }
            if let types = meant.nonEmpty ?? found.nonEmpty { return types.map { .type($0) } }
        }
        return [.stranger(form.labels.map { ":" + catalog.text($0) } ?? "other nodes")]
    }

    /// The note on an arrow: names, labels and properties of its edge types.
    func label(of note: EdgeNote) -> String {
        var table = HTMLTable()
        // Types that are built from the same ones stand together, after those that are built from none.
        var groups: [(parents: [TypeID], types: [TypeID])] = [([], [])]
        for id in note.types {
            let parents = catalog[id].conjuncts
            if let index = groups.firstIndex(where: { $0.parents == parents }) {
                groups[index].types.append(id)
            } else {
                groups.append((parents, [id]))
            }
        }
        for (parents, types) in groups {
            if !parents.isEmpty {
                let names = Wording.list(parents.map { catalog[$0].name })
                table.add(HTMLLabel("built from \(names):").italic.colored(Palette.quiet, size: 10))
            }
            let indent = parents.isEmpty || note.types.count == 1 ? "" : "   "
            for id in types {
                let type = catalog[id]
                let name = HTMLLabel(indent) + HTMLLabel(type.name).bold
                let labels =
                    labelLine(of: type).map { .gap + HTMLLabel($0).colored(Palette.quiet) } ?? HTMLLabel("")
                let remark =
                    type.isAbstract
                    ? .gap + HTMLLabel("abstract").colored(Palette.quiet, size: 9) : HTMLLabel("")
                table.add((type.isAbstract ? name.italic : name) + labels + remark, padding: 1)
                for row in propertyRows(of: type) {
                    let cells = row.filter { !$0.html.isEmpty }
                    table.add(
                        cells.reduce(HTMLLabel(indent + (note.types.count == 1 ? "" : "  "))) {
                            $0 + .gap + $1
                        }, padding: 1)
                }
            }
        }
        return table.html(
            border: 1, color: Palette.edgeBorder, background: Palette.edgeBackground, style: "ROUNDED",
            spacing: 2)
    }

    /// The arrow of a note: from each source to the note, and on to each target.
    func arrows(of note: EdgeNote, named name: String) -> [String] {
        let isBounded = note.cardinality != Cardinality()
        func multiplicity(_ multiplicity: Multiplicity) -> String {
            isBounded ? "label=\" \(multiplicity) \"" : ""
        }
        // Against the direction of layout where the target is drawn above the source anyway.
        let isUpward = note.sources.contains { source in
            guard case .type(let id) = source else { return false }
            let above = drawnAbove(id)
            return note.targets.contains {
                if case .type(let target) = $0 { above.contains(target) } else { false }
            }
        }
        let atSource = note.sources.map { source in
            let path =
                isUpward ? "\(name) -> \(Self.name(of: source))" : "\(Self.name(of: source)) -> \(name)"
            return "\(path) [dir=none, \(multiplicity(note.cardinality.sources))];"
        }
        let atTarget = note.targets.map { target in
            let path =
                isUpward ? "\(Self.name(of: target)) -> \(name)" : "\(name) -> \(Self.name(of: target))"
            return "\(path) [\(isUpward ? "dir=back, " : "")\(multiplicity(note.cardinality.targets))];"
        }
        return atSource + atTarget
    }

    /// Boxes for ends that no node type fits.
    func strangers(in notes: [EdgeNote]) -> [(name: String, text: String)] {
        var seen: Set<String> = []
        var found: [(String, String)] = []
        for end in notes.flatMap({ $0.sources + $0.targets }) {
            if case .stranger(let text) = end, seen.insert(text).inserted {
                found.append((Self.name(of: end), text))
            }
        }
        return found
    }

    private static func name(of end: End) -> String {
        switch end {
        case .type(let id): "n\(id.index)"
        case .anyNode: "any"
        case .stranger(let text): "\"\(("other " + text).dotQuoted)\""
        }
    }
}
