/// Distinct texts in the order of their first appearance, found by hash.
struct TextDictionary {
    /// Beyond so many texts sorting them costs more than the codes save.
    static let limit = 1 << 17
    /// Drawn once a process, so that nobody can prepare texts that all collide; it does not show in the file.
    private static let seed = UInt64.random(in: .min ... .max)
    private var bytes: [UInt8] = []
    private var ends: [Int] = [0]
    private var hashes: [UInt32] = []
    /// Codes plus one; zero is free.
    private var slots = [UInt32](repeating: 0, count: 1024)

    /// How many texts there are.
    var count: Int { ends.count - 1 }
    /// How many bytes the texts take in a file.
    var size: Int { bytes.count + 4 * ends.count }

    /// The code of a text, a new one if it was not seen before.
    mutating func code(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let hash = Self.hash(text)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let code = slots[slot] - 1
            if hashes[Int(code)] == hash, self[Int(code)].elementsEqual(text) { return code }
            slot = (slot + 1) & (slots.count - 1)
        }
        let code = UInt32(count)
        slots[slot] = code + 1
        hashes.append(hash)
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
        if count * 2 > slots.count { grow() }
        return code
    }

    private subscript(code: Int) -> ArraySlice<UInt8> { bytes[ends[code]..<ends[code + 1]] }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 4)
        for (code, hash) in hashes.enumerated() {
            var slot = Int(hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(code) + 1
        }
    }

    /// The texts ordered by their bytes, and where each code went.
    func sorted() -> (ranks: [UInt32], offsets: [UInt32], bytes: [UInt8]) {
        let order = (0..<count).sorted { self[$0].lexicographicallyPrecedes(self[$1]) }
        var ranks = [UInt32](repeating: 0, count: count)
        var offsets: [UInt32] = [0]
        var sorted: [UInt8] = []
        sorted.reserveCapacity(bytes.count)
        for (rank, code) in order.enumerated() {
            ranks[code] = UInt32(rank)
            sorted.append(contentsOf: self[code])
            offsets.append(UInt32(sorted.count))
        }
        return (ranks, offsets, sorted)
    }

    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let bytes = UnsafeRawBufferPointer(text)
        var state = seed ^ UInt64(bytes.count)
        var position = 0
        while bytes.count - position >= 8 {
            state = mixed(state ^ bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            position += 8
        }
        var tail: UInt64 = 0
        while position < bytes.count {
            tail = tail << 8 | UInt64(bytes[position])
            position += 1
        }
        return UInt32(truncatingIfNeeded: mixed(state ^ tail))
    }

    @inline(__always)
    private static func mixed(_ word: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low
    }
}
