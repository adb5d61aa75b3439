import Cypher
import GraphStore
import QueryValues

/// Each row with each walk along repetitions of a pattern, in which no relationship comes twice.
final class GroupOperator: Operator {
    /// A repetition that was found: what its variables are, and where it ends.
    private struct Repetition {
        let values: [QueryValue]
        let walk: [QueryValue]
        let relationships: [UInt32]
        let end: UInt32
    }
    private struct Frame {
        var repetitions: [Repetition]
        var position = 0
    }
    private let walk: GroupExpansion
    private let repetition: Operator

    init(_ execution: Execution, _ plan: Plan, input: Operator?, _ walk: GroupExpansion) {
        self.walk = walk
        repetition = walk.repetition.makeOperator(execution)
        super.init(execution, plan, input: input)
    }

    override func next() throws -> Batch? {
        while let batch = try pullInput() {
            let starts = try execution.nodes(walk.from, batch)
            let ends = walk.isInto ? try execution.nodes(walk.to, batch) : nil
            var output = Output()
            for row in 0..<batch.count where starts[row] != Vector.none {
                try expand(batch, row, from: starts[row], to: ends?[row], &output)
            }
            guard !output.rows.isEmpty else { continue }
            var result = batch.gathered(output.rows)
            if ends == nil { result[walk.to] = .nodes(output.ends) }
            for (position, pair) in walk.group.collected.enumerated() {
                result[pair.outer] = .values(output.lists.map { $0[position] })
            }
            result[walk.walk] = .values(output.walks)
            if ends == nil, !walk.labels.isEmpty {
                result = result.filtered(try execution.hasLabels(output.ends, walk.labels))
            }
            if result.count > 0 { return result }
        }
        return nil
    }

    private struct Output {
        var rows: [Int] = []
        var ends: [UInt32] = []
        var lists: [[QueryValue]] = []
        var walks: [QueryValue] = []
    }

    private func expand(
        _ batch: Batch, _ row: Int, from start: UInt32, to end: UInt32?, _ output: inout Output
    ) throws {
        var chosen: [Repetition] = []
        var taken: Set<UInt32> = []
        var frames: [Frame] = []
        func emit(_ node: UInt32) throws {
            if let end, end != node { return }
            output.rows.append(row)
            output.ends.append(node)
            output.lists.append(
                walk.group.collected.indices.map { position in .list(chosen.map { $0.values[position] }) })
            output.walks.append(.list(chosen.flatMap(\.walk)))
            try execution.budget.keep(bytes: 64 + 64 * chosen.count)
        }
        if walk.group.minimum == 0 { try emit(start) }
        if walk.group.maximum ?? 1 > 0 {
            frames.append(Frame(repetitions: try repetitions(start, batch, row)))
        }
        while var frame = frames.popLast() {
            guard frame.position < frame.repetitions.count else {
                if !frames.isEmpty { taken.subtract(chosen.removeLast().relationships) }
                continue
            }
            let next = frame.repetitions[frame.position]
            frame.position += 1
            frames.append(frame)
            guard taken.isDisjoint(with: next.relationships) else { continue }
            chosen.append(next)
            taken.formUnion(next.relationships)
            if chosen.count >= walk.group.minimum { try emit(next.end) }
            if chosen.count < walk.group.maximum ?? .max {
                frames.append(Frame(repetitions: try repetitions(next.end, batch, row)))
            } else {
                taken.subtract(chosen.removeLast().relationships)
            }
        }
    }

    private func repetitions(_ node: UInt32, _ batch: Batch, _ row: Int) throws -> [Repetition] {
        var argument = batch.slice(row..<row + 1)
        argument[walk.group.start] = .nodes([node])
        try repetition.open(argument)
        var found: [Repetition] = []
        while let inner = try repetition.pull() {
            let ends = try execution.nodes(walk.group.end, inner)
            for innerRow in 0..<inner.count {
                let relationships = walk.relationships.flatMap { inner[$0][innerRow].relationshipIDs }
                let isTaken = walk.differsFrom.contains { variable in
                    relationships.contains { batch[variable][row].names(relationship: $0) }
                }
                guard !isTaken else { continue }
                found.append(
                    Repetition(
                        values: walk.group.collected.map { inner[$0.inner][innerRow] },
                        // The first node of a repetition is the last of the one before.
                        walk: walk.group.walk.dropFirst().map { inner[$0][innerRow] },
                        relationships: relationships, end: ends[innerRow]))
            }
        }
        try execution.budget.work(found.count + 1)
        return found
    }
}

extension QueryValue {
    /// The relationships that a value is, or lists.
    fileprivate var relationshipIDs: [UInt32] {
        switch self {
        case .relationship(let one): [one.id.raw]
        case .list(let elements): elements.flatMap(\.relationshipIDs)
        default: []
        }
    }
}
