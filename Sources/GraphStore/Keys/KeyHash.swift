import PropertyGraph

/// The hash under which a value stands in a key index.
///
/// It is part of the format: values that compare equal hash
/// equal, and the same value hashes the same in every process and version.
enum KeyHash {
    /// The hash of any value; numbers that are equal across types agree.
    static func hash(_ value: Value) -> UInt64 {
        switch value {
        case .integer(let number): hash(number)
        case .unsigned(let number): Int64(exactly: number).map { hash($0) } ?? mix(number, 2)
        case .float(let number): hash(number)
        case .decimal(let number): hash(number)
        case .string(let text): hash(text.utf8)
        case .boolean(let value): mix(value ? 1 : 0, 3)
        case .date(let date): mix(UInt64(bitPattern: Int64(date.days)), 4)
        case .localDateTime(let moment):
            mix(UInt64(bitPattern: moment.seconds), mix(UInt64(moment.nanoseconds), 5))
        // Rare as keys: what is equal need only agree, and candidates are compared anyway.
        case .zonedDateTime: mix(0, 6)
        case .zonedTime: mix(0, 7)
        case .localTime(let time): mix(UInt64(bitPattern: time.nanoseconds), 8)
        case .duration: mix(0, 9)
        case .bytes(let bytes): mix(hash(bytes), 10)
        case .list(let elements): elements.reduce(mix(UInt64(elements.count), 11)) { mix($0, hash($1)) }
        case .vector(let numbers):
            numbers.reduce(mix(UInt64(numbers.count), 12)) { mix($0, hash(Double($1))) }
        case .opaque(let type, let text): mix(hash(type.utf8), mix(hash(text.utf8), 13))
        }
    }

    /// The hash of the values of some keys, both in the order of the keys' bytes.
    static func hash(_ keys: [String], _ values: [Value]) -> UInt64 {
        values.reduce(hash(names: keys)) { mix($0, hash($1)) }
    }

    /// What the hashes of all tuples of some keys begin with.
    static func hash(names: [String]) -> UInt64 { names.reduce(mix(0, 15)) { mix($0, hash($1.utf8)) } }

    /// The hash of what an element is called.
    static func hash(_ name: ElementRecord.Name) -> UInt64 {
        hash(name.identifier, inSpace: hash(name.space.utf8))
    }

    /// The same, the hash of the space being known; a whole number is the same as a number or as text.
    static func hash(_ identifier: Identifier, inSpace space: UInt64) -> UInt64 {
        switch identifier {
        case .integer(let number): mix(space, hash(number))
        case .text(let text):
            if case .integer(let number) = Identifier(text) {
                mix(space, hash(number))
            } else {
                mix(space, hash(text.utf8))
            }
        }
    }

    static func hash(_ number: Int64) -> UInt64 { mix(UInt64(bitPattern: number), 1) }

    private static func hash(_ number: Double) -> UInt64 {
        if let whole = Int64(exactly: number) { return hash(whole) }
        if let whole = UInt64(exactly: number) { return mix(whole, 2) }
        return mix(number.isNaN ? Double.nan.bitPattern : number.bitPattern, 14)
    }

    /// A decimal that equals a Double converts to it exactly, so both meet under the hash of the Double.
    private static func hash(_ number: DecimalNumber) -> UInt64 {
        var (unscaled, scale) = (number.unscaled, number.scale)
        while scale > 0, unscaled % 10 == 0 { (unscaled, scale) = (unscaled / 10, scale - 1) }
        if scale == 0, let whole = Int64(exactly: unscaled) { return hash(whole) }
        if scale == 0, let whole = UInt64(exactly: unscaled) { return mix(whole, 2) }
        return hash(Double(DecimalNumber(unscaled: unscaled, scale: scale).description) ?? .nan)
    }

    static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        var word: UInt64 = 0
        var filled: UInt64 = 0
        for byte in bytes {
            word = word << 8 | UInt64(byte)
            filled += 1
            if filled & 7 == 0 {
                state = mix(state, word)
                word = 0
            }
        }
        return mix(state ^ filled, word)
    }

    static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = (left ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: right ^ 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }
}
