/// Coins whose probabilities are exact: no floating-point number is rounded on the way.
///
/// Source: Canonne, Kamath and Steinke, The Discrete Gaussian for Differential Privacy, NeurIPS 2020, algorithm 1.
struct ExactBernoulli {
    /// True with probability `numerator / denominator`, which is at most 1.
    static func rational<Source: RandomNumberGenerator>(
        _ numerator: UInt128, _ denominator: UInt128, using random: inout Source
    ) -> Bool { below(denominator, using: &random) < numerator }

    /// True with the probability that a floating-point number from 0 to 1 stands for, to its last bit.
    static func probability<Source: RandomNumberGenerator>(
        _ probability: Double, using random: inout Source
    ) -> Bool {
        precondition((0...1).contains(probability), "a probability lies between 0 and 1")
        var rest = probability
        while true {
            if rest >= 1 { return true }
            if rest <= 0 { return false }
            // Multiplying by a power of two is exact, and so is taking the whole part away.
            rest *= 0x1p64
            let word = random.next()
            let whole = UInt64(rest)
            if word != whole { return word < whole }
            rest -= Double(whole)
        }
    }

    /// True with probability e^(-numerator / denominator).
    static func exponential<Source: RandomNumberGenerator>(
        _ numerator: UInt128, _ denominator: UInt128, using random: inout Source
    ) -> Bool {
        var rest = numerator
        while rest > denominator {
            guard exponentialOfFraction(1, 1, using: &random) else { return false }
            rest -= denominator
        }
        return exponentialOfFraction(rest, denominator, using: &random)
    }

    /// The same for a fraction of at most 1: the alternating series of e^-x, coin by coin.
    private static func exponentialOfFraction<Source: RandomNumberGenerator>(
        _ numerator: UInt128, _ denominator: UInt128, using random: inout Source
    ) -> Bool {
        var round: UInt128 = 1
        while rational(numerator, denominator * round, using: &random) { round += 1 }
        return !round.isMultiple(of: 2)
    }

    /// A whole number below a bound, each as likely as any other.
    ///
    /// As many bits are drawn as the bound has, and drawn again where they make no number below it.
    static func below<Source: RandomNumberGenerator>(
        _ bound: UInt128, using random: inout Source
    ) -> UInt128 {
        let bits = 128 - (bound - 1).leadingZeroBitCount
        if bits <= 64 {
            let mask = bits == 0 ? 0 : UInt64.max >> UInt64(64 - bits)
            while true {
                let candidate = random.next() & mask
                if candidate < bound { return UInt128(candidate) }
            }
        }
        let mask = UInt64.max >> UInt64(128 - bits)
        while true {
            let candidate = UInt128(random.next() & mask) << 64 | UInt128(random.next())
            if candidate < bound { return candidate }
        }
    }
}
