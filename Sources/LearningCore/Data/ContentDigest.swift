import Crypto

/// The SHA-256 of some content: whoever has the same content has the same digest.
public struct ContentDigest: Hashable, Sendable, Codable, CustomStringConvertible {
    // The digest in four parts, the first bytes being the high ones of the first.
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    /// The digest of bytes.
    public init(of bytes: some Sequence<UInt8>) {
        var hash = ContentHash()
        if bytes.withContiguousStorageIfAvailable({ hash.update(numbers: $0) }) == nil {
            hash.update(Array(bytes))
        }
        self = hash.finish()
    }

    /// Takes a digest that was written down; nil unless it is 64 hexadecimal digits in lower case.
    public init?(_ text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 64, digits.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }) else {
            return nil
        }
        func part(_ index: Int) -> UInt64 {
            digits[(16 * index)..<(16 * index + 16)].reduce(0) { part, digit in
                part << 4 | UInt64(digit < 0x61 ? digit - 0x30 : digit - 0x57)
            }
        }
        (first, second, third, fourth) = (part(0), part(1), part(2), part(3))
    }

    fileprivate init(_ digest: SHA256.Digest) {
        (first, second, third, fourth) = digest.withUnsafeBytes { bytes in
            func part(_ index: Int) -> UInt64 {
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
            }
            return (part(0), part(1), part(2), part(3))
        }
    }

    /// 64 hexadecimal digits, in lower case.
    public var description: String {
        [first, second, third, fourth].map { part in
            let digits = String(part, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// Reads a digest as it is encoded: the digits as a string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let digest = ContentDigest(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a digest has 64 hexadecimal digits in lower case")
        }
        self = digest
    }

    /// Encodes the digits as a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A digest in the making, fed with parts that say where they end.
struct ContentHash {
    private var hash = SHA256()

    mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { hash.update(bufferPointer: $0) } }

    /// Adds numbers as they lie in memory; every platform that Swift runs on here is little-endian.
    mutating func update<Number: BitwiseCopyable>(numbers: UnsafeBufferPointer<Number>) {
        hash.update(bufferPointer: UnsafeRawBufferPointer(numbers))
    }

    /// Adds a text and its length, so that what follows cannot be taken for a part of it.
    mutating func update(_ text: String) {
        update(text.utf8.count)
        update(Array(text.utf8))
    }

    mutating func update(_ number: Int) {
        withUnsafeBytes(of: UInt64(bitPattern: Int64(number)).littleEndian) { hash.update(bufferPointer: $0) }
    }

    consuming func finish() -> ContentDigest { ContentDigest(hash.finalize()) }
}
