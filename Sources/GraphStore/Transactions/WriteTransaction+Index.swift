import PropertyGraph

extension WriteTransaction {
    /// Enters what is looked up of an element in the delta's index.
    func enter(_ kind: ElementKind, _ id: UInt32, _ record: ElementRecord, withName: Bool) throws {
        if withName, let name = record.name, name.space != Segment.newNodeSpace {
            try delta.enter(kind, id, under: KeyHash.hash(name))
        }
        for lookup in delta.lookups where lookup.kind == kind {
            guard let values = record.values(of: lookup.keys) else { continue }
            try delta.enter(kind, id, under: KeyHash.hash(lookup.keys, values))
        }
    }

    /// Takes what the delta had entered out again; the segment's indexes stay as they are.
    func strike(
        _ kind: ElementKind, _ id: UInt32, _ record: ElementRecord, wasChanged: Bool, withName: Bool = true
    ) throws {
        guard wasChanged else { return }
        if withName, let name = record.name, name.space != Segment.newNodeSpace {
            try delta.strike(kind, id, under: KeyHash.hash(name))
        }
        for lookup in delta.lookups where lookup.kind == kind {
            guard let values = record.values(of: lookup.keys) else { continue }
            try delta.strike(kind, id, under: KeyHash.hash(lookup.keys, values))
        }
    }
}
