import PropertyGraph

// Swift compares texts by canonical equivalence; a query, like the store, by bytes.
extension String {
    /// Whether two texts have the same UTF-8 bytes.
    func hasSameBytes(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }

    /// The order of the UTF-8 bytes, which is that of the code points.
    func orderOfBytes(against other: String) -> Value.Order {
        Value.string(self).order(against: .string(other)) ?? .same
    }
}

extension Hasher {
    /// Feeds a text's bytes and a byte that UTF-8 never has, so that neighbours do not run together.
    mutating func combine(bytesOf text: String) {
        var text = text
        text.withUTF8 { combine(bytes: UnsafeRawBufferPointer($0)) }
        combine(0xFF as UInt8)
    }
}
