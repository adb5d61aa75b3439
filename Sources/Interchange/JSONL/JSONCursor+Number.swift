/// What a number in JSON stands for.
enum JSONNumber {
    /// Digits only.
    case integer(Int64)
    /// Digits only, above `Int64.max`.
    case unsigned(UInt64)
    /// With a point or an exponent.
    case float(Double)
    /// A whole number beyond 64 bits.
    case hugeInteger
    /// A floating-point number beyond a double.
    case hugeFloat
}

extension JSONCursor {
    /// Reads a number; the cursor stands at its first digit or its minus sign.
    mutating func number() throws(JSONLError) -> JSONNumber {
        let start = position
        let isNegative = current == UInt8(ascii: "-")
        if isNegative { position += 1 }
        var digits = Digits()
        if current == UInt8(ascii: "0") {
            position += 1
            if isDigit { throw error(.malformedNumber, at: start) }
        } else {
            guard collect(&digits) > 0 else { throw error(.malformedNumber, at: start) }
        }
        guard current == UInt8(ascii: ".") || current | 0x20 == UInt8(ascii: "e") else {
            return digits.whole(isNegative: isNegative)
        }
        if current == UInt8(ascii: ".") {
            position += 1
            let count = collect(&digits)
            guard count > 0 else { throw error(.malformedNumber, at: start) }
            digits.exponent -= count
        }
        try readExponent(&digits, start: start)
        let quick = digits.exactDouble.map { isNegative ? -$0 : $0 }
        let double = quick ?? Double(String(decoding: bytes[start..<position], as: UTF8.self)) ?? .infinity
        return double.isInfinite ? .hugeFloat : .float(double)
    }

    private mutating func readExponent(_ digits: inout Digits, start: Int) throws(JSONLError) {
        guard current | 0x20 == UInt8(ascii: "e") else { return }
        position += 1
        let isNegative = current == UInt8(ascii: "-")
        if isNegative || current == UInt8(ascii: "+") { position += 1 }
        guard isDigit else { throw error(.malformedNumber, at: start) }
        var exponent = 0
        while isDigit {
            exponent = min(exponent * 10 + Int(current & 0x0F), 100_000)
            position += 1
        }
        digits.exponent += isNegative ? -exponent : exponent
    }

    private var isDigit: Bool { current &- 0x30 < 10 }

    private mutating func collect(_ digits: inout Digits) -> Int {
        let start = position
        while case let digit = current &- 0x30, digit < 10 {
            digits.append(digit)
            position += 1
        }
        return position - start
    }
}

/// The digits of a number as one whole number, times a power of ten.
private struct Digits {
    var magnitude: UInt64 = 0
    var exponent = 0
    private var isTooLong = false

    mutating func append(_ digit: UInt8) {
        let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
        if overflow || carry { isTooLong = true }
        magnitude = sum
    }

    func whole(isNegative: Bool) -> JSONNumber {
        guard !isTooLong else { return .hugeInteger }
        if !isNegative { return Int64(exactly: magnitude).map { .integer($0) } ?? .unsigned(magnitude) }
        guard magnitude <= UInt64(Int64.max) + 1 else { return .hugeInteger }
        return .integer(0 &- Int64(truncatingIfNeeded: magnitude))
    }

    /// The double, where one operation on two exact doubles gives it: that rounds once, as it should.
    var exactDouble: Double? {
        guard !isTooLong, magnitude <= 1 << 53, (-22...22).contains(exponent) else { return nil }
        let power = Digits.powersOfTen[abs(exponent)]
        return exponent < 0 ? Double(magnitude) / power : Double(magnitude) * power
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18,
        1e19, 1e20, 1e21, 1e22,
    ]
}
