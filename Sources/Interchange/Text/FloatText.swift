/// Floating-point numbers as files write them.
enum FloatText {
    /// Reads digits with perhaps a sign, a point and an exponent, or `NaN`, `Infinity` and `Inf` in any case.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Double? {
        short(bytes, start, end) ?? general(UnsafeBufferPointer(rebasing: bytes[start..<end])) { Double($0) }
    }

    /// Reads the same, rounded once to single precision.
    static func readSingle(_ bytes: UnsafeBufferPointer<UInt8>) -> Float? { general(bytes) { Float($0) } }

    /// Numbers without exponent whose digits fit 2^53: digits and power of ten are exact, so the quotient is the
    /// closest number.
    @inline(__always)
    private static func short(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Double? {
        var position = start
        let isNegative = position < end && bytes[position] == UInt8(ascii: "-")
        if isNegative { position &+= 1 }
        guard end &- position <= 16 else { return nil }
        var digits: UInt64 = 0
        var count = 0
        var fraction = -1
        while position < end {
            let byte = bytes[position]
            let digit = byte &- 0x30
            if digit < 10 {
                digits = digits &* 10 &+ UInt64(digit)
                count &+= 1
                if fraction >= 0 { fraction &+= 1 }
            } else if byte == UInt8(ascii: "."), fraction < 0 {
                fraction = 0
            } else {
                return nil
            }
            position &+= 1
        }
        guard count > 0, count <= 15 else { return nil }
        let magnitude = fraction > 0 ? Double(digits) / powersOfTen[fraction] : Double(digits)
        return isNegative ? -magnitude : magnitude
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]

    private static func general<Number: BinaryFloatingPoint>(
        _ bytes: UnsafeBufferPointer<UInt8>, _ parse: (Substring) -> Number?
    ) -> Number? {
        // The standard parser also knows hexadecimal numbers and payloads of NaN, which files do not mean.
        let allowed = bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "+"),
                UInt8(ascii: "e"), UInt8(ascii: "E"):
                true
            default: false
            }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if allowed {
            // Too large a number is one the type does not hold, rather than infinity.
            return parse(text[...]).flatMap { $0.isFinite ? $0 : nil }
        }
        switch text.lowercased() {
        case "nan": return .nan
        case "infinity", "inf", "+infinity", "+inf": return .infinity
        case "-infinity", "-inf": return -.infinity
        default: return nil
        }
    }
}
