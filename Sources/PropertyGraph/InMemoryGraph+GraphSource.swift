extension InMemoryGraph: GraphSource {
    /// The one name given to the graph.
    public var files: [String] { [name] }

    /// Streams one batch for each label set and, among edges, for those with and those without identifiers.
    public func stream<Prepared: Sendable>(
        _ kind: ElementKind, symbols: SymbolTable, workers: Int,
        prepare: @Sendable (ElementBatch) throws -> Prepared,
        absorb: @Sendable (Prepared) throws -> Void
    ) throws {
        let batches = kind == .node ? nodeBatches(symbols: symbols) : edgeBatches(symbols: symbols)
        for batch in batches { try absorb(prepare(batch)) }
    }

    private func nodeBatches(symbols: SymbolTable) -> [ElementBatch] {
        groups(of: nodes, symbols: symbols, labels: \.labels, hasIdentifier: { _ in true }).map {
            labels, rows in
            let members = rows.map { nodes[$0] }
            return ElementBatch(
                kind: .node, labels: labels, count: rows.count,
                identifiers: identifiers(members.map(\.id), symbols: symbols),
                columns: columns(members.map(\.properties), symbols: symbols),
                origin: origin(of: rows, after: 0))
        }
    }

    private func edgeBatches(symbols: SymbolTable) -> [ElementBatch] {
        groups(of: edges, symbols: symbols, labels: \.labels, hasIdentifier: { $0.id != nil })
            .map { labels, rows in
                let members = rows.map { edges[$0] }
                let names = members.compactMap(\.id)
                return ElementBatch(
                    kind: .edge, labels: labels, count: rows.count,
                    identifiers: names.isEmpty ? nil : identifiers(names, symbols: symbols),
                    sources: identifiers(members.map(\.from), symbols: symbols),
                    targets: identifiers(members.map(\.to), symbols: symbols),
                    columns: columns(members.map(\.properties), symbols: symbols),
                    origin: origin(of: rows, after: nodes.count))
            }
    }

    /// Positions of elements that can share a batch, in the order in which the first of each appears.
    private func groups<Element>(
        of elements: [Element], symbols: SymbolTable, labels: (Element) -> [String],
        hasIdentifier: (Element) -> Bool
    ) -> [(labels: LabelSet, rows: [Int])] {
        var order: [GroupKey: Int] = [:]
        var groups: [(labels: LabelSet, rows: [Int])] = []
        for (row, element) in elements.enumerated() {
            let key = GroupKey(
                labels: LabelSet(labels(element).map(symbols.intern)), hasIdentifier: hasIdentifier(element))
            if let known = order[key] {
                groups[known].rows.append(row)
            } else {
                order[key] = groups.count
                groups.append((key.labels, [row]))
            }
        }
        return groups
    }

    private func identifiers(_ identifiers: [Identifier], symbols: SymbolTable) -> IdentifierColumn {
        IdentifierColumn(identifiers, space: symbols.intern(""))
    }

    private func columns(_ rows: [[String: Value]], symbols: SymbolTable) -> [Column] {
        let ordered = rows.map { properties in
            properties.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) }
        }
        return ColumnBuilder.columns(ofRows: ordered, symbols: symbols)
    }

    private func origin(of rows: [Int], after lines: Int) -> BatchOrigin {
        BatchOrigin(
            file: 0, firstLine: lines + rows[0] + 1, lineOffsets: rows.map { UInt32($0 - rows[0]) })
    }
}

/// What the elements of one batch have in common.
private struct GroupKey: Hashable {
    let labels: LabelSet
    let hasIdentifier: Bool
}
