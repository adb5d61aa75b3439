import PropertyGraph

extension Verification {
    /// One column: bounds, UTF-8, and the zone map against the values.
    mutating func check(_ column: StoredColumn) {
        var isReadable = true
        do { try column.checkContent() } catch {
            isReadable = false
            attempt { () throws(SegmentError) in throw error }
        }
        guard isReadable else { return }
        let place = column.blocks.place
        let view = SegmentColumn(column.entry, rows: column.rows, in: column.blocks.file)
        switch view.storage {
        case .strings(let texts), .dictionary(_, let texts):
            if (0..<texts.count).contains(where: { !texts.withBytes(of: $0, isUTF8) }) {
                report("\(place) has text that is not UTF-8")
            }
        default: break
        }
        if case .dictionary(_, let texts) = view.storage, !texts.isSorted {
            report("the dictionary of \(place) is not sorted")
        }
        if let zones = view.zones, !agrees(zones, with: view) {
            report("the zone map of \(place) does not agree with its values")
        }
    }

    /// Computes the zone map anew.
    private func agrees(_ zones: ZoneMap, with column: SegmentColumn) -> Bool {
        let presence =
            column.presence.map { PresenceBits(words: [UInt64]($0.words), count: column.count) }
            ?? PresenceBits(count: column.count)
        let expected: [UInt64]
        switch column.storage {
        case .integers(let numbers), .localDateTimes(_, let numbers):
            expected = ZoneEncoder.zones(of: numbers.copied(), presence: presence)
        case .dates(let days): expected = ZoneEncoder.zones(of: days.map { Int64($0) }, presence: presence)
        case .wideLocalDateTimes(let seconds, _):
            expected = ZoneEncoder.zones(of: [Int64](seconds), presence: presence)
        case .floats(let numbers): expected = ZoneEncoder.zones(of: [Double](numbers), presence: presence)
        default: return false
        }
        return zones.words.elementsEqual(expected)
    }

    /// The edges of a table: bounds, order, and whether both directions tell the same.
    mutating func check(_ table: EdgeTable) {
        let before = findings.count
        for direction in EdgeDirection.allCases {
            attempt { () throws(SegmentError) in try table.lists.checkContent(direction) }
        }
        guard findings.count == before else { return }
        let file = table.lists.blocks.file
        let outgoing = Adjacency(table.lists.entry, .outgoing, in: file)
        let incoming = Adjacency(table.lists.entry, .incoming, in: file)
        let place = table.lists.blocks.place
        for row in 0..<outgoing.count {
            let list = outgoing[row]
            if zip(list, list.dropFirst()).contains(where: { $0 > $1 }) {
                return report("a list of \(place) is not sorted")
            }
        }
        // The next free slot of each target must hold the next edge in the order of the table: then every edge is in
        // exactly one list, the right one, and the lists are sorted.
        var next = (0..<incoming.count).map { incoming.range(of: $0).lowerBound }
        for source in 0..<outgoing.count {
            for position in outgoing.range(of: source) {
                let target = Int(outgoing.nodes[position])
                let slot = next[target]
                next[target] += 1
                guard slot < incoming.range(of: target).upperBound, incoming.nodes[slot] == UInt32(source),
                    incoming.edge(at: slot) == UInt32(position)
                else { return report("the two directions of \(place) differ") }
            }
        }
    }
}

extension MappedTexts {
    /// Whether each text is there once, ordered by bytes.
    fileprivate var isSorted: Bool {
        (0..<max(0, count - 1)).allSatisfy { row in
            withBytes(of: row) { left in
                withBytes(of: row + 1) { left.lexicographicallyPrecedes($0) }
            }
        }
    }
}

/// Whether bytes are UTF-8.
private func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
}
