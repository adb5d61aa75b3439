import PropertyGraph

extension StoreGraph {
    /// The element with a name.
    ///
    /// - Complexity: O(1) with the index that every import and merge makes.
    func element(_ kind: ElementKind, named name: ElementRecord.Name) throws -> UInt32? {
        let hash = KeyHash.hash(name)
        if let delta {
            // Names that are given by the store are not indexed; they follow from the id.
            if kind == .node, let id = delta.counters.newNode(named: name), id >= baseNodes,
                try self.name(kind, id) == name
            {
                return id
            }
            for id in try delta.candidates(kind, hash: hash) where try self.name(kind, id) == name {
                return id
            }
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
    /// Only those that carry the label are meant, or all where it is nil.
    ///
    /// - Complexity: O(1) for each label set where the schema makes the keys unique, otherwise O(elements).
    package func elements(
        _ kind: ElementKind, where keys: [String], equal values: [Value], label: String? = nil
    ) throws -> [UInt32] {
        precondition(keys.count == values.count, "each key is compared with a value")
        var (keys, values) = (keys, values)
        if keys.count > 1 {
            let pairs = zip(keys, values).sorted { $0.0.precedes($1.0) }
            (keys, values) = (pairs.map(\.0), pairs.map(\.1))
        }
        let lookup = KeyLookup(kind: kind, ordered: keys)
        let hash = KeyHash.hash(keys, values)
        var found: [UInt32] = []
        if let segment {
            for table in try segment.keyedTables.tables(lookup, of: segment) {
                if let label, !table.carries(label) { continue }
                found += table.find(values, hash: hash)
            }
        }
        guard let delta else { return found }
        let mark: MarkKind = kind == .node ? .node : .edge
        found = try found.filter { try !delta.isMarked(mark, $0) }
        found += try changed(delta, lookup, hash).filter { try matches(kind, $0, keys, values, label) }
        return Set(found).sorted()
    }

    /// Whether nodes that carry a label are found by the value of a key without looking at each of them.
    package func hasIndex(_ label: String, _ key: String) throws -> Bool {
        let lookup = KeyLookup(kind: .node, ordered: [key])
        if let segment {
            for table in try segment.keyedTables.tables(lookup, of: segment)
            where table.carries(label) && table.index == nil { return false }
        }
        guard let delta else { return segment != nil }
        // A few changed elements are looked at quickly enough.
        return delta.lookups.contains(lookup) || delta.changedElements < 64
    }

    /// Those of the delta that may match: by its index where the schema asks for one, otherwise all.
    private func changed(_ delta: Delta, _ lookup: KeyLookup, _ hash: UInt64) throws -> [UInt32] {
        if delta.lookups.contains(lookup) { return try delta.candidates(lookup.kind, hash: hash) }
        return lookup.kind == .node ? try delta.nodes().map(\.id) : try delta.edges().map(\.id)
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
