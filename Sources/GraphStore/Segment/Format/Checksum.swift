/// XXH64 with seed 0: the checksum of every block, and of the header, directory and trailer.
///
/// Each step of a lane is a bijection, so a change within one lane's words always changes that lane.
/// Source: https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md
package enum Checksum {
    private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

    /// The checksum of bytes.
    ///
    /// - Complexity: O(count), about 10 GB/s.
    package static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var position = 0
        var state: UInt64
        if bytes.count >= 32 {
            var first = prime1 &+ prime2
            var second = prime2
            var third: UInt64 = 0
            var fourth = 0 &- prime1
            while bytes.count - position >= 32 {
                first = round(first, word(bytes, position))
                second = round(second, word(bytes, position + 8))
                third = round(third, word(bytes, position + 16))
                fourth = round(fourth, word(bytes, position + 24))
                position += 32
            }
            state = rotated(first, 1) &+ rotated(second, 7) &+ rotated(third, 12) &+ rotated(fourth, 18)
            state = merged(merged(merged(merged(state, first), second), third), fourth)
        } else {
            state = prime5
        }
        state &+= UInt64(bytes.count)
        return finished(state, bytes, position)
    }

    private static func finished(_ state: UInt64, _ bytes: UnsafeRawBufferPointer, _ start: Int) -> UInt64 {
        var (state, position) = (state, start)
        while bytes.count - position >= 8 {
            state = rotated(state ^ round(0, word(bytes, position)), 27) &* prime1 &+ prime4
            position += 8
        }
        if bytes.count - position >= 4 {
            let half = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
            state = rotated(state ^ UInt64(half) &* prime1, 23) &* prime2 &+ prime3
            position += 4
        }
        while position < bytes.count {
            state = rotated(state ^ UInt64(bytes[position]) &* prime5, 11) &* prime1
            position += 1
        }
        state = (state ^ state >> 33) &* prime2
        state = (state ^ state >> 29) &* prime3
        return state ^ state >> 32
    }

    @inline(__always)
    private static func word(_ bytes: UnsafeRawBufferPointer, _ position: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    }

    @inline(__always)
    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotated(lane &+ word &* prime2, 31) &* prime1
    }

    private static func merged(_ state: UInt64, _ lane: UInt64) -> UInt64 {
        (state ^ round(0, lane)) &* prime1 &+ prime4
    }

    @inline(__always)
    private static func rotated(_ word: UInt64, _ bits: UInt64) -> UInt64 {
        word << bits | word >> (64 - bits)
    }
}
