import PropertyGraph

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

// Swift compares texts by canonical equivalence; a query, like the store, by bytes.
extension String {
    /// Whether two texts have the same UTF-8 bytes.
    func hasSameBytes(as other: String) -> Bool {
        utf8.count == other.utf8.count && orderOfBytes(against: other) == .same
    }

    /// The order of the UTF-8 bytes, which is that of the code points.
    func orderOfBytes(against other: String) -> Value.Order {
        // Texts of Swift have their bytes in one piece; those bridged from elsewhere may not.
        let order = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in Self.order(left, right) }
        }
        if let order = order ?? nil { return order }
        return Array(utf8).withUnsafeBufferPointer { left in
            Array(other.utf8).withUnsafeBufferPointer { right in Self.order(left, right) }
        }
    }

    private static func order(
        _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
    ) -> Value.Order {
        // Both pointers are read as far as the shorter text goes; an empty one may have no pointer.
        if let start = left.baseAddress, let other = right.baseAddress {
            let difference = memcmp(start, other, Swift.min(left.count, right.count))
            if difference != 0 { return difference < 0 ? .before : .after }
        }
        return Value.Order(left.count, right.count)
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
