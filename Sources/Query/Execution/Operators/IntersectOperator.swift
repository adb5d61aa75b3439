import Cypher
import GraphStore
import QueryValues

/// Each row with each node that is joined to two others: what both have among their neighbours.
///
/// The neighbours of the first node are marked, once for all rows that follow each other with the same node, and those of the
/// second are looked up; no pair of relationships is made that does not close. It is the step that makes joins of cyclic
/// patterns worst-case optimal (Ngo, Porat, Re, Rudra: Worst-case optimal join algorithms, PODS 2012).
final class IntersectOperator: Operator {
    private let first: Expansion
    private let second: Expansion
    private let ofFirst: DirectedNeighbours
    private let ofSecond: DirectedNeighbours
    private var marks: NodeMarks
    private var batch: Batch?
    private var row = 0

    init(
        _ execution: Execution, _ plan: Plan, input: Operator?, _ first: Expansion, _ second: Expansion
    ) {
        self.first = first
        self.second = second
        ofFirst = DirectedNeighbours(execution.graph, first.types, first.direction)
        ofSecond = DirectedNeighbours(execution.graph, second.types, second.direction)
        marks = NodeMarks(execution.graph)
        super.init(execution, plan, input: input)
    }

    override func open(_ argument: Batch) throws {
        (batch, row) = (nil, 0)
        marks = NodeMarks(execution.graph)
        try super.open(argument)
    }

    override func next() throws -> Batch? {
        while true {
            if let batch, row < batch.count {
                let result = try intersect(batch)
                if result.count > 0 { return result }
            } else {
                guard let batch = try pullInput() else { return nil }
                (self.batch, row) = (batch, 0)
            }
        }
    }

    private struct Hit {
        let row: Int
        let node: UInt32
        let marked: UInt32
        let walked: UInt32
    }

    private func intersect(_ batch: Batch) throws -> Batch {
        let firsts = try execution.nodes(first.from, batch)
        let seconds = try execution.nodes(second.from, batch)
        // Which of the two stays the same from row to row is marked; the other one's neighbours are walked.
        let marksSecond = batch.count > 1 && seconds[0] == seconds[1]
        let (marked, walked) = marksSecond ? (seconds, firsts) : (firsts, seconds)
        let (markedNeighbours, walkedNeighbours) = marksSecond ? (ofSecond, ofFirst) : (ofFirst, ofSecond)
        var hits: [Hit] = []
        hits.reserveCapacity(Batch.rows * 2)
        let marks = marks
        while row < batch.count, hits.count < Batch.rows {
            let current = row
            row += 1
            guard marked[current] != Vector.none, walked[current] != Vector.none else { continue }
            try marks.mark(marked[current], markedNeighbours, isSecond: marksSecond)
            try walkedNeighbours.forEachCommon(of: walked[current], with: marks, execution) { edge, other in
                marks.forEachEdge(to: other) { marked in
                    hits.append(Hit(row: current, node: other, marked: marked, walked: edge))
                }
            }
        }
        var result = batch.gathered(hits.map(\.row))
        let (markedEdges, walkedEdges) = (hits.map(\.marked), hits.map(\.walked))
        result[first.to] = .nodes(hits.map(\.node))
        result[first.relationship] = .relationships(marksSecond ? walkedEdges : markedEdges)
        result[second.relationship] = .relationships(marksSecond ? markedEdges : walkedEdges)
        result = try execution.distinct(result, first)
        result = try execution.distinct(result, second)
        guard !first.labels.isEmpty, result.count > 0 else { return result }
        return result.filtered(
            try execution.hasLabels(try execution.nodes(first.to, result), first.labels))
    }
}
