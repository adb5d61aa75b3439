/// A seeded 64-bit hash of bytes for tables of hostile identifiers: eight bytes a step, folded multiplication.
///
/// Source: the construction of wyhash (public domain); the seed is drawn once a process, so that nobody can
/// prepare a file whose identifiers all collide.
struct ByteHash: Sendable {
    static let seed = UInt64.random(in: .min ... .max)

    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var state = seed ^ UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
        var position = 0
        while bytes.count - position >= 8 {
            let word = UnsafeRawPointer(bytes.baseAddress!).loadUnaligned(
                fromByteOffset: position, as: UInt64.self)
            state = mix(state ^ word, 0xA076_1D64_78BD_642F)
            position += 8
        }
        var tail: UInt64 = 0
        while position < bytes.count {
            tail = tail << 8 | UInt64(bytes[position])
            position += 1
        }
        return mix(state ^ tail, 0xE703_7ED1_A0B4_28DB)
    }

    @inline(__always)
    static func hash(_ number: Int64) -> UInt64 {
        mix(UInt64(bitPattern: number) ^ seed, 0x9E37_79B9_7F4A_7C15)
    }

    @inline(__always)
    private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
