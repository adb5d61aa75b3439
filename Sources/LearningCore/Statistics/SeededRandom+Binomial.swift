import Foundation

extension SeededRandom {
    /// How often an event of this probability happens in `count` independent tries.
    ///
    /// By inversion, from the most likely number outwards.
    ///
    /// - Complexity: O(standard deviation) on average
    mutating func binomial(_ count: Int, _ probability: Double) -> Int {
        guard count > 0, probability > 0 else { return 0 }
        guard probability < 1 else { return count }
        let (odds, tries) = (probability / (1 - probability), Double(count))
        let mode = min(count, Int((tries + 1) * probability))
        let logarithm =
            lgamma(tries + 1) - lgamma(Double(mode) + 1) - lgamma(tries - Double(mode) + 1)
            + Double(mode) * log(probability) + (tries - Double(mode)) * log1p(-probability)
        let peak = exp(logarithm)
        var rest = uniform() - peak
        if rest < 0 { return mode }
        var (low, lowWeight, high, highWeight) = (mode, peak, mode, peak)
        while low > 0 || high < count {
            if high < count {
                highWeight *= odds * Double(count - high) / Double(high + 1)
                high += 1
                rest -= highWeight
                if rest < 0 { return high }
            }
            if low > 0 {
                lowWeight *= Double(low) / (odds * Double(count - low + 1))
                low -= 1
                rest -= lowWeight
                if rest < 0 { return low }
            }
        }
        // Rounding left a number of the order of 1e-13 of the whole.
        return mode
    }
}
