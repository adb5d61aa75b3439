import PropertyGraph

/// An element before and after a change, with the places in constraints that each version may take.
final class ChangedElement {
    let kind: ElementKind
    let id: UInt32
    /// Nil when it was inserted.
    let before: LiveElement?
    /// Nil when it was deleted.
    let after: LiveElement?
    let sitesBefore: [Int]
    let sitesAfter: [Int]

    init(
        _ kind: ElementKind, _ id: UInt32, before: LiveElement?, after: LiveElement?, sitesBefore: [Int],
        sitesAfter: [Int]
    ) {
        self.kind = kind
        self.id = id
        self.before = before
        self.after = after
        self.sitesBefore = sitesBefore
        self.sitesAfter = sitesAfter
    }

    /// Whether it has other values than before under some keys.
    func differs(under keys: Set<Symbol>) -> Bool {
        keys.contains { before?.value($0) != after?.value($0) }
    }

    /// Calls `body` with each place and whether the versions before and after may take it, in ascending order.
    func forEachSite(_ body: (_ site: Int, _ wasTaken: Bool, _ isTaken: Bool) -> Void) {
        var (old, new) = (sitesBefore[...], sitesAfter[...])
        while let site = [old.first, new.first].compactMap(\.self).min() {
            let wasTaken = old.first == site
            let isTaken = new.first == site
            if wasTaken { old.removeFirst() }
            if isTaken { new.removeFirst() }
            body(site, wasTaken, isTaken)
        }
    }
}

/// Everything that a change alters: the touched elements, and edges whose ends are no longer what they were.
struct ChangedElements {
    let schema: ChangeSchema
    let live: LiveGraph
    let change: GraphChange
    private(set) var elements: [ChangedElement] = []
    /// Elements that are there and conform to no type.
    private(set) var untyped: [(kind: ElementKind, id: UInt32)] = []

    init(_ change: GraphChange, live: LiveGraph, schema: ChangeSchema) throws {
        self.change = change
        self.live = live
        self.schema = schema
        var classesBefore: [UInt32: ClassID] = [:]
        var edges = Set(change.edges.keys)
        for (node, before) in change.nodes {
            let elementBefore = before.map(live.prepared)
            let classBefore = elementBefore.map { live.elementClass(.node, $0) }
            if let classBefore { classesBefore[node] = classBefore }
            let classAfter = try live.nodeClass(node)
            if let classAfter, try schema.typing.types(ofNode: classAfter).isEmpty {
                untyped.append((.node, node))
            }
            if let classBefore, let classAfter,
                schema.visibility.canTellApart(classBefore, classAfter)
            {
                for isOutgoing in [true, false] {
                    _ = try live.graph.forEachEdge(of: node, isOutgoing: isOutgoing) { edge, _ in
                        edges.insert(edge)
                        return true
                    }
                }
            }
            elements.append(
                ChangedElement(
                    .node, node, before: elementBefore, after: try live.element(.node, node),
                    sitesBefore: try classBefore.map(schema.sites.sites(ofNode:)) ?? [],
                    sitesAfter: try classAfter.map(schema.sites.sites(ofNode:)) ?? []))
        }
        for edge in edges { try add(edge: edge, classesBefore) }
    }

    private mutating func add(edge: UInt32, _ classesBefore: [UInt32: ClassID]) throws {
        let after = try live.element(.edge, edge)
        let contextAfter = try live.context(ofEdge: edge)
        if let contextAfter, schema.typing.types(ofEdge: contextAfter).isEmpty {
            untyped.append((.edge, edge))
        }
        let touched = change.edges[edge]
        let before = touched == nil ? after : touched?.before.map(live.prepared)
        var contextBefore: Typing.ContextID?
        let ends = try live.ends(ofEdge: edge)
        if let before, let source = try classesBefore[ends.source] ?? live.nodeClass(ends.source),
            let target = try classesBefore[ends.target] ?? live.nodeClass(ends.target)
        {
            contextBefore = try schema.typing.intern(
                TypeMatcher.EdgeContext(
                    edge: live.elementClass(.edge, before), source: source, target: target))
        }
        elements.append(
            ChangedElement(
                .edge, edge, before: before, after: after,
                sitesBefore: try contextBefore.map(schema.sites.sites(ofEdge:)) ?? [],
                sitesAfter: try contextAfter.map(schema.sites.sites(ofEdge:)) ?? []))
    }
}
