import Foundation

/// The distribution of sums of independent losses, by Fourier transform, for two directions at once.
///
/// One sequence is the real and the other the imaginary part of what is transformed. The spectrum Z of a + ib gives
/// A(k) = (Z(k) + conj Z(-k))/2 and B(k) = (Z(k) - conj Z(-k))/2i; both are raised to the number of steps and joined again.
struct LossConvolution {
    /// One mechanism's losses in both directions.
    struct Part {
        let first: GridLoss
        let second: GridLoss
        let steps: Int
    }

    /// The sums of `steps` copies of each part, or nil where they need more than `most` points.
    static func compose(_ parts: [Part], most: Int) -> (first: ComposedLoss, second: ComposedLoss)? {
        if parts.count == 1, parts[0].steps == 1 {
            return (ComposedLoss(parts[0].first), ComposedLoss(parts[0].second))
        }
        guard let first = LossWindow(parts.map { ($0.first, $0.steps) }, most: most),
            let second = LossWindow(parts.map { ($0.second, $0.steps) }, most: most)
        else { return nil }
        var count = 2
        while count < max(first.count, second.count) { count *= 2 }

        let transform = FourierTransform(count: count)
        var spectrum = Spectrum(count: count)
        var (firstOffset, secondOffset) = (0, 0)
        for (index, part) in parts.enumerated() {
            // Losses are counted from their mean, which keeps the angles of low frequencies small.
            let (one, other) = (Int(part.first.moments.mean), Int(part.second.moments.mean))
            var next = Spectrum(count: count)
            part.first.fold(into: &next.real, from: one)
            part.second.fold(into: &next.imaginary, from: other)
            transform.forward(&next.real, &next.imaginary)
            next.separateAndRaise(to: part.steps)
            if index == 0 { spectrum = next } else { spectrum.multiply(by: next) }
            firstOffset += one * part.steps
            secondOffset += other * part.steps
        }
        spectrum.join()
        transform.backward(&spectrum.real, &spectrum.imaginary)
        return (
            ComposedLoss(
                spectrum.real, offset: firstOffset, window: first, parts.map { ($0.first, $0.steps) }),
            ComposedLoss(
                spectrum.imaginary, offset: secondOffset, window: second,
                parts.map { ($0.second, $0.steps) })
        )
    }
}

extension ComposedLoss {
    /// One release.
    init(_ loss: GridLoss) {
        self.init(
            step: loss.step, firstIndex: loss.firstIndex, masses: loss.masses, infinity: loss.infinity)
    }

    /// Cuts the window out of a circular convolution; what lies above it counts as infinite.
    fileprivate init(
        _ circle: [Double], offset: Int, window: LossWindow, _ losses: [(loss: GridLoss, steps: Int)]
    ) {
        let finite = losses.reduce(0) { $0 + Double($1.steps) * log1p(-$1.loss.infinity) }
        var masses = [Double](repeating: 0, count: window.count)
        circle.withUnsafeBufferPointer { circle in
            masses.withUnsafeMutableBufferPointer { masses in
                var position = GridLoss.remainder(window.first - offset, circle.count)
                var index = 0
                while index < masses.count {
                    masses[index] = max(0, circle[position])
                    position += 1
                    if position == circle.count { position = 0 }
                    index += 1
                }
            }
        }
        self.init(
            step: losses[0].loss.step, firstIndex: window.first, masses: masses,
            infinity: -expm1(finite) + LossWindow.tail)
    }
}

extension GridLoss {
    /// The masses on a circle of points, the one at `origin` first.
    fileprivate func fold(into circle: inout [Double], from origin: Int) {
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
