import Foundation

/// The coefficients of two real sequences, in bit-reversed order.
///
/// Joined, they are those of the complex sequence whose parts the two are. Separated, of each two mirrored positions the
/// lower holds the coefficient of the first sequence and the upper that of the second at the same frequency; the two
/// positions that mirror themselves hold real coefficients, one as the real and one as the imaginary part.
struct Spectrum {
    var real: [Double]
    var imaginary: [Double]

    init(count: Int) {
        real = [Double](repeating: 0, count: count)
        imaginary = real
    }

    /// Separates the two sequences and raises each coefficient to a power.
    mutating func separateAndRaise(to steps: Int) {
        let exponent = Double(steps)
        update { re, im, count in
            for position in 0..<2 {
                re[position] = Self.power(re[position], steps)
                im[position] = Self.power(im[position], steps)
            }
            var position = 2
            while position < count {
                let mirror = FourierTransform.mirror(position)
                if position < mirror {
                    let (a, b) = (re[position], im[position])
                    let (c, d) = (re[mirror], im[mirror])
                    (re[position], im[position]) = Self.power((a + c) / 2, (b - d) / 2, exponent)
                    (re[mirror], im[mirror]) = Self.power((b + d) / 2, (c - a) / 2, exponent)
                }
                position &+= 1
            }
        }
    }

    /// Multiplies both sequences' coefficients by those of another; both are separated.
    mutating func multiply(by other: Spectrum) {
        other.real.withUnsafeBufferPointer { otherReal in
            other.imaginary.withUnsafeBufferPointer { otherImaginary in
                update { re, im, count in
                    for position in 0..<2 {
                        re[position] *= otherReal[position]
                        im[position] *= otherImaginary[position]
                    }
                    var position = 2
                    while position < count {
                        let (a, b) = (re[position], im[position])
                        let (c, d) = (otherReal[position], otherImaginary[position])
                        re[position] = a * c - b * d
                        im[position] = a * d + b * c
                        position &+= 1
                    }
                }
            }
        }
    }

    /// Joins the two sequences again.
    mutating func join() {
        update { re, im, count in
            var position = 2
            while position < count {
                let mirror = FourierTransform.mirror(position)
                if position < mirror {
                    let (a, b) = (re[position], im[position])
                    let (c, d) = (re[mirror], im[mirror])
                    (re[position], im[position]) = (a - d, b + c)
                    (re[mirror], im[mirror]) = (a + d, c - b)
                }
                position &+= 1
            }
        }
    }

    private mutating func update(
        _ body: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>, Int) -> Void
    ) {
        let count = real.count
        real.withUnsafeMutableBufferPointer { re in
            imaginary.withUnsafeMutableBufferPointer { im in
                guard let re = re.baseAddress, let im = im.baseAddress else { return }
                body(re, im, count)
            }
        }
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        let magnitude = pow(abs(base), Double(exponent))
        return base < 0 && exponent % 2 == 1 ? -magnitude : magnitude
    }

    private static func power(_ re: Double, _ im: Double, _ exponent: Double) -> (Double, Double) {
        let logMagnitude = 0.5 * log(re * re + im * im) * exponent
        // Most frequencies of a long composition vanish like this, far below the rounding of the others.
        if logMagnitude < -70 { return (0, 0) }
        let magnitude = exp(logMagnitude)
        let angle = atan2(im, re) * exponent
        return (magnitude * cos(angle), magnitude * sin(angle))
    }
}
