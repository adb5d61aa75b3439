import PGSchema
import PropertyGraph

/// Turns what loading notices into sentences, while the batch with the values is still at hand.
extension GraphLoader {
    func listMalformed(_ batch: ElementBatch, _ elements: ElementSegment, in outcome: inout Outcome) {
        let files = outcome.graph.files
        for column in batch.columns {
            for value in column.malformed {
                outcome.violations.add(.malformedValue) {
                    let reference = reference(batch, value.row, files)
                    return violation(
                        .malformedValue, batch.kind, elements.first + UInt32(value.row), reference,
                        "`\(symbols.name(of: column.key))` of \(batch.kind.rawValue) \(reference.name) is "
                            + "'\(value.text)', which is not of its declared type \(value.declaredType)"
                            + (Self.spelling(ofType: value.declaredType).map { "; \($0)." } ?? "."))
                }
            }
        }
    }

    func listDuplicate(
        _ kind: ElementKind, _ element: UInt32, _ first: UInt32, _ graph: LoadedGraph,
        in outcome: inout Outcome
    ) {
        outcome.violations.add(.duplicateIdentifier) {
            let reference = graph.reference(kind, element)
            let original = graph.reference(kind, first)
            return violation(
                .duplicateIdentifier, kind, element, reference,
                "\(kind == .node ? "Node" : "Edge") \(reference.name) is already defined in \(original.file), "
                    + "line \(original.line); this second one is left out. Give it another identifier.")
        }
    }

    func listDangling(_ batch: ElementBatch, _ segment: EdgeSegment, in outcome: inout Outcome) {
        let files = outcome.graph.files
        for row in 0..<batch.count where !segment.isInGraph(row) {
            for (rule, verb, ends, column) in [
                (Violation.Rule.danglingSource, "starts", segment.sources, batch.sources),
                (.danglingTarget, "ends", segment.targets, batch.targets),
            ] where ends[row] == IntegerIndex.missing {
                outcome.violations.add(rule) {
                    let reference = reference(batch, row, files)
                    let space = column.map { symbols.name(of: $0.space) } ?? ""
                    return violation(
                        rule, .edge, segment.elements.first + UInt32(row), reference,
                        "Edge \(reference.name)\(labels(batch)) \(verb) at node \(name(column, row)), "
                            + "but there is no such node\(space.isEmpty ? "" : " in identifier space \(space)"). "
                            + "Add the node, or leave the edge out.")
                }
            }
        }
    }

    func listUntyped(_ batch: ElementBatch, _ segment: NodeSegment, in outcome: inout Outcome) throws {
        guard typing.plan.graphType.mode == .strict, outcome.untyped.count < limit else { return }
        let untyped = try segment.classes.distinct.filter(UntypedTest(typing: typing).isUntyped)
        guard !untyped.isEmpty else { return }
        for row in 0..<batch.count where untyped.contains(segment.classes[row]) {
            guard outcome.untyped.count < limit else { return }
            let id = segment.classes[row]
            let reference = reference(batch, row, outcome.graph.files)
            let message = UntypedMessage(plan: typing.plan, symbols: symbols).text(
                kind: .node, id: reference.name, file: reference.file, elementClass: typing.elementClass(id),
                miss: typing.nearestMiss(ofNode: id)
            ) { key in batch.columns.first { $0.key == key }?[row] }
            outcome.untyped.append(
                UntypedElement(
                    element: segment.elements.first + UInt32(row),
                    violation: violation(
                        .untyped, .node, segment.elements.first + UInt32(row), reference, message)))
        }
    }

    func listUntyped(_ batch: ElementBatch, _ segment: EdgeSegment, in outcome: inout Outcome) throws {
        guard typing.plan.graphType.mode == .strict,
            outcome.untyped.count < limit || outcome.consequences.count < limit
        else { return }
        guard segment.danglingCount < batch.count else { return }
        let untypedContexts = try followsFromEndpoint(segment.contexts.distinct)
        guard !untypedContexts.isEmpty else { return }
        for row in 0..<batch.count where segment.isInGraph(row) {
            let id = segment.contexts[row]
            guard let isConsequence = untypedContexts[id] else { continue }
            guard (isConsequence ? outcome.consequences : outcome.untyped).count < limit else { continue }
            let reference = reference(batch, row, outcome.graph.files)
            let context = typing.context(id)
            let message = UntypedMessage(plan: typing.plan, symbols: symbols).text(
                kind: .edge, id: reference.name, file: reference.file,
                elementClass: typing.elementClass(context.edge),
                miss: try typing.nearestMiss(ofEdge: id),
                source: UntypedMessage.End(
                    id: name(batch.sources, row), types: try typing.types(ofNode: context.source)
                ),
                target: UntypedMessage.End(
                    id: name(batch.targets, row), types: try typing.types(ofNode: context.target)
                )
            ) { key in batch.columns.first { $0.key == key }?[row] }
            let untyped = UntypedElement(
                element: segment.elements.first + UInt32(row),
                violation: violation(
                    .untyped, .edge, segment.elements.first + UInt32(row), reference, message))
            if isConsequence {
                outcome.consequences.append(untyped)
            } else {
                outcome.untyped.append(untyped)
            }
        }
    }

    /// The untyped ones among contexts, and whether each is so only because of an endpoint.
    private func followsFromEndpoint(
        _ contexts: Set<Typing.ContextID>
    ) throws -> [Typing.ContextID: Bool] {
        var untyped: [Typing.ContextID: Bool] = [:]
        for context in contexts where UntypedTest(typing: typing).isUntyped(context) {
            untyped[context] = try typing.followsFromEndpoint(context)
        }
        return untyped
    }

    private func reference(_ batch: ElementBatch, _ row: Int, _ files: [String]) -> ElementReference {
        ElementReference(
            identifier: batch.identifiers?[row], origin: batch.origin, row: row, files: files)
    }

    private func violation(
        _ rule: Violation.Rule, _ kind: ElementKind, _ number: UInt32, _ reference: ElementReference,
        _ message: String
    ) -> Violation {
        Violation(
            rule: rule, element: reference.id, number: number, kind: kind, constraint: nil, message: message,
            file: reference.file, line: reference.line)
    }

    private func name(_ column: IdentifierColumn?, _ row: Int) -> String {
        ElementReference.shown(column?[row].description ?? "")
    }

    /// How values of a type that a header declares are written.
    private static func spelling(ofType type: String) -> String? {
        switch type.lowercased() {
        case "date": "a date is written 1990-01-31"
        case "localdatetime", "local datetime": "one is written 1990-01-31T12:00:00"
        case "datetime", "zoned datetime": "one is written 1990-01-31T12:00:00Z"
        case "localtime", "local time": "one is written 12:00:00"
        case "time", "zoned time": "one is written 12:00:00Z"
        case "duration": "one is written P1Y2M3DT4H5M6S"
        case "boolean", "bool": "it is true or false"
        case "byte", "short", "int", "integer", "long", "int8", "int16", "int32", "int64":
            "one is written in digits alone, and has a range"
        case "float", "double", "float32", "float64": "one is written 1.5 or 1e3"
        default: nil
        }
    }

    private func labels(_ batch: ElementBatch) -> String {
        let names = batch.labels.names(in: symbols)
        return names.isEmpty ? "" : " (:\(names.joined(separator: ":")))"
    }
}
