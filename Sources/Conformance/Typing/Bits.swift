/// A set of small numbers.
///
/// Up to 64 need no allocation, which is nearly always.
struct Bits: Hashable, Sendable {
    private var low: UInt64 = 0
    private var high: [UInt64] = []

    init() {}

    /// Just one number.
    init(_ index: Int) { insert(index) }

    /// The numbers below `count`.
    init(below count: Int) { for index in 0..<count { insert(index) } }

    func contains(_ index: Int) -> Bool {
        if index < 64 { return low >> UInt64(index) & 1 != 0 }
        let word = index / 64 - 1
        return word < high.count && high[word] >> UInt64(index % 64) & 1 != 0
    }

    mutating func insert(_ index: Int) {
        if index < 64 {
            low |= 1 << UInt64(index)
        } else {
            let word = index / 64 - 1
            while high.count <= word { high.append(0) }
            high[word] |= 1 << UInt64(index % 64)
        }
    }

    func union(_ other: Bits) -> Bits { merged(other, |) }

    func subtracting(_ other: Bits) -> Bits { merged(other) { $0 & ~$1 } }

    func intersection(_ other: Bits) -> Bits { merged(other, &) }

    func isSuperset(of other: Bits) -> Bool { other.subtracting(self).isEmpty }

    var isEmpty: Bool { low == 0 && high.allSatisfy { $0 == 0 } }

    /// The smallest member, or `Int.max` of an empty set.
    var first: Int {
        if low != 0 { return low.trailingZeroBitCount }
        guard let word = high.firstIndex(where: { $0 != 0 }) else { return .max }
        return (word + 1) * 64 + high[word].trailingZeroBitCount
    }

    private func merged(_ other: Bits, _ operation: (UInt64, UInt64) -> UInt64) -> Bits {
        var result = Bits()
        result.low = operation(low, other.low)
        if !high.isEmpty || !other.high.isEmpty {
            for word in 0..<max(high.count, other.high.count) {
                result.high.append(
                    operation(
                        word < high.count ? high[word] : 0, word < other.high.count ? other.high[word] : 0))
            }
            // Equal sets must be equal values, whatever made them.
            while result.high.last == 0 { result.high.removeLast() }
        }
        return result
    }
}
