import LearningCore
import Tensors

/// The Gaussian mechanism on a grid of whole numbers: what makes a sum of clipped contributions private.
///
///     var noise = GridNoise.secure()
///     let published = try noise.release(sum, of: count, clip: 0.5, sigma: 16.7)
///
/// The sum is rounded to a grid, a power of two near 2^-28 of the noise's standard deviation, and a discrete
/// Gaussian is added in whole numbers; what is published depends on the sum through those only. What differs from the Gaussian
/// mechanism of the textbook is paid for by more noise, not neglected:
///
/// - adding or removing one record moves the rounded sum by up to the clip norm and one grid step in every coordinate
///   besides, together sqrt(coordinates) steps;
/// - a sum of n floating-point contributions is off by up to n^2 2^-53 clip norms, depending on their order, and so is the
///   neighbour's;
/// - a millionth on top covers that the exact accountant is about the continuous Gaussian, which the discrete one
///   resembles to about a grid step. (For Rényi divergences it needs no such cover.)
public struct GridNoise: NoisySum {
    private enum Source {
        case secure
        case repeatable(SeededRandom)
    }
    private var source: Source

    /// Noise that nobody can repeat, from the operating system's cryptographic source.
    public static func secure() -> GridNoise { GridNoise(source: .secure) }

    /// Noise that protects nobody who could know the seed: for experiments on public data, and for tests.
    public static func repeatable(_ random: SeededRandom) -> GridNoise {
        GridNoise(source: .repeatable(random))
    }

    /// Whether the noise cannot be repeated.
    public var isPrivate: Bool {
        if case .secure = source { true } else { false }
    }

    /// How many times larger the noise is than the textbook's, for what the grid and floating-point numbers cost.
    ///
    /// The noise is as large as it would have to be for a sensitivity of 1 + n^2 2^-52 clip norms and sqrt(coordinates)
    /// steps; and since a step is up to 2^-27 of the noise, its share is divided by. Nil where the steps alone come to half
    /// of the noise.
    ///
    /// - Complexity: O(1)
    public static func enlargement(coordinates: Int, count: Int, sigma: Double) -> Double? {
        let rounding = Double(coordinates).squareRoot() * sigma * 0x1p-27
        let summation = Double(count) * Double(count) * 0x1p-52
        return rounding < 0.5 ? (1 + summation) / (1 - rounding) * 1.000_001 : nil
    }

    /// Rounds the sum, adds the noise, and returns both together.
    ///
    /// - Throws: ``MechanismError`` where the sum is not finite or sigma not positive, so that no noise can be promised.
    /// - Complexity: O(number of coordinates), about a microsecond each.
    public mutating func release(
        _ sum: Tensor, of count: Int, clip: Double, sigma: Double
    ) throws -> Tensor {
        let values = try sum.array(of: Double.self)
        // Squares of shorter gradients would vanish, and with them their lengths.
        guard clip >= 0x1p-400, clip.isFinite, sigma > 0, sigma.isFinite,
            let enlargement = Self.enlargement(coordinates: values.count, count: count, sigma: sigma),
            (clip * sigma * enlargement).isFinite, clip * sigma >= 0x1p-900
        else { throw MechanismError.noNoise(clip: clip, sigma: sigma) }
        let deviation = clip * sigma * enlargement
        // With a power of two as the step, rounding is the only operation that changes a number.
        let step = Double(sign: .plus, exponent: deviation.exponent - 27, significand: 1)
        let distribution = DiscreteGaussian(sigma: UInt64((deviation / step).rounded(.up)))
        let published: [Double]
        switch source {
        case .secure:
            // A source of its own for each release: a copy of this value must not draw the same bits again.
            var random = SecureRandom()
            published = try Self.noisy(values, step: step, distribution, using: &random)
        case .repeatable(var random):
            published = try Self.noisy(values, step: step, distribution, using: &random)
            source = .repeatable(random)
        }
        return try Tensor(published, shape: sum.shape)
    }

    private static func noisy<Random: RandomNumberGenerator>(
        _ values: [Double], step: Double, _ distribution: DiscreteGaussian, using random: inout Random
    ) throws(MechanismError) -> [Double] {
        var published: [Double] = []
        published.reserveCapacity(values.count)
        for value in values {
            let scaled = (value / step).rounded()
            // Far beyond what clipped contributions of any number of records can add up to.
            guard abs(scaled) < 0x1p62 else { throw MechanismError.sum }
            published.append(Double(Int64(scaled) + distribution.sample(using: &random)) * step)
        }
        return published
    }
}

/// Why no private sum can be published, as a sentence.
public enum MechanismError: Error, Equatable, CustomStringConvertible {
    /// A clip norm or a noise multiplier that makes no noise, or none that can be computed with.
    case noNoise(clip: Double, sigma: Double)
    /// A sum that is no number, or no sum of clipped contributions.
    ///
    /// The sum itself is not told: it is private.
    case sum

    /// The sentence.
    public var description: String {
        switch self {
        case .noNoise(let clip, let sigma):
            "With a clip norm of \(clip) and a noise multiplier of \(sigma) no noise can be promised for so many parameters; both"
                + " must be finite numbers above 0, and of a size that the grid of the noise can tell apart."
        case .sum:
            "The sum cannot be one of clipped gradients; nothing was published. Look for features or weights that are far too"
                + " large."
        }
    }
}
