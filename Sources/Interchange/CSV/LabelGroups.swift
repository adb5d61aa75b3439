import PropertyGraph

/// The rows of a chunk by the text in their label column, in order of first appearance.
struct LabelGroups {
    /// Rows with the same text.
    struct Group {
        /// The text, as its bytes stand in the first such row.
        let text: [UInt8]
        var rows: [UInt32] = []
    }
    private(set) var groups: [Group] = []

    /// Groups rows.
    init(_ spans: FieldSpans, in bytes: [UInt8]) {
        var known: [[UInt8]: Int] = [:]
        var current = -1
        bytes.withUnsafeBufferPointer { bytes in
            for row in 0..<spans.count {
                let text = UnsafeBufferPointer(rebasing: bytes[Int(spans.starts[row])..<Int(spans.ends[row])])
                // Neighbours mostly agree, and a chunk has few label sets.
                if current < 0 || !groups[current].text.elementsEqual(text) {
                    current = find(Array(text), &known)
                }
                groups[current].rows.append(UInt32(truncatingIfNeeded: row))
            }
        }
    }

    private mutating func find(_ text: [UInt8], _ known: inout [[UInt8]: Int]) -> Int {
        if let index = known[text] { return index }
        known[text] = groups.count
        groups.append(Group(text: text))
        return groups.count - 1
    }
}
