import PGSchema
import PropertyGraph

/// The most common descriptor, one property of the target itself: `FOR (a: accountType) KEY a.iban`.
///
/// SINGLETON holds by itself, MANDATORY is a look at the nulls, EXCLUSIVE one pass over plain columns.
struct PropertyKey {
    private let columns: [(segment: Int, column: Column?)]
    private let key: Symbol
    private let targets: Targets
    private let view: GraphView

    /// Nil where the descriptor is another one, or the columns are neither all integers nor all text.
    init?(
        _ pattern: CompiledPattern, _ outputs: [CompiledPatternTerm], _ targets: Targets, _ view: GraphView
    ) {
        guard pattern.kinds.count == 1, pattern.filters[0].isEmpty, pattern.conditions.isEmpty,
            outputs.count == 1, case .property(_, let key) = outputs[0]
        else { return nil }
        var columns: [(segment: Int, column: Column?)] = []
        var areIntegers = false
        var areStrings = false
        for (position, rows) in targets.segments.enumerated() {
            if case .none = rows { continue }
            let segment =
                targets.kind == .node
                ? view.graph.nodes[position].elements : view.graph.edges[position].elements
            let column = segment.columns[key]
            switch column?.values {
            case nil: break
            case .integers?: areIntegers = true
            case .strings?: areStrings = true
            default: return nil
            }
            columns.append((position, column))
        }
        // 1 equals 1.0 but never '1', so integers and text could go side by side; it is not worth the code.
        guard !(areIntegers && areStrings) else { return nil }
        self.columns = columns
        self.key = key
        self.targets = targets
        self.view = view
    }

    func run(_ restrictions: Constraint.Restrictions, into findings: inout ConstraintFindings) {
        if restrictions.mandatory {
            for (position, column) in columns {
                if let column, column.presence == nil { continue }
                forEachTarget(position) { element, row in
                    if column?[row] == nil { findings.addMandatory(element) }
                }
            }
        }
        guard restrictions.exclusive else { return }
        var integers: [IntegerIndex.Part] = []
        var texts: [TextIndex.Part] = []
        for (position, column) in columns {
            guard let column else { continue }
            switch column.values {
            case .integers(let numbers): integers.append(part(numbers, position, column))
            case .strings(let strings): texts.append(part(strings, position, column))
            default: preconditionFailure("only integers and text are admitted by the initialiser")
            }
        }
        var shared: [(element: UInt32, first: UInt32)] = []
        _ = IntegerIndex(integers) { shared.append(($0, $1)) }
        _ = TextIndex(texts) { shared.append(($0, $1)) }
        for (element, first) in shared {
            let value = view.value(targets.kind, element, key)
            findings.addExclusive(element, first, value.map { [.value($0)] } ?? [])
        }
    }

    private func part(_ numbers: [Int64], _ position: Int, _ column: Column) -> IntegerIndex.Part {
        if case .all = targets.segments[position], column.presence == nil {
            return IntegerIndex.Part(numbers: numbers, elements: nil, first: first(position))
        }
        var kept: [Int64] = []
        var elements: [UInt32] = []
        forEachTarget(position) { element, row in
            guard column.presence?[row] ?? true else { return }
            kept.append(numbers[row])
            elements.append(element)
        }
        return IntegerIndex.Part(numbers: kept, elements: elements, first: 0)
    }

    private func part(_ texts: StringColumn, _ position: Int, _ column: Column) -> TextIndex.Part {
        var rows: [UInt32] = []
        var elements: [UInt32] = []
        forEachTarget(position) { element, row in
            guard column.presence?[row] ?? true else { return }
            rows.append(UInt32(row))
            elements.append(element)
        }
        return TextIndex.Part(texts: texts, rows: rows, elements: elements)
    }

    private func first(_ position: Int) -> UInt32 {
        targets.kind == .node
            ? view.graph.nodes[position].elements.first : view.graph.edges[position].elements.first
    }

    private func forEachTarget(_ position: Int, _ body: (_ element: UInt32, _ row: Int) -> Void) {
        let segment =
            targets.kind == .node
            ? view.graph.nodes[position].elements : view.graph.edges[position].elements
        for row in 0..<segment.count where targets.segments[position].contains(row) {
            body(segment.first + UInt32(row), row)
        }
    }
}
