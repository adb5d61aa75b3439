import Foundation

/// The distribution of sums of independent losses, by Fourier transform, for two directions at once.
///
/// One sequence is the real and the other the imaginary part of what is transformed. The spectrum Z of a + ib gives
/// A(k) = (Z(k) + conj Z(-k))/2 and B(k) = (Z(k) - conj Z(-k))/2i; both are raised to the number of steps and joined again.
enum LossConvolution {
    /// One mechanism's losses in both directions.
    struct Part {
        let first: GridLoss
        let second: GridLoss
        let steps: Int
    }

    /// The sums of `steps` copies of each part, or nil where they need more than `most` points.
    static func compose(
        _ parts: [Part], for target: LossTarget, most: Int
    ) -> (first: ComposedLoss, second: ComposedLoss)? {
        if parts.count == 1, parts[0].steps == 1 {
            return (ComposedLoss(parts[0].first), ComposedLoss(parts[0].second))
        }
        guard let first = TiltedSum(parts.map { ($0.first, $0.steps) }, target: target, most: most),
            let second = TiltedSum(parts.map { ($0.second, $0.steps) }, target: target, most: most)
        else { return nil }
        var count = 2
        while count < max(first.count, second.count) { count *= 2 }

        let transform = FourierTransform(count: count)
        var spectrum = Spectrum(count: count)
        var (firstOffset, secondOffset) = (0, 0)
        for (index, part) in parts.enumerated() {
            // Losses are counted from their mean, which keeps the angles of low frequencies small.
            let one = Int(part.first.moments(tilt: first.theta).mean)
            let other = Int(part.second.moments(tilt: second.theta).mean)
            var next = Spectrum(count: count)
            part.first.fold(part.first.tilted(by: first.theta), into: &next.real, from: one)
            part.second.fold(part.second.tilted(by: second.theta), into: &next.imaginary, from: other)
            transform.forward(&next.real, &next.imaginary)
            next.separateAndRaise(to: part.steps)
            if index == 0 { spectrum = next } else { spectrum.multiply(by: next) }
            firstOffset += one * part.steps
            secondOffset += other * part.steps
        }
        spectrum.join()
        transform.backward(&spectrum.real, &spectrum.imaginary)
        return (
            ComposedLoss(first, from: spectrum.real, origin: firstOffset),
            ComposedLoss(second, from: spectrum.imaginary, origin: secondOffset)
        )
    }
}

extension ComposedLoss {
    /// One release.
    fileprivate init(_ loss: GridLoss) {
        self.init(
            step: loss.step, firstIndex: loss.firstIndex, tilted: loss.masses, theta: 0, logTotal: 0,
            infinity: loss.infinity)
    }

    /// Cuts the points of a sum out of a circle that begins at `origin`; what lies above them counts as infinite.
    fileprivate init(_ sum: TiltedSum, from circle: [Double], origin: Int) {
        let logFinite = sum.losses.reduce(0) { $0 + Double($1.steps) * log1p(-$1.loss.infinity) }
        var tilted = [Double](repeating: 0, count: sum.count)
        circle.withUnsafeBufferPointer { circle in
            tilted.withUnsafeMutableBufferPointer { tilted in
                var position = GridLoss.remainder(sum.first - origin, circle.count)
                var index = 0
                while index < tilted.count {
                    tilted[index] = max(0, circle[position])
                    position += 1
                    if position == circle.count { position = 0 }
                    index += 1
                }
            }
        }
        self.init(
            step: sum.step, firstIndex: sum.first, tilted: tilted, theta: sum.theta, logTotal: sum.logTotal,
            infinity: -expm1(logFinite) + sum.massAbove)
    }
}

extension GridLoss {
    /// Adds masses of these points to a circle of points, on which `origin` is the first.
    fileprivate func fold(_ masses: [Double], into circle: inout [Double], from origin: Int) {
        circle.withUnsafeMutableBufferPointer { circle in
            masses.withUnsafeBufferPointer { masses in
                var position = Self.remainder(firstIndex - origin, circle.count)
                var index = 0
                while index < masses.count {
                    circle[position] += masses[index]
                    position += 1
                    if position == circle.count { position = 0 }
                    index += 1
                }
            }
        }
    }

    fileprivate static func remainder(_ number: Int, _ modulus: Int) -> Int {
        let remainder = number % modulus
        return remainder < 0 ? remainder + modulus : remainder
    }
}
