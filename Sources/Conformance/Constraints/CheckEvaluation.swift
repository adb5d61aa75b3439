import PGSchema
import PropertyGraph

/// Evaluates a CHECK, whose condition speaks of the target alone.
struct CheckEvaluation {
    let condition: CompiledCondition
    let view: GraphView

    func run(_ targets: Targets, into findings: inout ConstraintFindings) {
        for (position, rows) in targets.segments.enumerated() {
            if case .none = rows { continue }
            let segment =
                targets.kind == .node
                ? view.graph.nodes[position].elements : view.graph.edges[position].elements
            let failed = ColumnCondition(condition, segment.columns)
            for row in 0..<segment.count where rows.contains(row) {
                let element = segment.first + UInt32(row)
                let isFalse =
                    failed.map { $0.isFalse(row) }
                    ?? (condition.evaluate { value($0, element, row, segment, targets.kind) } == false)
                if isFalse { findings.addCheck(element) { values(row, segment) } }
            }
        }
    }

    private func value(
        _ term: CompiledPatternTerm, _ element: UInt32, _ row: Int, _ segment: ElementSegment,
        _ kind: ElementKind
    ) -> TermValue? {
        switch term {
        case .element: kind == .node ? .node(element) : .edge(element)
        case .property(_, let key): segment.columns[key]?[row].map { .value($0) }
        case .constant(let value): value.map { .value($0) }
        }
    }

    private func values(_ row: Int, _ segment: ElementSegment) -> [(String, Value?)] {
        var seen: Set<Symbol> = []
        return condition.terms.compactMap { term in
            guard case .property(_, let key) = term, seen.insert(key).inserted else { return nil }
            return (view.symbols.name(of: key), segment.columns[key]?[row])
        }
    }
}

/// A comparison of one column with constants, evaluated without making a ``Value`` of every row.
private struct ColumnCondition {
    private enum Test {
        case integers([Int64], Predicate.Comparison, Int64)
        case strings(StringColumn, [[UInt8]], negated: Bool)
    }
    private let test: Test
    private let presence: RowMask?

    /// Nil for any condition but `key op integer` and `key [NOT] IN [strings]` over a column of that type.
    init?(_ condition: CompiledCondition, _ columns: [Symbol: Column]) {
        switch condition {
        case .comparison(.property(_, let key), let comparison, .constant(.integer(let bound)?)):
            guard let column = columns[key], case .integers(let numbers) = column.values else { return nil }
            test = .integers(numbers, comparison, bound)
            presence = column.presence
        case .isIn(.property(_, let key), let candidates, let negated):
            guard let column = columns[key], case .strings(let texts) = column.values else { return nil }
            var wanted: [[UInt8]] = []
            for candidate in candidates {
                guard case .constant(.string(let text)?) = candidate else { return nil }
                wanted.append(Array(text.utf8))
            }
            test = .strings(texts, wanted, negated: negated)
            presence = column.presence
        default: return nil
        }
    }

    func isFalse(_ row: Int) -> Bool {
        guard presence?[row] ?? true else { return false }
        switch test {
        case .integers(let numbers, let comparison, let bound):
            return switch comparison {
            case .equal: numbers[row] != bound
            case .notEqual: numbers[row] == bound
            case .less: numbers[row] >= bound
            case .lessOrEqual: numbers[row] > bound
            case .greater: numbers[row] <= bound
            case .greaterOrEqual: numbers[row] < bound
            }
        case .strings(let texts, let wanted, let negated):
            return texts.withBytes(of: row) { bytes in
                wanted.contains { $0.elementsEqual(bytes) } == negated
            }
        }
    }
}
