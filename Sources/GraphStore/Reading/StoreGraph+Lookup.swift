import PropertyGraph

extension StoreGraph {
    /// The element with a name.
    ///
    /// - Complexity: O(1) with the index that every import and merge makes.
    func element(_ kind: ElementKind, named name: ElementRecord.Name) throws -> UInt32? {
        let hash = KeyHash.hash(name)
        for id in try delta?.candidates(kind, hash: hash) ?? [] where try self.name(kind, id) == name {
            return id
        }
        return try storedCandidates(kind, named: name, hash).first { try self.name(kind, $0) == name }
    }

    func name(_ kind: ElementKind, _ id: UInt32) throws -> ElementRecord.Name? {
        switch kind {
        case .node:
            if case .deleted? = try change(ofNode: id) { return nil }
            if let (table, row) = position(ofNode: id) {
                return try table.name(of: row) ?? .init(.integer(Int64(id)), space: Segment.idSpace)
            }
            guard case .present(let record)? = try delta?.node(id) else { return nil }
            return record.name
        case .edge:
            if let change = try change(ofEdge: id) { return change.element?.name }
            return try position(ofEdge: id).flatMap { try $0.table.name(of: $0.row) }
        }
    }

    private func storedCandidates(
        _ kind: ElementKind, named name: ElementRecord.Name, _ hash: UInt64
    ) throws -> [UInt32] {
        guard let segment else { return [] }
        if kind == .node, name.space == Segment.idSpace, case .integer(let number) = name.identifier,
            let id = UInt32(exactly: number), id < baseNodes
        {
            return [id] + (try segment.index(named: KeyIndex.names(kind)).map { [UInt32]($0[hash]) } ?? [])
        }
        if let index = try segment.index(named: KeyIndex.names(kind)) { return [UInt32](index[hash]) }
        // Only segments that a test or another program made have no such index.
        let hasNames =
            kind == .node
            ? try segment.nodeTables.contains { try $0.identifiers() != nil }
            : try segment.edgeTables.contains { try $0.identifiers() != nil }
        return hasNames ? [UInt32](0..<(kind == .node ? baseNodes : baseEdges)) : []
    }

    /// The elements that have values equal to the given ones under the given keys, in the order of their ids.
    ///
    /// - Parameter label: Only elements that carry it; nil for all.
    /// - Complexity: O(1) for each label set where the schema makes the keys unique, otherwise O(elements).
    func elements(
        _ kind: ElementKind, where keys: [String], equal values: [Value], label: String? = nil
    ) throws -> [UInt32] {
        precondition(keys.count == values.count, "each key is compared with a value")
        let pairs = zip(keys, values).sorted { $0.0.precedes($1.0) }
        let (keys, values) = (pairs.map(\.0), pairs.map(\.1))
        let hash = KeyHash.hash(keys, values)
        var found: [UInt32] = []
        if let segment {
            switch kind {
            case .node:
                for table in segment.nodeTables {
                    found += try stored(.node, table, segment, keys, values, hash, label)
                }
            case .edge:
                for table in segment.edgeTables {
                    found += try stored(.edge, table, segment, keys, values, hash, label)
                }
            }
        }
        guard let delta else { return found }
        found += try changed(kind, delta, keys, hash).filter { try matches(kind, $0, keys, values, label) }
        return Set(found).sorted()
    }

    /// Those of a table that the delta says nothing about.
    private func stored(
        _ kind: ElementKind, _ table: some StoredTable, _ segment: Segment, _ keys: [String],
        _ values: [Value], _ hash: UInt64, _ label: String?
    ) throws -> [UInt32] {
        if let label, !table.labels.contains(where: { $0.utf8.elementsEqual(label.utf8) }) { return [] }
        var columns: [SegmentColumn?] = []
        for key in keys { columns.append(try table.column(key)) }
        let open = try table.openContent()
        guard columns.allSatisfy({ $0 != nil }) || open != nil else { return [] }
        func matches(_ id: UInt32) throws -> Bool {
            let row = Int(id - table.first)
            for (position, key) in keys.enumerated() {
                let value = try columns[position].map { $0[row] } ?? table.value(of: key, row)
                guard value == values[position] else { return false }
            }
            return try !isChanged(kind, id)
        }
        let ids = table.first..<table.first + UInt32(table.count)
        if let index = try segment.index(named: KeyIndex.name(kind, labels: table.labels, keys: keys)) {
            return try index[hash].filter { try ids.contains($0) && matches($0) }
        }
        return try ids.filter { try matches($0) }
    }

    private func isChanged(_ kind: ElementKind, _ id: UInt32) throws -> Bool {
        guard let delta else { return false }
        return try delta.isMarked(kind == .node ? .node : .edge, id)
    }

    /// Those of the delta that may match: by its index where the schema asks for one, otherwise all.
    private func changed(
        _ kind: ElementKind, _ delta: Delta, _ keys: [String], _ hash: UInt64
    ) throws -> [UInt32] {
        if delta.lookups.contains(KeyLookup(kind: kind, keys: keys)) {
            return try delta.candidates(kind, hash: hash)
        }
        return kind == .node ? try delta.nodes().map(\.id) : try delta.edges().map(\.id)
    }

    private func matches(
        _ kind: ElementKind, _ id: UInt32, _ keys: [String], _ values: [Value], _ label: String?
    ) throws -> Bool {
        let record = kind == .node ? try node(id) : try edge(id)
        guard let record, record.values(of: keys) == values else { return false }
        guard let label else { return true }
        return record.labels.contains { $0.utf8.elementsEqual(label.utf8) }
    }
}
