import PropertyGraph

extension [UInt8] {
    /// Appends a value that is within so many lists; false when JSON Lines has no form for it.
    mutating func append(json value: Value, depth: Int = 0) -> Bool {
        append(json: value, depth: depth, isMap: isMap)
    }
}

/// Whether a text is a map as it was read: JSON without spaces, of keys that differ.
private func isMap(_ text: String, depth: Int) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
        var cursor = JSONCursor(bytes, firstLine: 1)
        guard cursor.current == UInt8(ascii: "{"), let compact = try? cursor.compactValue(depth: depth) else {
            return false
        }
        return cursor.isAtEnd && compact == text
    }
}
