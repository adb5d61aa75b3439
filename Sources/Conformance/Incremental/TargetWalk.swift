import PropertyGraph

/// Walks from a changed element to the targets whose matches it may have been part of.
///
/// Of the changed elements of a match, take the one that is nearest to the target: everything between them is as
/// it was before, so the way is found in the graph as it is now. Labels and single properties are tested on the
/// way and other conditions are not, so that a few targets too many may be found, and none too few.
struct TargetWalk {
    let pattern: ReachPattern
    let live: LiveGraph

    func targets(from touch: ConstraintRecheck.Touch) throws -> Set<UInt32> {
        guard var step = pattern.steps[touch.variable] else {
            guard touch.variable == pattern.target else { throw NeedsWholeGraph() }
            return touch.element.after == nil ? [] : [touch.element.id]
        }
        var found = try first(step, touch.element)
        while true {
            let variable = step.destination
            let filter = pattern.filters[variable]
            found = try found.filter { try live.admits(filter, pattern.kinds[variable], $0) }
            guard variable != pattern.target else { return found }
            guard let following = pattern.steps[variable] else { throw NeedsWholeGraph() }
            step = following
            var next: Set<UInt32> = []
            for id in found { try insert(step, id, into: &next) }
            found = next
        }
    }

    private func first(_ step: ReachPattern.Step, _ changed: ChangedElement) throws -> Set<UInt32> {
        var found: Set<UInt32> = []
        switch step {
        case .join(let join):
            for version in [changed.before, changed.after].compactMap(\.self) {
                found.formUnion(try live.joined(join, pattern.kinds[join.to], with: version))
            }
        case .edges:
            // The edges of a deleted node are changed themselves.
            if changed.after != nil { try insert(step, changed.id, into: &found) }
        case .end: try insert(step, changed.id, into: &found)
        }
        return found
    }

    private func insert(_ step: ReachPattern.Step, _ id: UInt32, into found: inout Set<UInt32>) throws {
        switch step {
        case .join(let join):
            guard let element = try live.element(pattern.kinds[join.from], id) else { return }
            found.formUnion(try live.joined(join, pattern.kinds[join.to], with: element))
        case .edges(let connection, let fromSource):
            for isOutgoing in connection.isDirected ? [fromSource] : [fromSource, !fromSource] {
                _ = try live.graph.forEachEdge(of: id, isOutgoing: isOutgoing) { edge, _ in
                    found.insert(edge)
                    return true
                }
            }
        case .end(let connection, let isSource):
            let ends = try live.ends(ofEdge: id)
            if isSource || !connection.isDirected { found.insert(ends.source) }
            if !isSource || !connection.isDirected { found.insert(ends.target) }
        }
    }
}
