import Crypto

/// Pseudorandom numbers that are the same on every platform and in every version of this package.
///
///     let random = SeededRandom(seed: 3)
///     var order = random.stream("order")              // independent of every other stream of the seed
///     let batch = data.shuffled(using: &order)
///
/// A stream is known by its seed and its name alone, so that asking for one more never changes what another
/// gives. Not for noise that protects people: whoever knows the seed can take it away.
///
/// Algorithm: xoshiro256++ (Blackman and Vigna, 2019), whose 256 bits of state are the SHA-256 of the text
/// "espalier random 1" and the seed; a stream's state is the SHA-256 of its parent's first state and its
/// name. ``below(_:)``, ``uniform()`` and ``shuffle(_:)`` say how numbers are made of the bits. Swift's own
/// `shuffled(using:)` and `random(in:using:)` promise none of this: use what is here.
public struct SeededRandom: RandomNumberGenerator, Sendable {
    /// The first state, which streams are derived from however many numbers were drawn.
    private let origin: State
    private var state: State

    struct State: Equatable {
        var words: (UInt64, UInt64, UInt64, UInt64)

        static func == (left: State, right: State) -> Bool { left.words == right.words }
    }

    /// The main stream of a seed.
    public init(seed: UInt64) {
        var hash = SHA256()
        hash.update(text: "espalier random 1")
        hash.update(word: seed)
        self.init(state: State(hash.finalize()))
    }

    init(state: State) {
        origin = state
        self.state = state
    }

    /// The stream of a name, at its beginning.
    public func stream(_ name: String) -> SeededRandom {
        var hash = SHA256()
        for word in [origin.words.0, origin.words.1, origin.words.2, origin.words.3] {
            hash.update(word: word)
        }
        hash.update(text: name)
        return SeededRandom(state: State(hash.finalize()))
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        var (a, b, c, d) = state.words
        let sum = a &+ d
        let result = (sum << 23 | sum >> 41) &+ a
        let shifted = b << 17
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= shifted
        d = d << 45 | d >> 19
        state.words = (a, b, c, d)
        return result
    }

    /// A number from 0 up to but not including `bound`, each as likely as the others.
    ///
    /// The upper half of the product of 64 bits and the bound; bits that would favour some numbers are drawn
    /// again (Lemire 2019).
    ///
    /// - Precondition: `bound` is at least 1.
    public mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "a number below \(bound) does not exist")
        let bound = UInt64(bound)
        let threshold = (0 &- bound) % bound
        while true {
            let product = next().multipliedFullWidth(by: bound)
            if product.low >= threshold { return Int(product.high) }
        }
    }

    /// A number from 0 up to but not including 1, a multiple of 2^-53: the upper 53 of the next bits.
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Puts elements in an order that is as likely as any other: from the last place down, each is swapped
    /// with one at or before it (Fisher and Yates).
    ///
    /// - Complexity: O(count)
    public mutating func shuffle<Element>(_ elements: inout [Element]) {
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(last, below(last + 1))
        }
    }

    /// The numbers from 0 up to `count` in a random order.
    public mutating func permutation(of count: Int) -> [Int] {
        var positions = Array(0..<count)
        shuffle(&positions)
        return positions
    }
}

extension SeededRandom.State {
    init(_ digest: SHA256.Digest) {
        words = digest.withUnsafeBytes { bytes in
            func word(_ index: Int) -> UInt64 {
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
            }
            return (word(0), word(1), word(2), word(3))
        }
    }
}

extension SHA256 {
    fileprivate mutating func update(word: UInt64) {
        withUnsafeBytes(of: word.littleEndian) { update(bufferPointer: $0) }
    }

    fileprivate mutating func update(text: String) {
        Array(text.utf8).withUnsafeBytes { update(bufferPointer: $0) }
    }
}
