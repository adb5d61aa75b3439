import Cypher

/// An exact number of units: the decimal that someone wrote, or one divided by it.
///
/// `0.1` is a tenth here, not the binary fraction nearest to it, so that a tenth of ten seconds is one
/// second.
struct Ratio {
    let isNegative: Bool
    let numerator: UInt128
    let denominator: UInt128

    init(_ number: Int64) {
        isNegative = number < 0
        numerator = UInt128(number.magnitude)
        denominator = 1
    }

    /// The shortest decimal that reads as the number; nil when it is not finite or beyond all durations.
    init?(_ number: Double) {
        guard number.isFinite, number.magnitude < 1e20 else { return nil }
        let description = number.magnitude.description
        let parts = description.split(separator: "e")
        guard let mantissa = parts.first, let exponent = parts.count > 1 ? Int(parts[1]) : 0 else {
            return nil
        }
        let decimal = mantissa.split(separator: ".")
        var fraction = decimal.count > 1 ? String(decimal[1]) : ""
        while fraction.last == "0" { fraction.removeLast() }
        self.init(
            isNegative: number < 0, digits: "\(decimal.first ?? "0")\(fraction)",
            scale: fraction.utf8.count - exponent)
    }

    /// The digits as a whole number divided by ten to the power of the scale.
    init?(isNegative: Bool, digits: String, scale: Int) {
        // 128 bits hold 38 digits, and beyond 38 places nothing is left of a duration that 64 bits can count.
        let kept = scale > 38 ? digits.dropLast(scale - 38) : digits[...]
        guard kept.utf8.count <= 38, let number = kept.isEmpty ? 0 : UInt128(kept) else { return nil }
        var (numerator, denominator) = (number, UInt128(1))
        for _ in 0..<min(max(scale, 0), 38) { denominator *= 10 }
        for _ in 0..<max(-scale, 0) {
            let (product, overflow) = numerator.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            numerator = product
        }
        self.init(isNegative: isNegative, numerator: numerator, denominator: denominator)
    }

    private init(isNegative: Bool, numerator: UInt128, denominator: UInt128) {
        self.isNegative = isNegative
        self.numerator = numerator
        self.denominator = denominator
    }

    /// One divided by the number; nil for 0.
    var inverse: Ratio? {
        guard numerator != 0 else { return nil }
        return Ratio(isNegative: isNegative, numerator: denominator, denominator: numerator)
    }

    /// So many times a number of nanoseconds, rounded towards zero.
    func times(_ nanoseconds: Int128) throws(QueryError) -> Int128 {
        let product = nanoseconds.magnitude.multipliedFullWidth(by: numerator)
        guard product.high < denominator else { throw .durationOutOfRange() }
        let quotient = denominator.dividingFullWidth(product).quotient
        guard let result = Int128(exactly: quotient) else { throw .durationOutOfRange() }
        return isNegative != (nanoseconds < 0) ? -result : result
    }
}
