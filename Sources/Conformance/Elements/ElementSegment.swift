import PropertyGraph

/// What validation keeps of one batch: where it was read, and the columns constraints ask for, or all of them.
package struct ElementSegment: Sendable {
    /// The number of the first element; the others follow.
    package var first: UInt32
    package let count: Int
    package let labels: LabelSet
    package let origin: BatchOrigin
    /// Nil for edges without identifiers of their own.
    package let identifiers: IdentifierColumn?
    package let columns: [Symbol: Column]

    /// Keeps the columns of some keys, or all of them where `keys` is nil.
    init(_ batch: ElementBatch, keeping keys: Set<Symbol>?) {
        first = 0
        count = batch.count
        labels = batch.labels
        origin = batch.origin
        identifiers = batch.identifiers?.compacted()
        columns = Dictionary(
            uniqueKeysWithValues: batch.columns.filter { keys?.contains($0.key) ?? true }
                .map { ($0.key, $0.compacted()) })
    }
}

/// Nodes of one batch.
package struct NodeSegment: Sendable {
    package var elements: ElementSegment
    let classes: PerRow<ClassID>
}

/// What a file calls the ends of edges.
package struct EndIdentifiers: Sendable {
    package let sources: IdentifierColumn
    package let targets: IdentifierColumn
}

/// Edges of one batch.
package struct EdgeSegment: Sendable {
    package var elements: ElementSegment
    /// The nodes where the edges start; ``IntegerIndex/missing`` for edges that are not part of the graph.
    package var sources: [UInt32]
    /// The nodes where the edges end; ``IntegerIndex/missing`` for edges that are not part of the graph.
    package var targets: [UInt32]
    /// What the file calls the ends, if that was to be kept.
    package let endIdentifiers: EndIdentifiers?
    let contexts: PerRow<Typing.ContextID>
    /// How many edges lack a source or target.
    package let danglingCount: Int

    @inline(__always)
    package func isInGraph(_ row: Int) -> Bool {
        sources[row] != IntegerIndex.missing && targets[row] != IntegerIndex.missing
    }
}

extension Column {
    /// The same column without a claim on the portion of the file that it was read from.
    fileprivate func compacted() -> Column {
        guard case .strings(let strings) = values else { return self }
        var copy = self
        copy.values = .strings(strings.compacted())
        return copy
    }
}

extension IdentifierColumn {
    func compacted() -> IdentifierColumn {
        guard case .strings(let strings) = storage else { return self }
        return IdentifierColumn(.strings(strings.compacted()), space: space)
    }
}

extension StringColumn {
    fileprivate func compacted() -> StringColumn {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(zip(starts, ends).reduce(0) { $0 + Int($1.1 - $1.0) })
        var newStarts: [UInt32] = []
        var newEnds: [UInt32] = []
        newStarts.reserveCapacity(count)
        newEnds.reserveCapacity(count)
        for row in 0..<count {
            newStarts.append(UInt32(bytes.count))
            bytes.append(contentsOf: storage.bytes[Int(starts[row])..<Int(ends[row])])
            newEnds.append(UInt32(bytes.count))
        }
        return StringColumn(storage: ByteStorage(bytes), starts: newStarts, ends: newEnds)
    }
}
