import PropertyGraph

extension Resolver {
    /// A graph type whose members are known and whose constraints are not resolved yet.
    struct GraphTypeDraft {
        let definition: GraphTypeDefinition
        let range: SourceRange
        /// Drafts it imports directly, by position.
        var imports: [Int] = []
        /// Drafts it imports directly or not, each after those it imports itself.
        var allImports: [Int] = []
        /// All members in order, imported ones first.
        var members: [TypeID] = []
        var scope: Scope
        var constraints: [ConstraintDefinition] = []
    }

    /// Declares the inline types of every graph type and collects its members, imports included.
    mutating func gather(_ graphTypes: [(GraphTypeDefinition, SourceRange)]) -> [GraphTypeDraft] {
        var drafts = graphTypes.map { definition, range in
            GraphTypeDraft(
                definition: definition, range: range, scope: Scope(graphType: definition.name.text))
        }
        let positions = Dictionary(
            uniqueKeysWithValues: drafts.enumerated().map { ($1.definition.name.text, $0) })
        for index in drafts.indices {
            var seen: Set<String> = []
            for name in drafts[index].definition.imports {
                guard let position = positions[name.text] else {
                    reportUnknown("graph type", name, among: positions.keys)
                    continue
                }
                guard seen.insert(name.text).inserted else {
                    report(
                        "`\(name.text)` is imported twice.", at: name.range,
                        suggestion: "Drop one of the two.")
                    continue
                }
                drafts[index].imports.append(position)
            }
        }
        for index in importOrder(of: drafts) { collectMembers(of: index, in: &drafts) }
        return drafts
    }

    /// Positions so that imports come first; a cycle is reported and cut.
    private mutating func importOrder(of drafts: [GraphTypeDraft]) -> [Int] {
        enum Mark { case new, open, done }
        var marks = [Mark](repeating: .new, count: drafts.count)
        var order: [Int] = []
        for root in drafts.indices where marks[root] == .new {
            var stack = [(draft: root, next: 0)]
            marks[root] = .open
            while let (draft, next) = stack.last {
                guard next < drafts[draft].imports.count else {
                    stack.removeLast()
                    marks[draft] = .done
                    order.append(draft)
                    continue
                }
                stack[stack.count - 1].next += 1
                let imported = drafts[draft].imports[next]
                switch marks[imported] {
                case .new:
                    marks[imported] = .open
                    stack.append((imported, 0))
                case .open:
                    let start = stack.firstIndex { $0.draft == imported } ?? 0
                    let names = (stack[start...].map(\.draft) + [imported]).map {
                        "`\(drafts[$0].definition.name.text)`"
                    }
                    report(
                        "Graph types import each other in a circle: \(names.joined(separator: " imports ")).",
                        at: drafts[draft].definition.name.range,
                        suggestion: "Move what both need into a third graph type that both import.")
                case .done: break
                }
            }
        }
        return order
    }

    private mutating func collectMembers(of index: Int, in drafts: inout [GraphTypeDraft]) {
        let name = drafts[index].definition.name.text
        for imported in drafts[index].imports {
            for transitive in drafts[imported].allImports + [imported]
            where transitive != index && !drafts[index].allImports.contains(transitive) {
                drafts[index].allImports.append(transitive)
            }
            for member in drafts[imported].members {
                let memberName = definitions[member.index].name
                if let present = drafts[index].scope.members[memberName.text] {
                    if present == member { continue }
                    report(
                        "`\(name)` imports two different types called `\(memberName.text)`.",
                        at: drafts[index].definition.name.range,
                        suggestion: "Rename one of them where it is defined.")
                } else {
                    drafts[index].scope.members[memberName.text] = member
                    drafts[index].members.append(member)
                }
            }
        }
        var own: [(TypeID, Name)] = []
        for element in drafts[index].definition.elements {
            switch element {
            case .reference(let reference):
                if let id = catalogScope[reference.text] {
                    own.append((id, reference))
                } else {
                    reportUnknown("type", reference, among: catalogScope.keys)
                }
            case .nodeType(let definition):
                own.append((declare(.node(definition), in: Scope()), definition.name))
            case .edgeType(let definition):
                own.append((declare(.edge(definition), in: Scope()), definition.name))
            case .constraint(let definition):
                drafts[index].constraints.append(definition)
            }
        }
        var ownNames: Set<String> = []
        for (id, memberName) in own {
            if let present = drafts[index].scope.members[memberName.text] {
                if present == id, !ownNames.contains(memberName.text) {
                    ownNames.insert(memberName.text)
                    continue  // the same catalog type, imported and listed
                }
                let how = ownNames.contains(memberName.text) ? "defined twice" : "imported and defined again"
                report(
                    "In graph type `\(name)`, type `\(memberName.text)` is \(how).", at: memberName.range,
                    suggestion: "Rename one of the two.")
                continue
            }
            ownNames.insert(memberName.text)
            drafts[index].scope.members[memberName.text] = id
            drafts[index].members.append(id)
        }
        // Types of the catalog were declared first; their names mean the same in every graph type.
        for (id, _) in own where id.index >= catalog.catalogTypes.count {
            scopeOfType[id.index] = drafts[index].scope
        }
    }

    /// Resolves the constraints of a graph type, imported ones first.
    mutating func finish(_ draft: GraphTypeDraft, among drafts: [GraphTypeDraft]) -> GraphType {
        var constraints: [Constraint] = []
        for origin in draft.allImports.map({ drafts[$0] }) + [draft] {
            for definition in origin.constraints {
                // Only the graph type that writes a constraint reports what is wrong with it.
                let before = diagnostics.count
                let constraint = resolve(definition, number: constraints.count + 1, in: origin.scope)
                if origin.definition.name.text != draft.definition.name.text {
                    diagnostics.removeSubrange(before...)
                }
                if let constraint { constraints.append(constraint) }
            }
        }
        return GraphType(
            name: draft.definition.name.text, mode: draft.definition.mode,
            imports: draft.definition.imports.map(\.text), members: draft.members, constraints: constraints,
            range: draft.range)
    }
}
