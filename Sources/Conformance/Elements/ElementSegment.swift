import PropertyGraph

/// What validation keeps of one batch: where it was read, its classes, and the columns constraints ask for.
struct ElementSegment: Sendable {
    /// The number of the first element; the others follow.
    var first: UInt32
    let count: Int
    let origin: BatchOrigin
    /// Nil for edges without identifiers of their own.
    let identifiers: IdentifierColumn?
    let columns: [Symbol: Column]

    init(_ batch: ElementBatch, keeping keys: Set<Symbol>) {
        first = 0
        count = batch.count
        origin = batch.origin
        identifiers = batch.identifiers?.compacted()
        columns = Dictionary(
            uniqueKeysWithValues: batch.columns.filter { keys.contains($0.key) }
                .map { ($0.key, $0.compacted()) })
    }
}

/// Nodes of one batch.
struct NodeSegment: Sendable {
    var elements: ElementSegment
    let classes: PerRow<ClassID>
}

/// Edges of one batch.
struct EdgeSegment: Sendable {
    var elements: ElementSegment
    /// The nodes where the edges start; ``IntegerIndex/missing`` for edges that are not part of the graph.
    var sources: [UInt32]
    /// The nodes where the edges end; ``IntegerIndex/missing`` for edges that are not part of the graph.
    var targets: [UInt32]
    let contexts: PerRow<Typing.ContextID>
    /// How many edges lack a source or target.
    let danglingCount: Int

    @inline(__always)
    func isInGraph(_ row: Int) -> Bool {
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
    fileprivate func compacted() -> IdentifierColumn {
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
