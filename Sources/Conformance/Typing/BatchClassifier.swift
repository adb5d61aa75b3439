import PropertyGraph

/// One value for every row of a batch, or one for each.
enum PerRow<Element: Sendable>: Sendable {
    case uniform(Element)
    case rows([Element])

    subscript(row: Int) -> Element {
        switch self {
        case .uniform(let element): element
        case .rows(let elements): elements[row]
        }
    }

    func map<Other>(_ transform: (Element) -> Other) -> PerRow<Other> {
        switch self {
        case .uniform(let element): .uniform(transform(element))
        case .rows(let elements): .rows(elements.map(transform))
        }
    }
}

extension PerRow where Element: Hashable {
    /// The different values that occur.
    var distinct: Set<Element> {
        switch self {
        case .uniform(let element): return [element]
        case .rows(let elements):
            var found: Set<Element> = []
            var last: Element?
            for element in elements where element != last {
                found.insert(element)
                last = element
            }
            return found
        }
    }
}

/// Sorts the rows of a batch into classes, column by column.
struct BatchClassifier {
    /// The classes that occur, and for each row the position of its own among them.
    struct Result {
        var classes: [ElementClass]
        var rows: PerRow<UInt32>
    }
    private struct TestedColumn {
        let key: Symbol
        let tests: [ColumnTest]
        let presence: RowMask?
        let malformed: RowMask?
    }

    let plan: TypingPlan

    func classify(_ batch: ElementBatch) -> Result {
        let columns = batch.columns.sorted { $0.key < $1.key }.map { test($0, in: batch) }
        var masks: [RowMask] = []
        for column in columns {
            masks += [column.presence, column.malformed].compactMap { $0 }
            for case .rows(let mask) in column.tests { masks.append(mask) }
        }
        let groups = RowGroups(masks: masks, count: batch.count)
        let classes = groups.representatives.map { elementClass(ofRow: $0, in: batch, columns) }
        return Result(classes: classes, rows: groups.rows)
    }

    private func test(_ column: Column, in batch: ElementBatch) -> TestedColumn {
        var malformed: RowMask?
        if !column.malformed.isEmpty {
            var mask = RowMask(repeating: false, count: batch.count)
            for value in column.malformed { mask[value.row] = true }
            malformed = mask
        }
        let tests = plan.tests(batch.kind, column.key).map {
            ColumnTest($0, over: column, count: batch.count)
        }
        return TestedColumn(
            key: column.key, tests: tests, presence: column.presence, malformed: malformed)
    }

    private func elementClass(
        ofRow row: Int, in batch: ElementBatch, _ columns: [TestedColumn]
    ) -> ElementClass {
        var properties: [ElementClass.Property] = []
        for column in columns {
            if column.malformed?[row] == true {
                properties.append(.init(key: column.key, passed: Bits(), isMalformed: true))
            } else if column.presence?[row] ?? true {
                var passed = Bits()
                for (index, test) in column.tests.enumerated() where test.passes(row) { passed.insert(index) }
                properties.append(.init(key: column.key, passed: passed, isMalformed: false))
            }
        }
        return ElementClass(kind: batch.kind, labels: batch.labels, properties: properties)
    }
}

/// Rows grouped by equal bits in a number of masks.
private struct RowGroups {
    /// One row of each group.
    private(set) var representatives: [Int]
    /// The group of each row.
    private(set) var rows: PerRow<UInt32>

    init(masks: [RowMask], count: Int) {
        representatives = count == 0 ? [] : [0]
        // An empty batch has no class that its rows could share.
        rows = count == 0 ? .rows([]) : .uniform(0)
        // 32 masks a round: the group so far and the new bits make one 64-bit key.
        var start = 0
        while start < masks.count, count > 0 {
            refine(by: Array(masks[start..<min(start + 32, masks.count)]), count: count)
            start += 32
        }
    }

    private mutating func refine(by masks: [RowMask], count: Int) {
        let words = masks.map(\.bitWords)
        var groups: [UInt64: UInt32] = [:]
        var found: [Int] = []
        var assigned = [UInt32](repeating: 0, count: count)
        var last: (key: UInt64, group: UInt32)?
        for row in 0..<count {
            var key = UInt64(rows[row])
            for word in words { key = key << 1 | (word[row >> 6] >> UInt64(row & 63) & 1) }
            if let last, last.key == key {
                assigned[row] = last.group
                continue
            }
            let group: UInt32
            if let known = groups[key] {
                group = known
            } else {
                group = UInt32(found.count)
                groups[key] = group
                found.append(row)
            }
            assigned[row] = group
            last = (key, group)
        }
        representatives = found
        rows = found.count == 1 ? .uniform(0) : .rows(assigned)
    }
}
