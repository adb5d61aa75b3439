import PropertyGraph

/// Turns the texts of an identifier column into identifiers.
enum IdentifierReader {
    /// Reads a column; the row is that of the first empty field, which an identifier cannot be.
    static func read(
        _ spans: FieldSpans, in storage: ByteStorage, space: Symbol
    ) -> (column: IdentifierColumn, emptyRow: Int?) {
        if let numbers = integers(spans, in: storage) {
            return (IdentifierColumn(.integers(numbers), space: space), nil)
        }
        let texts = StringColumn(storage: storage, starts: spans.starts, ends: spans.ends)
        let empty = (0..<spans.count).first { spans.starts[$0] == spans.ends[$0] }
        return (IdentifierColumn(.strings(texts), space: space), empty)
    }

    /// All identifiers as whole numbers, or nil when one is not written as one.
    private static func integers(_ spans: FieldSpans, in storage: ByteStorage) -> [Int64]? {
        let count = spans.count
        var read = 0
        let numbers = storage.bytes.withUnsafeBufferPointer { bytes in
            [Int64](unsafeUninitializedCapacity: count) { numbers, initialized in
                while read < count,
                    let number = IntegerText.readCanonical(
                        bytes, Int(spans.starts[read]), Int(spans.ends[read]))
                {
                    numbers[read] = number
                    read += 1
                }
                initialized = read
            }
        }
        return read == count ? numbers : nil
    }
}
