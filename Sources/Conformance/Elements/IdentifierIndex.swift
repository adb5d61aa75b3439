import PropertyGraph

/// Finds elements by identifier, each identifier space apart.
struct IdentifierIndex: Sendable {
    private struct Space: Sendable {
        var integers: IntegerIndex
        var texts: TextIndex
    }
    private var spaces: [Symbol: Space] = [:]

    /// Enters the identifiers of all segments; of equal ones the first stays, `duplicate` hears of the others.
    init(
        _ segments: [(first: UInt32, identifiers: IdentifierColumn)],
        duplicate: (_ element: UInt32, _ first: UInt32) -> Void
    ) {
        var bySpace: [Symbol: [(first: UInt32, identifiers: IdentifierColumn)]] = [:]
        for segment in segments { bySpace[segment.identifiers.space, default: []].append(segment) }
        for (space, segments) in bySpace {
            var integers: [IntegerIndex.Part] = []
            var texts: [TextIndex.Part] = []
            for segment in segments { Self.split(segment, into: &integers, &texts) }
            spaces[space] = Space(
                integers: IntegerIndex(integers, duplicate: duplicate),
                texts: TextIndex(texts, duplicate: duplicate))
        }
    }

    /// Canonical whole numbers among texts are integers like any other.
    private static func split(
        _ segment: (first: UInt32, identifiers: IdentifierColumn), into integers: inout [IntegerIndex.Part],
        _ texts: inout [TextIndex.Part]
    ) {
        switch segment.identifiers.storage {
        case .integers(let numbers):
            integers.append(IntegerIndex.Part(numbers: numbers, elements: nil, first: segment.first))
        case .strings(let strings):
            var numbers: [Int64] = []
            var numbered: [UInt32] = []
            var rows: [UInt32] = []
            for row in 0..<strings.count {
                if let number = strings.withBytes(of: row, canonicalInteger) {
                    numbers.append(number)
                    numbered.append(segment.first + UInt32(row))
                } else {
                    rows.append(UInt32(row))
                }
            }
            if !numbers.isEmpty {
                integers.append(IntegerIndex.Part(numbers: numbers, elements: numbered, first: 0))
            }
            texts.append(
                TextIndex.Part(texts: strings, rows: rows, elements: rows.map { segment.first + $0 }))
        }
    }

    /// The element of every identifier in a column, ``IntegerIndex/missing`` where there is none.
    func find(_ column: IdentifierColumn) -> [UInt32] {
        guard let space = spaces[column.space] else {
            return [UInt32](repeating: IntegerIndex.missing, count: column.count)
        }
        switch column.storage {
        case .integers(let numbers): return space.integers.find(numbers)
        case .strings(let strings):
            return (0..<strings.count).map { row in
                strings.withBytes(of: row) { bytes in
                    if let number = Self.canonicalInteger(bytes) { return space.integers.find(number) }
                    return space.texts.find(bytes)
                }
            }
        }
    }

    /// The number that a text writes canonically: no sign but minus, no leading zeros.
    private static func canonicalInteger(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        let digits = bytes.dropFirst(isNegative ? 1 : 0)
        guard let first = digits.first, digits.count <= 19,
            first != UInt8(ascii: "0") || (digits.count == 1 && !isNegative)
        else { return nil }
        var number: Int64 = 0
        for byte in digits {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            let digit = Int64(byte - 0x30)
            // Downward, because Int64.min has no positive counterpart.
            let (product, overflowed) = number.multipliedReportingOverflow(by: 10)
            let (difference, underflowed) = product.subtractingReportingOverflow(digit)
            if overflowed || underflowed { return nil }
            number = difference
        }
        if isNegative { return number }
        return number == .min ? nil : -number
    }
}
