/// Numbers by 64-bit keys, with open addressing: what grouping and DISTINCT ask for every row.
struct IntegerTable {
    private var keys: [UInt64] = []
    /// -1 where a place is free.
    private var numbers: [Int32] = []
    private var mask = 0
    private(set) var count = 0

    /// The number of a key, or nil.
    @inline(__always)
    func number(of key: UInt64) -> Int? {
        guard mask > 0 else { return nil }
        var place = Self.place(of: key, mask)
        while true {
            let number = numbers[place]
            if number < 0 { return nil }
            if keys[place] == key { return Int(number) }
            place = (place + 1) & mask
        }
    }

    /// Gives a key a number; false if it has one.
    @inline(__always)
    mutating func insert(_ key: UInt64, _ number: Int = 0) -> Bool {
        if count * 2 >= mask { grow() }
        var place = Self.place(of: key, mask)
        while numbers[place] >= 0 {
            if keys[place] == key { return false }
            place = (place + 1) & mask
        }
        keys[place] = key
        numbers[place] = Int32(truncatingIfNeeded: number)
        count += 1
        return true
    }

    /// All keys.
    var keysInUse: [UInt64] { numbers.indices.filter { numbers[$0] >= 0 }.map { keys[$0] } }

    private mutating func grow() {
        let size = max(64, (mask + 1) * 2)
        let (oldKeys, oldNumbers) = (keys, numbers)
        keys = [UInt64](repeating: 0, count: size)
        numbers = [Int32](repeating: -1, count: size)
        mask = size - 1
        for (place, number) in oldNumbers.enumerated() where number >= 0 {
            var new = Self.place(of: oldKeys[place], mask)
            while numbers[new] >= 0 { new = (new + 1) & mask }
            keys[new] = oldKeys[place]
            numbers[new] = number
        }
    }

    @inline(__always)
    private static func place(of key: UInt64, _ mask: Int) -> Int {
        let mixed = (key ^ key >> 32) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 29) & mask
    }
}
