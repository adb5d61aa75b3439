/// What a store counts between merges: one small entry of the catalog, replaced by every commit.
struct DeltaCounters: Equatable {
    /// Counts the commits that changed the graph.
    var commit: UInt64 = 0
    /// The id of the next new node.
    var nextNode: UInt64 = 0
    /// The id of the next new edge.
    var nextEdge: UInt64 = 0
    /// What the id of a new node that is given no name is added to for its name, so that no name is ever used twice.
    var nameOffset: UInt64 = 0
    /// How many nodes there are, in segment and delta together.
    var nodes: UInt64 = 0
    /// How many edges there are, in segment and delta together.
    var edges: UInt64 = 0
    /// How many nodes the delta speaks of.
    var changedNodes: UInt64 = 0
    /// How many edges the delta speaks of.
    var changedEdges: UInt64 = 0

    /// What a new node is called that is given no name.
    func name(ofNewNode id: UInt32) -> ElementRecord.Name {
        ElementRecord.Name(
            .integer(Int64(truncatingIfNeeded: UInt64(id) &+ nameOffset)), space: Segment.newNodeSpace)
    }

    /// The node of the delta that such a name can only belong to; it has it if it is there and was given none.
    func newNode(named name: ElementRecord.Name) -> UInt32? {
        guard name.space == Segment.newNodeSpace, case .integer(let number) = name.identifier else {
            return nil
        }
        let id = UInt64(bitPattern: number) &- nameOffset
        return id < nextNode ? UInt32(exactly: id) : nil
    }

    /// Whether everything is in the segment.
    var isDeltaEmpty: Bool { changedNodes == 0 && changedEdges == 0 }

    private static let key = LMDBKey.name("counters")

    init() {}

    /// Those after a segment was written that holds everything.
    func merged(nodes: Int, edges: Int) -> DeltaCounters {
        var counters = self
        counters.commit += 1
        counters.nameOffset = nextNode &+ nameOffset &- UInt64(nodes)
        (counters.nodes, counters.nextNode) = (UInt64(nodes), UInt64(nodes))
        (counters.edges, counters.nextEdge) = (UInt64(edges), UInt64(edges))
        (counters.changedNodes, counters.changedEdges) = (0, 0)
        return counters
    }

    init(_ transaction: LMDBTransaction) throws {
        let bytes = try transaction.bytes(.catalog, Self.key)
        let damage = StoreError.damaged(
            file: transaction.environment.path, reason: "its counters do not read as such")
        guard let bytes else { throw damage }
        var reader = ByteReader(bytes)
        guard let checksum = reader.fixed(UInt64.self), bytes.count == 9 * 8,
            checksum == Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[8...])),
            let commit = reader.fixed(UInt64.self), let nextNode = reader.fixed(UInt64.self),
            let nextEdge = reader.fixed(UInt64.self), let nameOffset = reader.fixed(UInt64.self),
            let nodes = reader.fixed(UInt64.self), let edges = reader.fixed(UInt64.self),
            let changedNodes = reader.fixed(UInt64.self), let changedEdges = reader.fixed(UInt64.self)
        else { throw damage }
        (self.commit, self.nextNode, self.nextEdge) = (commit, nextNode, nextEdge)
        self.nameOffset = nameOffset
        (self.nodes, self.edges) = (nodes, edges)
        (self.changedNodes, self.changedEdges) = (changedNodes, changedEdges)
    }

    func write(_ transaction: LMDBTransaction) throws {
        var content = ByteWriter()
        for number in [commit, nextNode, nextEdge, nameOffset, nodes, edges, changedNodes, changedEdges] {
            content.append(fixed: number)
        }
        var sealed = ByteWriter()
        sealed.append(fixed: content.bytes.withUnsafeBytes { Checksum.of($0) })
        try transaction.set(sealed.bytes + content.bytes, .catalog, Self.key)
    }
}
