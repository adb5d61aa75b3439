import PropertyGraph

/// Changes to a store that take effect together, or not at all.
///
///     try store.write { graph in
///         let account = try graph.insertNode(labels: ["Account"], properties: ["iban": "DE07"])
///         try graph.insertEdge(from: ada, to: account, labels: ["OWNS"])
///     }
///
/// It reads its own writes. The schema is looked at when the closure of ``GraphStore/write(waiting:_:)`` is done, so that
/// elements that only conform together can be written one after the other.
public final class WriteTransaction: GraphReading {
    let graph: StoreGraph
    let delta: Delta
    /// What was touched, as it was before.
    private(set) var change = ChangeLog()
    private var isOpen = true
    private let record: CatalogRecord

    /// The schema that the change will be judged by, or nil without one.
    public var schema: StoredSchema? { record.storedSchema }

    /// Whether the data conformed to the schema when the transaction began, as in ``Snapshot/conforms``.
    public var conforms: Bool { record.conforms }

    /// Counts the schemas, as in ``Snapshot/schemaVersion``.
    public var schemaVersion: Int { record.schemaVersion }

    /// Counts the segments, as in ``Snapshot/generation``.
    public var generation: Int { record.generation }

    /// Segment and delta as one, with what was written so far.
    public var source: GraphReadingSource { GraphReadingSource(graph: graph) }

    init(segment: Segment?, delta: Delta, record: CatalogRecord) {
        self.record = record
        graph = StoreGraph(segment: segment, delta: delta)
        self.delta = delta
    }

    /// Nothing more is written: the closure is over.
    func close() { isOpen = false }

    private func requireOpen() {
        precondition(isOpen, "a write transaction is used after its closure has returned")
    }

    /// Adds a node.
    ///
    /// - Parameters:
    ///   - labels: Its labels, in any order.
    ///   - properties: Its properties.
    ///   - identifier: What it is called, as in files; nil for a number that no other node has.
    /// - Returns: The node.
    /// - Throws: ``StoreError/identifierTaken(_:_:)``, ``StoreError/unstorableValue(key:)``.
    @discardableResult
    public func insertNode(
        labels: [String], properties: [String: Value] = [:], identifier: Identifier? = nil
    ) throws -> NodeID {
        requireOpen()
        let id = try Self.next(delta.counters.nextNode, path: delta.path)
        var name = delta.counters.name(ofNewNode: id)
        if let identifier {
            name = .init(Identifier(identifier.description))
            try requireFree(.node, name)
        }
        let record = try record(labels, properties, name)
        delta.counters.nextNode += 1
        delta.counters.nodes += 1
        delta.counters.changedNodes += 1
        change.touch(node: id, before: nil)
        try delta.set(.present(record), id)
        try enter(.node, id, record, withName: true)
        return NodeID(id)
    }

    /// Adds an edge between two nodes that are there.
    ///
    /// - Throws: ``StoreError/noSuchNode(_:)``, ``StoreError/identifierTaken(_:_:)``,
    ///   ``StoreError/unstorableValue(key:)``.
    @discardableResult
    public func insertEdge(
        from source: NodeID, to target: NodeID, labels: [String], properties: [String: Value] = [:],
        identifier: Identifier? = nil
    ) throws -> EdgeID {
        requireOpen()
        for node in [source, target] where try !contains(node) { throw StoreError.noSuchNode(node) }
        let name = identifier.map { ElementRecord.Name(Identifier($0.description)) }
        if let name { try requireFree(.edge, name) }
        let record = try record(labels, properties, name)
        let id = try Self.next(delta.counters.nextEdge, path: delta.path)
        delta.counters.nextEdge += 1
        delta.counters.edges += 1
        delta.counters.changedEdges += 1
        change.touch(edge: id, source.raw, target.raw, before: nil)
        try delta.set(DeltaEdge(source: source.raw, target: target.raw, element: record), id)
        try delta.link(id, source.raw, target.raw)
        try markLists(source.raw, target.raw)
        try enter(.edge, id, record, withName: true)
        return EdgeID(id)
    }

    /// Sets a property of a node; nil removes it.
    ///
    /// - Throws: ``StoreError/noSuchNode(_:)``, ``StoreError/unstorableValue(key:)``.
    public func set(_ key: String, to value: Value?, of node: NodeID) throws {
        try requireStorable(key, value)
        try update(node) { $0.set(value, for: key) }
    }

    /// Sets a property of an edge; nil removes it.
    ///
    /// - Throws: ``StoreError/noSuchEdge(_:)``, ``StoreError/unstorableValue(key:)``.
    public func set(_ key: String, to value: Value?, of edge: EdgeID) throws {
        try requireStorable(key, value)
        try update(edge) { $0.set(value, for: key) }
    }

    /// Gives a node other labels.
    public func setLabels(_ labels: [String], of node: NodeID) throws {
        try update(node) { $0.labels = LabelKey(labels).labels }
    }

    /// Gives an edge other labels.
    public func setLabels(_ labels: [String], of edge: EdgeID) throws {
        try update(edge) { $0.labels = LabelKey(labels).labels }
    }

    /// Gives a node one more label.
    public func addLabel(_ label: String, to node: NodeID) throws {
        try update(node) { $0.labels = LabelKey($0.labels + [label]).labels }
    }

    /// Takes a label from a node.
    public func removeLabel(_ label: String, from node: NodeID) throws {
        try update(node) { $0.labels.removeAll { $0.utf8.elementsEqual(label.utf8) } }
    }

    /// Deletes a node, and its edges if it is `detaching`.
    ///
    /// - Throws: ``StoreError/noSuchNode(_:)``; ``StoreError/nodeHasEdges(_:)`` unless they are deleted too.
    /// - Complexity: O(edges of the node).
    public func delete(_ node: NodeID, detaching: Bool = false) throws {
        requireOpen()
        guard let before = try graph.node(node.raw) else { throw StoreError.noSuchNode(node) }
        let edges = try edges(of: node, .outgoing) + edges(of: node, .incoming)
        guard detaching || edges.isEmpty else { throw StoreError.nodeHasEdges(node) }
        for edge in Set(edges.map(\.edge)) { try delete(edge) }
        change.touch(node: node.raw, before: before)
        let hadRecord = try graph.change(ofNode: node.raw) != nil
        try strike(.node, node.raw, before, wasChanged: hadRecord)
        if node.raw < graph.baseNodes {
            try delta.set(.deleted, node.raw)
            try delta.mark(.node, node.raw)
            if !hadRecord { delta.counters.changedNodes += 1 }
        } else {
            try delta.removeNode(node.raw)
            delta.counters.changedNodes -= 1
        }
        delta.counters.nodes -= 1
    }

    /// Deletes an edge.
    ///
    /// - Throws: ``StoreError/noSuchEdge(_:)``.
    public func delete(_ edge: EdgeID) throws {
        requireOpen()
        guard let before = try graph.edge(edge.raw), let ends = try graph.ends(ofEdge: edge.raw) else {
            throw StoreError.noSuchEdge(edge)
        }
        change.touch(edge: edge.raw, ends.source, ends.target, before: before)
        let hadRecord = try graph.change(ofEdge: edge.raw) != nil
        try strike(.edge, edge.raw, before, wasChanged: hadRecord)
        if edge.raw < graph.baseEdges {
            try delta.set(DeltaEdge(source: ends.source, target: ends.target), edge.raw)
            try delta.mark(.edge, edge.raw)
            try markLists(ends.source, ends.target)
            if !hadRecord { delta.counters.changedEdges += 1 }
        } else {
            try delta.removeEdge(edge.raw)
            try delta.unlink(edge.raw, ends.source, ends.target)
            delta.counters.changedEdges -= 1
        }
        delta.counters.edges -= 1
    }

    private func update(_ node: NodeID, _ body: (inout ElementRecord) -> Void) throws {
        requireOpen()
        guard let before = try graph.node(node.raw) else { throw StoreError.noSuchNode(node) }
        var after = before
        body(&after)
        change.touch(node: node.raw, before: before)
        let hadRecord = try graph.change(ofNode: node.raw) != nil
        try strike(.node, node.raw, before, wasChanged: hadRecord, withName: false)
        if !hadRecord {
            delta.counters.changedNodes += 1
            try delta.mark(.node, node.raw)
        }
        try delta.set(.present(after), node.raw)
        try enter(.node, node.raw, after, withName: false)
    }

    private func update(_ edge: EdgeID, _ body: (inout ElementRecord) -> Void) throws {
        requireOpen()
        guard let before = try graph.edge(edge.raw), let ends = try graph.ends(ofEdge: edge.raw) else {
            throw StoreError.noSuchEdge(edge)
        }
        var after = before
        body(&after)
        change.touch(edge: edge.raw, ends.source, ends.target, before: before)
        let hadRecord = try graph.change(ofEdge: edge.raw) != nil
        try strike(.edge, edge.raw, before, wasChanged: hadRecord, withName: false)
        if !hadRecord {
            delta.counters.changedEdges += 1
            try delta.mark(.edge, edge.raw)
        }
        // Lists of the segment go by labels.
        if LabelKey(after.labels) != LabelKey(before.labels) { try markLists(ends.source, ends.target) }
        try delta.set(DeltaEdge(source: ends.source, target: ends.target, element: after), edge.raw)
        try enter(.edge, edge.raw, after, withName: false)
    }

    private func markLists(_ source: UInt32, _ target: UInt32) throws {
        for node in [source, target] where node < graph.baseNodes { try delta.mark(.adjacency, node) }
    }

    private func record(
        _ labels: [String], _ properties: [String: Value], _ name: ElementRecord.Name?
    ) throws -> ElementRecord {
        for (key, value) in properties { try requireStorable(key, value) }
        return ElementRecord(
            labels: labels, properties: properties.map { (key: $0.key, value: $0.value) }, name: name)
    }

    private func requireStorable(_ key: String, _ value: Value?) throws(StoreError) {
        if let value, !ValueCodec.canEncode(value) { throw .unstorableValue(key: key) }
    }

    private func requireFree(_ kind: ElementKind, _ name: ElementRecord.Name) throws {
        guard try graph.element(kind, named: name) == nil else {
            throw StoreError.identifierTaken(kind, name.identifier)
        }
    }

    private static func next(_ number: UInt64, path: String) throws(StoreError) -> UInt32 {
        guard number < UInt64(UInt32.max) else {
            throw .unreadable(file: path, reason: "it has no numbers left for new elements; merge the store")
        }
        return UInt32(number)
    }
}
