/// Appends numbers and texts to bytes, little-endian; the counterpart of ``ByteReader``.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    /// Appends a number in as many bytes as its type has.
    mutating func append(fixed number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Appends a number seven bits a byte, the lowest first; each byte but the last has its top bit set.
    mutating func append(varying number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Appends a signed number so that small magnitudes are short: 0, -1, 1, -2 become 0, 1, 2, 3.
    mutating func append(signed number: Int64) {
        append(varying: UInt64(bitPattern: number &<< 1 ^ number &>> 63))
    }

    /// Appends a text's length in bytes and its UTF-8.
    mutating func append(text: String) {
        append(varying: UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    /// Appends a length and so many bytes.
    mutating func append(counted content: [UInt8]) {
        append(varying: UInt64(content.count))
        bytes.append(contentsOf: content)
    }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
