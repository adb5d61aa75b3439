import Foundation

/// The discrete Fourier transform of a power of two complex numbers, in place.
///
/// Forward it leaves the coefficients in bit-reversed order, and backward it expects them there, so that neither has to
/// sort: a convolution does not mind. The real and the imaginary part of the input can carry a real sequence each.
struct FourierTransform {
    let count: Int
    private let cosines: [Double]
    private let sines: [Double]

    // Blocks of this many numbers fit the cache; all passes over one are made before the next.
    private static let blockCount = 1 << 13

    /// Prepares transforms of `count` numbers, a power of two from 2.
    init(count: Int) {
        precondition(count >= 2 && count & (count - 1) == 0, "A transform has a power of two numbers.")
        self.count = count
        let half = count / 2
        let angle = -2 * Double.pi / Double(count)
        cosines = (0..<half).map { cos(angle * Double($0)) }
        sines = (0..<half).map { sin(angle * Double($0)) }
    }

    /// The position, in bit-reversed order, of the coefficient whose frequency is the negative of that at `position`.
    static func mirror(_ position: Int) -> Int {
        guard position > 0 else { return 0 }
        let top = Int.bitWidth - 1 - position.leadingZeroBitCount
        return position ^ ((1 << top) - 1)
    }

    /// From numbers in order to coefficients in bit-reversed order.
    func forward(_ real: inout [Double], _ imaginary: inout [Double]) {
        passes(&real, &imaginary) { re, im, cosines, sines in
            var length = count
            while length > Self.blockCount {
                Self.decimateFrequency(re, im, from: 0, to: count, length, count / length, cosines, sines)
                length /= 2
            }
            var block = 0
            while block < count {
                var inner = length
                while inner >= 2 {
                    Self.decimateFrequency(
                        re, im, from: block, to: block + length, inner, count / inner, cosines, sines)
                    inner /= 2
                }
                block += length
            }
        }
    }

    /// From coefficients in bit-reversed order to numbers in order.
    func backward(_ real: inout [Double], _ imaginary: inout [Double]) {
        // Exchanging the parts before and after conjugates the transform.
        passes(&imaginary, &real) { re, im, cosines, sines in
            let length = min(count, Self.blockCount)
            var block = 0
            while block < count {
                var inner = 2
                while inner <= length {
                    Self.decimateTime(
                        re, im, from: block, to: block + length, inner, count / inner, cosines, sines)
                    inner *= 2
                }
                block += length
            }
            var outer = length * 2
            while outer <= count {
                Self.decimateTime(re, im, from: 0, to: count, outer, count / outer, cosines, sines)
                outer *= 2
            }
        }
        let scale = 1 / Double(count)
        for index in 0..<count {
            real[index] *= scale
            imaginary[index] *= scale
        }
    }

    private typealias Numbers = UnsafeMutablePointer<Double>
    private typealias Table = UnsafePointer<Double>

    // Raw pointers within these three functions only: debug builds, which the tests run in, call a function for every
    // subscript of an array. Every index is below `count`, which all four sequences are held to here.
    private func passes(
        _ real: inout [Double], _ imaginary: inout [Double], _ body: (Numbers, Numbers, Table, Table) -> Void
    ) {
        precondition(
            real.count == count && imaginary.count == count, "A transform of \(count) got other numbers.")
        real.withUnsafeMutableBufferPointer { re in
            imaginary.withUnsafeMutableBufferPointer { im in
                cosines.withUnsafeBufferPointer { cosines in
                    sines.withUnsafeBufferPointer { sines in
                        guard let re = re.baseAddress, let im = im.baseAddress,
                            let cosines = cosines.baseAddress, let sines = sines.baseAddress
                        else { return }
                        body(re, im, cosines, sines)
                    }
                }
            }
        }
    }

    private static func decimateFrequency(
        _ re: Numbers, _ im: Numbers, from start: Int, to end: Int, _ length: Int, _ stride: Int,
        _ cosines: Table, _ sines: Table
    ) {
        let half = length / 2
        var base = start
        while base < end {
            var k = 0
            while k < half {
                let i = base &+ k
                let j = i &+ half
                let (c, s) = (cosines[k &* stride], sines[k &* stride])
                let (dr, di) = (re[i] - re[j], im[i] - im[j])
                re[i] += re[j]
                im[i] += im[j]
                re[j] = dr * c - di * s
                im[j] = dr * s + di * c
                k &+= 1
            }
            base &+= length
        }
    }

    private static func decimateTime(
        _ re: Numbers, _ im: Numbers, from start: Int, to end: Int, _ length: Int, _ stride: Int,
        _ cosines: Table, _ sines: Table
    ) {
        let half = length / 2
        var base = start
        while base < end {
            var k = 0
            while k < half {
                let i = base &+ k
                let j = i &+ half
                let (c, s) = (cosines[k &* stride], sines[k &* stride])
                let (tr, ti) = (re[j] * c - im[j] * s, re[j] * s + im[j] * c)
                re[j] = re[i] - tr
                im[j] = im[i] - ti
                re[i] += tr
                im[i] += ti
                k &+= 1
            }
            base &+= length
        }
    }
}
