import PropertyGraph
import Synchronization

/// What was written since the last merge, as one transaction sees it.
///
/// A snapshot's delta never changes; that of a write transaction shows its own writes.
// LMDB wants one thread at a time in a transaction: `lock` sees to it. A writer's counters are its thread's alone.
package final class Delta: @unchecked Sendable {
    private let transaction: LMDBTransaction
    private let marks: DeltaMarks?
    private let lock = Mutex(())
    /// What the store counts; only a writer changes them.
    var counters: DeltaCounters
    /// The keys whose values the delta is indexed by.
    let lookups: Set<KeyLookup>

    /// In a transaction that writes, marks are read anew each time.
    init(
        _ transaction: LMDBTransaction, counters: DeltaCounters, lookups: Set<KeyLookup>, isWritten: Bool
    ) throws {
        self.transaction = transaction
        self.lookups = lookups
        self.counters = counters
        marks = isWritten ? nil : try DeltaMarks(transaction)
    }

    /// The file, for messages.
    var path: String { transaction.environment.path }

    /// Whether there is something to say about an element of the segment.
    @inline(__always)
    package func isMarked(_ kind: MarkKind, _ id: UInt32) throws -> Bool {
        if let marks { return marks.contains(kind, id) }
        return try lock.withLock { _ in
            guard let bits = try transaction.bytes(.marks, .block(kind, id / DeltaMarks.perBlock)) else {
                return false
            }
            guard bits.count == DeltaMarks.blockBytes else { throw damage("marks") }
            return DeltaMarks.isSet(bits, id)
        }
    }

    /// What the delta says of a node, if anything.
    func node(_ id: UInt32) throws -> DeltaNode? {
        try lock.withLock { _ in
            guard let bytes = try transaction.bytes(.nodes, .element(id)) else { return nil }
            return try decoded(DeltaCodec.node(bytes, id: id), "node \(id)")
        }
    }

    /// What the delta says of an edge, if anything.
    func edge(_ id: UInt32) throws -> DeltaEdge? {
        try lock.withLock { _ in
            guard let bytes = try transaction.bytes(.edges, .element(id)) else { return nil }
            return try decoded(DeltaCodec.edge(bytes, id: id), "edge \(id)")
        }
    }

    /// The new edges of a node with the nodes at their other ends, in the order of their ids.
    package func newEdges(of node: UInt32, _ direction: EdgeDirection) throws -> [(
        edge: UInt32, other: UInt32
    )] {
        try lock.withLock { _ in
            var found: [(edge: UInt32, other: UInt32)] = []
            try transaction.forEach(direction.table, under: .element(node)) { bytes in
                var reader = ByteReader(bytes)
                let entry = reader.fixed(UInt64.self).map { $0.byteSwapped }
                let pair = try decoded(entry, "list of node \(node)")
                // Lists have no checksum, and others count on ends that there are.
                guard pair >> 32 < counters.nextEdge, pair & 0xFFFF_FFFF < counters.nextNode else {
                    throw damage("list of node \(node)")
                }
                found.append((UInt32(pair >> 32), UInt32(truncatingIfNeeded: pair)))
                return true
            }
            return found
        }
    }

    /// Elements of the delta that stand under a hash; their values remain to be compared.
    func candidates(_ kind: ElementKind, hash: UInt64) throws -> [UInt32] {
        try lock.withLock { _ in
            var found: [UInt32] = []
            try transaction.forEach(.keys, under: .hash(hash)) { bytes in
                var reader = ByteReader(bytes)
                let entry = try decoded(reader.fixed(UInt64.self).map { $0.byteSwapped }, "index")
                if entry >> 32 == kind.code { found.append(UInt32(truncatingIfNeeded: entry)) }
                return true
            }
            return found
        }
    }

    /// Everything that the delta says of nodes from some id on, in the order of their ids.
    package func nodes(from first: UInt32 = 0) throws -> [(id: UInt32, node: DeltaNode)] {
        try lock.withLock { _ in
            var found: [(id: UInt32, node: DeltaNode)] = []
            try transaction.forEach(.nodes) { key, value in
                let id = try decoded(Self.id(key), "table of nodes")
                if id >= first {
                    found.append((id, try decoded(DeltaCodec.node(value, id: id), "node \(id)")))
                }
                return true
            }
            return found
        }
    }

    /// Everything that the delta says of edges from some id on, in the order of their ids.
    package func edges(from first: UInt32 = 0) throws -> [(id: UInt32, edge: DeltaEdge)] {
        try lock.withLock { _ in
            var found: [(id: UInt32, edge: DeltaEdge)] = []
            try transaction.forEach(.edges) { key, value in
                let id = try decoded(Self.id(key), "table of edges")
                if id >= first {
                    found.append((id, try decoded(DeltaCodec.edge(value, id: id), "edge \(id)")))
                }
                return true
            }
            return found
        }
    }

    private static func id(_ key: UnsafeRawBufferPointer) -> UInt32? {
        guard key.count == 4 else { return nil }
        return UInt32(bigEndian: key.loadUnaligned(as: UInt32.self))
    }

    private func decoded<Content>(_ content: Content?, _ what: String) throws(StoreError) -> Content {
        guard let content else { throw damage(what) }
        return content
    }

    private func damage(_ what: String) -> StoreError {
        .damaged(file: path, reason: "its \(what) does not read as such")
    }
}

/// What a writer does to its own delta.
extension Delta {
    func set(_ node: DeltaNode, _ id: UInt32) throws {
        try transaction.set(DeltaCodec.encode(node, id: id), .nodes, .element(id))
    }

    func removeNode(_ id: UInt32) throws { try transaction.remove(.nodes, .element(id)) }

    func set(_ edge: DeltaEdge, _ id: UInt32) throws {
        try transaction.set(DeltaCodec.encode(edge, id: id), .edges, .element(id))
    }

    func removeEdge(_ id: UInt32) throws { try transaction.remove(.edges, .element(id)) }

    /// Enters a new edge in the lists of its ends.
    func link(_ edge: UInt32, _ source: UInt32, _ target: UInt32) throws {
        try transaction.set(Self.entry(edge, target), .outgoing, .element(source))
        try transaction.set(Self.entry(edge, source), .incoming, .element(target))
    }

    func unlink(_ edge: UInt32, _ source: UInt32, _ target: UInt32) throws {
        try transaction.remove(.outgoing, .element(source), value: Self.entry(edge, target))
        try transaction.remove(.incoming, .element(target), value: Self.entry(edge, source))
    }

    func enter(_ kind: ElementKind, _ id: UInt32, under hash: UInt64) throws {
        try transaction.set(Self.entry(kind.code, id), .keys, .hash(hash))
    }

    func strike(_ kind: ElementKind, _ id: UInt32, under hash: UInt64) throws {
        try transaction.remove(.keys, .hash(hash), value: Self.entry(kind.code, id))
    }

    func mark(_ kind: MarkKind, _ id: UInt32) throws {
        let key = LMDBKey.block(kind, id / DeltaMarks.perBlock)
        var bits =
            try transaction.bytes(.marks, key).map { [UInt8]($0) }
            ?? [UInt8](repeating: 0, count: DeltaMarks.blockBytes)
        let bit = Int(id % DeltaMarks.perBlock)
        guard bits.count == DeltaMarks.blockBytes else { throw damage("marks") }
        guard bits[bit >> 3] >> UInt8(bit & 7) & 1 == 0 else { return }
        bits[bit >> 3] |= 1 << UInt8(bit & 7)
        try transaction.set(bits, .marks, key)
    }

    /// Two numbers so that the order of the bytes is theirs.
    private static func entry(_ first: UInt32, _ second: UInt32) -> [UInt8] {
        var writer = ByteWriter()
        writer.append(fixed: first.byteSwapped)
        writer.append(fixed: second.byteSwapped)
        return writer.bytes
    }

    /// Forgets everything: a segment holds it now.
    static func clear(_ transaction: LMDBTransaction) throws {
        for table in CatalogTable.allCases where table != .catalog { try transaction.clear(table) }
    }
}

extension ElementKind {
    /// How the kind is written in the index.
    fileprivate var code: UInt32 { self == .node ? 0 : 1 }
}

extension EdgeDirection {
    fileprivate var table: CatalogTable { self == .outgoing ? .outgoing : .incoming }
}

extension Delta {
    /// How many nodes and edges it speaks of.
    package var changedElements: Int { Int(counters.changedNodes + counters.changedEdges) }

    /// The id of the next new node: all nodes have smaller ones.
    package var nextNode: Int { Int(counters.nextNode) }
}
