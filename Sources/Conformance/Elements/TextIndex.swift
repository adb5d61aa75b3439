import PropertyGraph

/// Finds elements by textual identifiers, which stay where they are: the table holds hashes and positions.
struct TextIndex: Sendable {
    /// The texts of one segment, with the element of each row.
    struct Part: Sendable {
        let texts: StringColumn
        let rows: [UInt32]
        let elements: [UInt32]
    }
    private struct Slot {
        var hash: UInt32 = 0
        var part: UInt32 = .max
        var entry: UInt32 = 0
    }
    private let parts: [Part]
    private var slots: [Slot]

    /// Enters all identifiers; of equal ones the first stays, and `duplicate` hears of the others.
    init(_ parts: [Part], duplicate: (_ element: UInt32, _ first: UInt32) -> Void) {
        self.parts = parts
        var capacity = 16
        while capacity < parts.reduce(0, { $0 + $1.rows.count }) * 2 { capacity *= 2 }
        slots = [Slot](repeating: Slot(), count: capacity)
        for (number, part) in parts.enumerated() {
            for (entry, row) in part.rows.enumerated() {
                part.texts.withBytes(of: Int(row)) { bytes in
                    let hash = ByteHash.hash(bytes)
                    let slot = position(of: bytes, hash)
                    if let first = element(at: slot) {
                        duplicate(part.elements[entry], first)
                    } else {
                        slots[slot] = Slot(
                            hash: UInt32(truncatingIfNeeded: hash >> 32), part: UInt32(number),
                            entry: UInt32(entry))
                    }
                }
            }
        }
    }

    /// The element that a text names, or ``IntegerIndex/missing``.
    func find(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        element(at: position(of: bytes, ByteHash.hash(bytes))) ?? IntegerIndex.missing
    }

    private func element(at slot: Int) -> UInt32? {
        let slot = slots[slot]
        return slot.part == .max ? nil : parts[Int(slot.part)].elements[Int(slot.entry)]
    }

    /// The slot that holds a text, or the free one where it would go.
    private func position(of bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
        let mask = slots.count - 1
        let tag = UInt32(truncatingIfNeeded: hash >> 32)
        var position = Int(truncatingIfNeeded: hash) & mask
        while slots[position].part != .max {
            if slots[position].hash == tag {
                let part = parts[Int(slots[position].part)]
                let isSame = part.texts.withBytes(of: Int(part.rows[Int(slots[position].entry)])) {
                    $0.elementsEqual(bytes)
                }
                if isSame { return position }
            }
            position = (position + 1) & mask
        }
        return position
    }
}
