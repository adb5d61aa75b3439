import PropertyGraph

extension Segment: GraphSource {
    /// The space in which nodes that have no identifier are streamed: they are called by their ids.
    public static let idSpace = "espalier:id"
    /// The space of the names of new nodes that are given none.
    public static let newNodeSpace = "espalier:new"

    /// The one path of the segment.
    public var files: [String] { [path] }

    /// Streams all elements of one kind, table after table in the order of their ids.
    ///
    /// A batch has up to 16,384 elements; one whose elements or ends are named in several spaces is split. As the line
    /// of an element reports show its id plus one, edges counting on from the nodes.
    ///
    /// - Throws: ``SegmentError/damaged(file:problem:)``, or what `prepare` or `absorb` throw.
    public func stream<Prepared: Sendable>(
        _ kind: ElementKind, symbols: SymbolTable, workers: Int,
        prepare: @Sendable (ElementBatch) throws -> Prepared,
        absorb: @Sendable (Prepared) throws -> Void
    ) throws {
        try stream(
            kind, leavingOut: nil, symbols: symbols, workers: workers, prepare: prepare, absorb: absorb)
    }

    /// The same without the elements of some ids.
    func stream<Prepared: Sendable>(
        _ kind: ElementKind, leavingOut isLeftOut: (@Sendable (UInt32) throws -> Bool)?,
        symbols: SymbolTable, workers: Int,
        prepare: @Sendable (ElementBatch) throws -> Prepared,
        absorb: @Sendable (Prepared) throws -> Void
    ) throws {
        let portions = kind == .node ? nodePortions() : edgePortions()
        try withoutActuallyEscaping(prepare) { prepare in
            let jobs = portions.map { portion in
                { @Sendable in try portion.batches(symbols, leavingOut: isLeftOut).map(prepare) }
            }
            try performInOrder(jobs, workers: workers) { for prepared in $0 { try absorb(prepared) } }
        }
    }

    private func nodePortions() -> [SegmentPortion] {
        nodeTables.flatMap { table in
            Self.portions(of: table.count).map {
                SegmentPortion(
                    kind: .node, table: table, rows: $0, firstLine: Int(table.first) + 1, segment: self)
            }
        }
    }

    private func edgePortions() -> [SegmentPortion] {
        edgeTables.flatMap { table in
            Self.portions(of: table.count).map {
                SegmentPortion(
                    kind: .edge, table: table, rows: $0, firstLine: nodeCount + Int(table.first) + 1,
                    segment: self)
            }
        }
    }

    private static func portions(of count: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: 16_384).map { $0..<min(count, $0 + 16_384) }
    }
}

/// Some consecutive rows of a table on their way into batches.
struct SegmentPortion: Sendable {
    let kind: ElementKind
    let table: any StoredTable
    let rows: Range<Int>
    /// The line that reports show for row 0 of the table.
    let firstLine: Int
    let segment: Segment

    /// The rows as batches: one, unless they are named in several spaces.
    func batches(
        _ symbols: SymbolTable, leavingOut isLeftOut: ((UInt32) throws -> Bool)?
    ) throws -> [ElementBatch] {
        let kept = try isLeftOut.map { isLeftOut in
            try (0..<rows.count).filter { try !isLeftOut(table.first + UInt32(rows.lowerBound + $0)) }
        }
        if kept?.isEmpty ?? false { return [] }
        let own = NamedRows(
            try table.identifiers(), rows: [Int](rows), first: kind == .node ? table.first : nil)
        var ends: (sources: NamedRows, targets: NamedRows)?
        if let edges = table as? EdgeTable { ends = try edges.namedEnds(of: rows, in: segment) }
        var groups: [(key: [Int], positions: [Int])] = []
        var known: [[Int]: Int] = [:]
        if own.isUniform, ends?.sources.isUniform ?? true, ends?.targets.isUniform ?? true {
            groups = [([], kept ?? [Int](0..<rows.count))]
        } else {
            for position in kept ?? [Int](0..<rows.count) {
                let key = [own, ends?.sources, ends?.targets].map { $0?.group(at: position) ?? 0 }
                if let group = known[key] {
                    groups[group].positions.append(position)
                } else {
                    known[key] = groups.count
                    groups.append((key, [position]))
                }
            }
        }
        let columns = try PortionColumns(table)
        return groups.map { _, positions in
            let chosen = positions.map { rows.lowerBound + $0 }
            let isWhole = positions.count == rows.count
            return ElementBatch(
                kind: kind, labels: LabelSet(table.labels.map(symbols.intern)), count: positions.count,
                identifiers: own.column(of: positions, symbols),
                sources: ends?.sources.column(of: positions, symbols),
                targets: ends?.targets.column(of: positions, symbols),
                columns: columns.gathered(chosen, symbols),
                origin: BatchOrigin(
                    file: 0, firstLine: firstLine + chosen[0],
                    lineOffsets: isWhole ? nil : chosen.map { UInt32($0 - chosen[0]) }))
        }
    }
}

extension EdgeTable {
    /// What the ends of some consecutive edges are called.
    fileprivate func namedEnds(
        of rows: Range<Int>, in segment: Segment
    ) throws(SegmentError) -> (sources: NamedRows, targets: NamedRows) {
        let outgoing = try adjacency(.outgoing)
        let (from, to) = (segment.nodeTables[source], segment.nodeTables[target])
        let targets = outgoing.nodes[rows].map { Int($0) }
        return (
            NamedRows(try from.identifiers(), rows: outgoing.owners(of: rows), first: from.first),
            NamedRows(try to.identifiers(), rows: targets, first: to.first)
        )
    }
}

extension Adjacency {
    /// The row of the node whose list each of some consecutive entries is in.
    func owners(of entries: Range<Int>) -> [Int] {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if range(of: middle).upperBound <= entries.lowerBound { low = middle + 1 } else { high = middle }
        }
        var owner = low
        return entries.map { entry in
            while range(of: owner).upperBound <= entry { owner += 1 }
            return owner
        }
    }
}
