#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Random bits from the operating system's cryptographic source, fetched some at a time.
///
/// Noise that protects people comes from here: a generator whose state can be computed from its output, or whose seed is
/// logged, would let the noise be taken away again.
public struct SecureRandom: RandomNumberGenerator {
    // getentropy gives at most 256 bytes a call.
    private static let words = 32
    private var buffer: [UInt64] = []

    /// A source that has fetched nothing yet.
    public init() {}

    /// The next 64 bits; a copy of the source would give those that are fetched already once more.
    public mutating func next() -> UInt64 {
        if let word = buffer.popLast() { return word }
        var fresh = [UInt64](repeating: 0, count: Self.words)
        let failed = fresh.withUnsafeMutableBytes { getentropy($0.baseAddress, $0.count) }
        precondition(failed == 0, "the operating system has no random numbers")
        buffer = fresh
        return buffer.removeLast()
    }
}
