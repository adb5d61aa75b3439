import PropertyGraph

/// Reads label lists, and remembers how the recent ones were spelled: most lines repeat one of a few.
struct LabelReader {
    private static let capacity = 16
    let symbols: SymbolTable
    private var recent: [(spelling: [UInt8], labels: LabelSet)] = []
    private var oldest = 0

    init(symbols: SymbolTable) { self.symbols = symbols }

    /// Reads a list of strings, or one string; nil for `null`.
    mutating func read(from cursor: inout JSONCursor) throws(JSONLError) -> LabelSet? {
        for (spelling, labels) in recent where cursor.pass(spelling) { return labels }
        let start = cursor.position
        var names: [String] = []
        switch cursor.current {
        case UInt8(ascii: "\""): names.append(try cursor.copiedString())
        case UInt8(ascii: "["):
            cursor.position += 1
            var isFirst = true
            while try cursor.nextElement(isFirst: isFirst) {
                isFirst = false
                cursor.skipSpaces()
                guard cursor.current == UInt8(ascii: "\"") else {
                    throw cursor.unexpected("a label in quotes", within: "a list")
                }
                names.append(try cursor.copiedString())
            }
        default:
            guard cursor.passLiteral() == UInt8(ascii: "n") else {
                throw cursor.unexpected("a list of labels", within: "an element")
            }
            return nil
        }
        let labels = LabelSet(names.map(symbols.intern))
        // A spelling ends in a quote or a bracket, so none is the beginning of another.
        remember(Array(cursor.bytes[start..<cursor.position]), labels)
        return labels
    }

    private mutating func remember(_ spelling: [UInt8], _ labels: LabelSet) {
        if recent.count < LabelReader.capacity {
            recent.append((spelling, labels))
        } else {
            recent[oldest] = (spelling, labels)
            oldest = (oldest + 1) % LabelReader.capacity
        }
    }
}
