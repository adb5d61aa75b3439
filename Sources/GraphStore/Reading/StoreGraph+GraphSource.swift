import PropertyGraph

extension StoreGraph: GraphSource {
    package var files: [String] { [segment?.path ?? "store"] }

    /// Streams the segment's elements that are as they were, table after table, then what the delta has instead.
    ///
    /// As the line of an element reports show its id plus one.
    package func stream<Prepared: Sendable>(
        _ kind: ElementKind, symbols: SymbolTable, workers: Int,
        prepare: @Sendable (ElementBatch) throws -> Prepared,
        absorb: @Sendable (Prepared) throws -> Void
    ) throws {
        var isChanged: (@Sendable (UInt32) throws -> Bool)?
        if let delta {
            let mark: MarkKind = kind == .node ? .node : .edge
            isChanged = { id in try delta.isMarked(mark, id) }
        }
        try segment?.stream(
            kind, leavingOut: isChanged, symbols: symbols, workers: workers, prepare: prepare,
            absorb: absorb)
        for batch in try changedBatches(kind, symbols) { try absorb(try prepare(batch)) }
    }

    private struct Group: Hashable {
        let labels: LabelKey
        /// The space of the names of the elements, nil for edges without one, and of their ends.
        let spaces: [Symbol?]
    }
    private struct Member {
        let id: UInt32
        let record: ElementRecord
        var ends: (source: ElementRecord.Name, target: ElementRecord.Name)?
    }

    private func changedBatches(_ kind: ElementKind, _ symbols: SymbolTable) throws -> [ElementBatch] {
        guard let delta else { return [] }
        var order: [Group] = []
        var members: [Group: [Member]] = [:]
        func add(_ member: Member) {
            let group = Group(
                labels: LabelKey(member.record.labels),
                spaces: [member.record.name, member.ends?.source, member.ends?.target].map { name in
                    name.map { symbols.intern($0.space) }
                })
            if members[group] == nil { order.append(group) }
            members[group, default: []].append(member)
        }
        switch kind {
        case .node:
            for case (let id, .present(let record)) in try delta.nodes() {
                add(Member(id: id, record: record))
            }
        case .edge:
            for (id, edge) in try delta.edges() {
                guard let record = edge.element else { continue }
                guard let source = try name(.node, edge.source), let target = try name(.node, edge.target)
                else {
                    throw StoreError.damaged(file: files[0], reason: "edge \(id) of its delta has no ends")
                }
                add(Member(id: id, record: record, ends: (source, target)))
            }
        }
        return order.map { batch(kind, $0, members[$0] ?? [], symbols) }
    }

    private func batch(
        _ kind: ElementKind, _ group: Group, _ members: [Member], _ symbols: SymbolTable
    ) -> ElementBatch {
        func identifiers(_ space: Symbol?, _ names: [ElementRecord.Name?]) -> IdentifierColumn? {
            space.map { IdentifierColumn(names.compactMap { $0?.identifier }, space: $0) }
        }
        let lines = members.map { Int($0.id) + 1 + (kind == .node ? 0 : Int(baseNodes)) }
        return ElementBatch(
            kind: kind, labels: LabelSet(group.labels.labels.map(symbols.intern)), count: members.count,
            identifiers: identifiers(group.spaces[0], members.map(\.record.name)),
            sources: identifiers(group.spaces[1], members.map(\.ends?.source)),
            targets: identifiers(group.spaces[2], members.map(\.ends?.target)),
            columns: ColumnBuilder.columns(ofRows: members.map(\.record.properties), symbols: symbols),
            origin: BatchOrigin(
                file: 0, firstLine: lines[0], lineOffsets: lines.map { UInt32($0 - lines[0]) }))
    }
}
