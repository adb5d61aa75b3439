/// How sure a prediction is, as programs write it.
enum Confidence {
    /// How far rounding takes a probability beyond its ends: sums of single-precision softmax outputs do.
    private static let tolerance = 1e-6

    /// The number from 0 to 1 that is meant; nil for one that is no probability.
    static func clamped(_ number: Double) -> Double? {
        guard -tolerance...1 + tolerance ~= number else { return nil }
        return min(max(number, 0), 1)
    }
}
