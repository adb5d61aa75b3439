import PropertyGraph

/// Finds elements by whole-number identifiers.
///
/// Where the numbers are dense (at most sixteen times as wide a range as there are numbers) a plain table is
/// indexed with them: one memory access a lookup. Otherwise an open-addressing hash table.
struct IntegerIndex: Sendable {
    /// What a lookup answers when there is no such element.
    static let missing = UInt32.max

    /// Identifiers and the elements they name.
    struct Part {
        let numbers: [Int64]
        /// The element of each number; nil when they are consecutive from `first`.
        let elements: [UInt32]?
        let first: UInt32

        func element(_ row: Int) -> UInt32 { elements?[row] ?? first + UInt32(row) }
    }

    private enum Storage {
        case direct(lowest: Int64, elements: [UInt32])
        case hashed(numbers: [Int64], elements: [UInt32], mask: Int)
    }
    private var storage: Storage

    /// Enters all identifiers; of equal ones the first stays, and `duplicate` hears of the others.
    init(_ parts: [Part], duplicate: (_ element: UInt32, _ first: UInt32) -> Void) {
        let count = parts.reduce(0) { $0 + $1.numbers.count }
        let lowest = parts.lazy.compactMap { $0.numbers.min() }.min() ?? 0
        let highest = parts.lazy.compactMap { $0.numbers.max() }.max() ?? 0
        let (width, overflow) = highest.subtractingReportingOverflow(lowest)
        if !overflow, width < 16 * Int64(count) + 1024 {
            var table = [UInt32](repeating: Self.missing, count: Int(width) + 1)
            for part in parts {
                for row in part.numbers.indices {
                    let slot = Int(part.numbers[row] - lowest)
                    if table[slot] == Self.missing {
                        table[slot] = part.element(row)
                    } else {
                        duplicate(part.element(row), table[slot])
                    }
                }
            }
            storage = .direct(lowest: lowest, elements: table)
            return
        }
        var capacity = 16
        while capacity < count * 2 { capacity *= 2 }
        var numbers = [Int64](repeating: 0, count: capacity)
        var elements = [UInt32](repeating: Self.missing, count: capacity)
        for part in parts {
            for row in part.numbers.indices {
                let number = part.numbers[row]
                var slot = Int(truncatingIfNeeded: ByteHash.hash(number)) & (capacity - 1)
                while elements[slot] != Self.missing, numbers[slot] != number {
                    slot = (slot + 1) & (capacity - 1)
                }
                if elements[slot] == Self.missing {
                    numbers[slot] = number
                    elements[slot] = part.element(row)
                } else {
                    duplicate(part.element(row), elements[slot])
                }
            }
        }
        storage = .hashed(numbers: numbers, elements: elements, mask: capacity - 1)
    }

    /// The element that a number names, or ``missing``.
    func find(_ number: Int64) -> UInt32 {
        switch storage {
        case .direct(let lowest, let elements):
            let slot = UInt64(bitPattern: number &- lowest)
            return number >= lowest && slot < UInt64(elements.count) ? elements[Int(slot)] : Self.missing
        case .hashed(let numbers, let elements, let mask):
            return Self.probe(number, numbers, elements, mask)
        }
    }

    /// Looks up a whole column; the lookups are independent, so their cache misses overlap.
    func find(_ wanted: [Int64]) -> [UInt32] {
        [UInt32](unsafeUninitializedCapacity: wanted.count) { found, count in
            switch storage {
            case .direct(let lowest, let elements):
                let width = UInt64(elements.count)
                elements.withUnsafeBufferPointer { elements in
                    for row in wanted.indices {
                        // A number below the lowest wraps around to a slot far beyond the table.
                        let slot = UInt64(bitPattern: wanted[row] &- lowest)
                        found[row] = slot < width ? elements[Int(slot)] : Self.missing
                    }
                }
            case .hashed(let numbers, let elements, let mask):
                for row in wanted.indices { found[row] = Self.probe(wanted[row], numbers, elements, mask) }
            }
            count = wanted.count
        }
    }

    private static func probe(_ number: Int64, _ numbers: [Int64], _ elements: [UInt32], _ mask: Int)
        -> UInt32
    {
        var slot = Int(truncatingIfNeeded: ByteHash.hash(number)) & mask
        while elements[slot] != missing, numbers[slot] != number { slot = (slot + 1) & mask }
        return elements[slot]
    }
}
