import Cypher
import GraphStore
import QueryValues

/// Each row with each walk along relationships that are all different, shorter walks before those that extend them.
///
/// It goes deep first and can stop between any two walks, so that what is kept is one walk.
final class RepeatedExpandOperator: Operator {
    private struct Frame {
        var edges: [(edge: UInt32, other: UInt32)]
        var position = 0
    }
    private let walk: RepeatedExpansion
    private let neighbours: DirectedNeighbours
    private var batch: Batch?
    private var row = 0
    private var starts: [UInt32] = []
    private var ends: [UInt32]?
    private var frames: [Frame] = []
    /// The relationships walked, in order and as a set: a walk may be as long as the graph has relationships.
    private var walked: [UInt32] = []
    private var taken: Set<UInt32> = []
    private var isStarted = false

    init(_ execution: Execution, _ plan: Plan, input: Operator?, _ walk: RepeatedExpansion) {
        self.walk = walk
        neighbours = DirectedNeighbours(execution.graph, walk.expansion.types, walk.expansion.direction)
        super.init(execution, plan, input: input)
    }

    override func open(_ argument: Batch) throws {
        (batch, row, frames, walked, taken, isStarted) = (nil, 0, [], [], [], false)
        try super.open(argument)
    }

    private struct Output {
        var rows: [Int] = []
        var lists: [QueryValue] = []
        var ends: [UInt32] = []
    }

    override func next() throws -> Batch? {
        while true {
            guard let batch, row < batch.count else {
                guard let batch = try pullInput() else { return nil }
                (self.batch, row) = (batch, 0)
                starts = try execution.nodes(walk.expansion.from, batch)
                ends = walk.expansion.isInto ? try execution.nodes(walk.expansion.to, batch) : nil
                continue
            }
            var output = Output()
            while row < batch.count, output.rows.count < Batch.rows { try step(batch, &output) }
            guard !output.rows.isEmpty else { continue }
            var result = batch.gathered(output.rows)
            result[walk.expansion.relationship] = .values(output.lists)
            if ends == nil { result[walk.expansion.to] = .nodes(output.ends) }
            if ends == nil, !walk.expansion.labels.isEmpty {
                result = result.filtered(try execution.hasLabels(output.ends, walk.expansion.labels))
            }
            if result.count > 0 { return result }
        }
    }

    /// One step of the walk of the current row: a relationship further, or back.
    private func step(_ batch: Batch, _ output: inout Output) throws {
        try execution.budget.work()
        let start = starts[row]
        guard isStarted else {
            guard start != Vector.none else {
                row += 1
                return
            }
            isStarted = true
            if walk.minimum == 0 { emit(start, &output) }
            if walk.maximum ?? 1 > 0 { frames.append(Frame(edges: try candidates(start, batch))) }
            return
        }
        guard var frame = frames.popLast() else {
            (isStarted, row) = (false, row + 1)
            return
        }
        guard frame.position < frame.edges.count else {
            if !frames.isEmpty { taken.remove(walked.removeLast()) }
            return
        }
        let (edge, other) = frame.edges[frame.position]
        frame.position += 1
        frames.append(frame)
        guard taken.insert(edge).inserted else { return }
        walked.append(edge)
        if walked.count >= walk.minimum { emit(other, &output) }
        if walked.count < walk.maximum ?? .max {
            frames.append(Frame(edges: try candidates(other, batch)))
        } else {
            taken.remove(walked.removeLast())
        }
    }

    private func emit(_ end: UInt32, _ output: inout Output) {
        if let ends, ends[row] != end { return }
        output.rows.append(row)
        output.ends.append(end)
        guard plan.isLive(walk.expansion.relationship) else { return output.lists.append(.null) }
        let edges = walk.isReversed ? walked.reversed() : walked
        output.lists.append(.list(edges.map { .relationship(Relationship(EdgeID($0))) }))
    }

    /// The relationships that a walk can go on with from a node.
    private func candidates(_ node: UInt32, _ batch: Batch) throws -> [(edge: UInt32, other: UInt32)] {
        var found: [(edge: UInt32, other: UInt32)] = []
        try neighbours.forEach(of: node) { edge, other in found.append((edge, other)) }
        try execution.budget.work(found.count + 1)
        for variable in walk.expansion.differsFrom {
            let other = batch[variable][row]
            found.removeAll { other.names(relationship: $0.edge) }
        }
        return try execution.admitted(found, walk.element, walk.conditions, batch, row)
    }
}

extension Execution {
    /// The relationships of which the conditions on a single element of a walk hold.
    func admitted(
        _ found: [(edge: UInt32, other: UInt32)], _ element: Variable, _ conditions: [BoundExpression],
        _ batch: Batch, _ row: Int
    ) throws -> [(edge: UInt32, other: UInt32)] {
        guard !conditions.isEmpty, !found.isEmpty else { return found }
        var inner = batch.gathered([Int](repeating: row, count: found.count))
        inner[element] = .relationships(found.map(\.edge))
        var holds = [Bool](repeating: true, count: found.count)
        for condition in conditions {
            let truths = try truths(condition, inner, nil)
            for position in holds.indices where truths[position] != .yes { holds[position] = false }
        }
        return found.indices.filter { holds[$0] }.map { found[$0] }
    }
}
