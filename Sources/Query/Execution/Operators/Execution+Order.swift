import Cypher
import QueryValues

extension Execution {
    /// The rows in the order of some keys, rows with equal keys in the order in which they are; the first of them, or all.
    func order(of batch: Batch, by keys: [SortKey], first wanted: Int = .max) throws -> [Int] {
        let vectors = try keys.map { try evaluate($0.expression, batch) }
        let columns = vectors.map { SortColumn($0, count: batch.count) }
        let descending = keys.map(\.isDescending)
        func precedes(_ left: Int, _ right: Int) throws -> Bool {
            try budget.work()
            for position in columns.indices {
                let order = columns[position].order(left, right)
                if order != 0 { return (order < 0) != descending[position] }
            }
            return left < right
        }
        guard wanted <= 256, wanted < batch.count / 2 else {
            return Array(try (0..<batch.count).sorted(by: precedes).prefix(wanted))
        }
        // Few of many: most rows are only compared with the last of those that are kept.
        var kept: [Int] = []
        for row in 0..<batch.count {
            if kept.count == wanted {
                guard let last = kept.last, try precedes(row, last) else { continue }
                kept.removeLast()
            }
            let place = try kept.partitioningIndex { try precedes(row, $0) }
            kept.insert(row, at: place)
        }
        return kept
    }
}

extension [Int] {
    /// The first position of a sorted array from which a condition holds.
    fileprivate func partitioningIndex(where holds: (Int) throws -> Bool) rethrows -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if try holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// The values of a sort key, as numbers where their order is that of numbers.
private enum SortColumn {
    case numbers([Int64])
    case values([QueryValue])

    init(_ vector: Vector, count: Int) {
        switch vector {
        case .integers(let numbers), .ticks(let numbers, _): self = .numbers(numbers)
        // Null comes last.
        case .texts(let codes, _): self = .numbers(codes.map { Int64($0) })
        default: self = .values((0..<count).map { vector[$0] })
        }
    }

    @inline(__always)
    func order(_ left: Int, _ right: Int) -> Int {
        switch self {
        case .numbers(let numbers):
            numbers[left] < numbers[right] ? -1 : numbers[left] > numbers[right] ? 1 : 0
        case .values(let values):
            values[left].precedes(values[right]) ? -1 : values[right].precedes(values[left]) ? 1 : 0
        }
    }
}
