/// Reads what ``ByteWriter`` wrote from bytes that may be hostile: every step answers nil at the end instead of
/// trapping, and no count is believed before that many bytes are there.
///
/// It borrows the bytes, so it must not outlive the closure or the mapping that they come from.
struct ByteReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }
    /// How many bytes are left.
    var remaining: Int { bytes.count - position }

    mutating func byte() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func fixed<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type) -> Number? {
        guard remaining >= MemoryLayout<Number>.size else { return nil }
        defer { position += MemoryLayout<Number>.size }
        return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: Number.self))
    }

    /// A number of seven bits a byte; nil when it is longer than 64 bits.
    mutating func varying() -> UInt64? {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = byte() {
            if shift == 63, byte > 1 { return nil }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
            if shift > 63 { return nil }
        }
        return nil
    }

    mutating func signed() -> Int64? {
        varying().map { Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1) }
    }

    mutating func signed32() -> Int32? { signed().flatMap { Int32(exactly: $0) } }

    /// A count of things that take so many bytes each; nil when that many bytes are not left.
    mutating func count(ofSize size: Int = 1) -> Int? {
        guard let number = varying(), number <= UInt64(remaining / size) else { return nil }
        return Int(number)
    }

    /// A length and so many bytes.
    mutating func counted() -> UnsafeRawBufferPointer? {
        guard let length = count() else { return nil }
        defer { position += length }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<position + length])
    }

    mutating func text() -> String? { counted().map { String(decoding: $0, as: UTF8.self) } }
}
