import PropertyGraph

extension Double {
    /// The number with as few digits as tell it from every other, as a query would write it.
    ///
    /// There is always a point or an exponent: `1.0`, `0.00001`, `1e21`, `1.5e-7`, `Infinity`, `NaN`.
    var cypherLiteral: String {
        guard isFinite else { return isNaN ? "NaN" : self < 0 ? "-Infinity" : "Infinity" }
        let parts = description.split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return description }
        // Swift changes to exponents at 1e-5 and 1e16; people read a few more zeros with ease.
        let mantissa = parts[0].hasSuffix(".0") ? parts[0].dropLast(2) : parts[0]
        guard (-6..<21).contains(exponent) else { return "\(mantissa)e\(exponent)" }
        let digits = mantissa.filter(\.isNumber)
        let sign = self < 0 ? "-" : ""
        guard exponent >= 0 else {
            return "\(sign)0.\(String(repeating: "0", count: -exponent - 1))\(digits)"
        }
        // A double has at most 17 digits, so that with this exponent no digit stands after the point.
        return "\(sign)\(digits)\(String(repeating: "0", count: max(0, exponent + 1 - digits.count))).0"
    }
}

extension QueryValue {
    /// A number as text; empty for everything else.
    var numeralText: String {
        switch self {
        case .integer(let number): String(number)
        case .float(let number): number.cypherLiteral
        case .stored(let value) where value.isNumber: value.literal
        default: ""
        }
    }
}
