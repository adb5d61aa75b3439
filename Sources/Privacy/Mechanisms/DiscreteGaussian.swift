/// Whole numbers with probabilities in proportion to e^(-x^2 / 2 sigma^2): Gaussian noise without floating-point numbers.
///
/// Noise in floating point leaks: some sums with noise can only come from some sums without (Mironov 2012; arXiv
/// 2107.10138). Here every coin is exact, so that what is proved of the distribution holds of what is drawn. Its Rényi
/// divergences are at most those of the continuous Gaussian with the same sigma and sensitivity.
///
/// Source: Canonne, Kamath and Steinke, The Discrete Gaussian for Differential Privacy, NeurIPS 2020, algorithms 2 and 3,
/// theorem 4.
struct DiscreteGaussian {
    /// The largest sigma for which all intermediate products fit 128 bits.
    static let largestSigma: UInt64 = 1 << 29
    /// The scale of the Laplace distribution that candidates are drawn from.
    private let scale: UInt64
    let sigma: UInt64

    /// A distribution with a whole sigma from 1 up to ``largestSigma``.
    init(sigma: UInt64) {
        precondition((1...Self.largestSigma).contains(sigma), "sigma is from 1 to 2^29 grid steps")
        self.sigma = sigma
        scale = sigma + 1
    }

    func sample<Source: RandomNumberGenerator>(using random: inout Source) -> Int64 {
        let (t, s) = (UInt128(scale), UInt128(sigma))
        let denominator = 2 * s * s * t * t
        while true {
            let candidate = laplace(using: &random)
            let magnitude = UInt128(candidate.magnitude)
            // So far out a candidate is accepted with less than e^-450, and its square would not fit.
            guard magnitude < t << 5 else { continue }
            let product = magnitude * t
            let distance = product > s * s ? product - s * s : s * s - product
            if ExactBernoulli.exponential(distance * distance, denominator, using: &random) {
                return candidate
            }
        }
    }

    /// A whole number with probability in proportion to e^(-|x| / scale).
    private func laplace<Source: RandomNumberGenerator>(using random: inout Source) -> Int64 {
        while true {
            let low = ExactBernoulli.below(UInt128(scale), using: &random)
            guard ExactBernoulli.exponential(low, UInt128(scale), using: &random) else { continue }
            var rounds: UInt64 = 0
            while ExactBernoulli.exponential(1, 1, using: &random) { rounds += 1 }
            let magnitude = Int64(low) + Int64(scale) * Int64(rounds)
            let isNegative = random.next() & 1 == 1
            // Zero would otherwise be twice as likely, once for each sign.
            if isNegative && magnitude == 0 { continue }
            return isNegative ? -magnitude : magnitude
        }
    }
}
