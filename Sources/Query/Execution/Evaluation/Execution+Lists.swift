import Cypher
import QueryValues

extension Execution {
    /// The elements of the lists in a vector, one row each, with the rows of the batch they come from.
    ///
    /// Only the variables that a body asks for come along.
    private struct Unwound {
        var batch: Batch
        /// For each row of the batch, where its elements lie in ``batch``; nil where the list is null.
        var ranges: [Range<Int>?]
    }

    private func unwind(
        _ list: BoundExpression, _ variable: Variable, _ range: SourceRange, _ batch: Batch,
        _ bodies: [BoundExpression?]
    ) throws -> Unwound {
        let lists = try evaluate(list, batch)
        var elements = VectorBuilder()
        var owners: [Int] = []
        var ranges: [Range<Int>?] = []
        for row in 0..<batch.count {
            guard let list = try lists[row].listElements(range) else {
                ranges.append(nil)
                continue
            }
            for element in list {
                elements.append(element)
                owners.append(row)
            }
            ranges.append(owners.count - list.count..<owners.count)
            try budget.work(list.count + 1)
            // What the bodies make of an element, and the lists of that, are there at once for all rows of the batch.
            try budget.require(bytes: owners.count * 128)
        }
        var live = [Bool](repeating: false, count: batch.vectors.count)
        for body in bodies { body?.forEachVariable { live[$0.number] = true } }
        var inner = batch
        inner.weights = nil
        inner.keep(only: live)
        inner = inner.gathered(owners)
        inner[variable] = elements.finish()
        return Unwound(batch: inner, ranges: ranges)
    }

    func comprehension(
        _ variable: Variable, _ list: BoundExpression, _ condition: BoundExpression?,
        _ result: BoundExpression?,
        _ range: SourceRange, _ batch: Batch
    ) throws -> Vector {
        let unwound = try unwind(list, variable, range, batch, [condition, result])
        let inner = unwound.batch
        var kept: [Bool] = []
        if let condition { kept = try truths(condition, inner, range).map { $0 == .yes } }
        var positions: [Int] = []
        for row in 0..<inner.count where condition == nil || kept[row] { positions.append(row) }
        let part = positions.count == inner.count ? inner : inner.gathered(positions)
        let values = try result.map { try evaluate($0, part) } ?? part[variable]
        var next = 0
        return .values(
            unwound.ranges.map { range in
                guard let range else { return .null }
                var elements: [QueryValue] = []
                while next < positions.count, positions[next] < range.upperBound {
                    elements.append(values[next])
                    next += 1
                }
                return .list(elements)
            })
    }

    func quantified(
        _ quantifier: Quantifier, _ variable: Variable, _ list: BoundExpression, _ condition: BoundExpression,
        _ range: SourceRange, _ batch: Batch
    ) throws -> Vector {
        let unwound = try unwind(list, variable, range, batch, [condition])
        let truths = try truths(condition, unwound.batch, range)
        return .truths(
            unwound.ranges.map { range in
                guard let range else { return .unknown }
                var (yes, unknown) = (0, 0)
                for truth in truths[range] {
                    if truth == .yes { yes += 1 } else if truth == .unknown { unknown += 1 }
                }
                let no = range.count - yes - unknown
                return switch quantifier {
                case .all: no > 0 ? .no : unknown > 0 ? .unknown : .yes
                case .any: yes > 0 ? .yes : unknown > 0 ? .unknown : .no
                case .none: yes > 0 ? .no : unknown > 0 ? .unknown : .yes
                case .single: yes > 1 ? .no : unknown > 0 ? .unknown : yes == 1 ? .yes : .no
                }
            })
    }

    /// Steps through all lists at once: the first elements of all, then the second ones.
    func reduce(
        _ accumulator: Variable, _ initial: BoundExpression, _ variable: Variable, _ list: BoundExpression,
        _ body: BoundExpression, _ range: SourceRange, _ batch: Batch
    ) throws -> Vector {
        let lists = try evaluate(list, batch)
        let start = try evaluate(initial, batch)
        var results = (0..<batch.count).map { start[$0] }
        var elements: [[QueryValue]] = []
        for row in 0..<batch.count {
            let list = try lists[row].listElements(range)
            if list == nil { results[row] = .null }
            elements.append(list ?? [])
        }
        var step = 0
        while true {
            let rows = elements.indices.filter { elements[$0].count > step }
            guard !rows.isEmpty else { return Vector(results) }
            try budget.work(rows.count)
            var inner = batch.gathered(rows)
            inner.weights = nil
            inner[accumulator] = Vector(rows.map { results[$0] })
            inner[variable] = Vector(rows.map { elements[$0][step] })
            let values = try evaluate(body, inner)
            for (position, row) in rows.enumerated() { results[row] = values[position] }
            step += 1
            // Each step may nest lists as deep as the text does, or double what looks small.
            if step.isMultiple(of: 8) { for row in rows { try results[row].checkNesting() } }
        }
    }

    func slice(
        _ subject: BoundExpression, _ from: BoundExpression?, _ to: BoundExpression?, _ range: SourceRange,
        _ batch: Batch
    ) throws -> Vector {
        let lists = try evaluate(subject, batch)
        let starts = try from.map { try evaluate($0, batch) }
        let ends = try to.map { try evaluate($0, batch) }
        do throws(QueryError) {
            return Vector(
                try (0..<batch.count).map { row throws(QueryError) in
                    try Operators.slice(of: lists[row], from: starts?[row], to: ends?[row])
                })
        } catch { throw error.located(at: range) }
    }
}

extension QueryValue {
    /// The elements of a list; nil of null.
    ///
    /// - Throws: A `TypeError` for anything else.
    func listElements(_ range: SourceRange?) throws(QueryError) -> [QueryValue]? {
        switch self {
        case .list(let elements): return elements
        case .null: return nil
        default: throw .wrongType("A list is needed here, and this is \(written).", at: range)
        }
    }
}
