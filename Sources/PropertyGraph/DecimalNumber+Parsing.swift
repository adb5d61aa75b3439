extension DecimalNumber {
    /// Reads a decimal number of up to 38 digits, with a sign and perhaps an exponent: `-12.50`, `1.5e3`.
    public init?(parsing bytes: UnsafeBufferPointer<UInt8>) {
        var cursor = ByteCursor(bytes)
        let isNegative = cursor.passSign() == -1
        var digits = Digits()
        guard digits.read(from: &cursor) else { return nil }
        var scale: Int64 = 0
        if cursor.pass(UInt8(ascii: ".")) {
            let start = cursor.position
            guard digits.read(from: &cursor) else { return nil }
            scale = Int64(cursor.position - start)
        }
        if cursor.pass(letter: UInt8(ascii: "E")) {
            let sign = cursor.passSign() ?? 1
            guard let exponent = cursor.number(sign: sign), exponent.magnitude <= 1000 else { return nil }
            scale -= exponent
        }
        guard cursor.isAtEnd, digits.rescale(&scale) else { return nil }
        self.init(unscaled: isNegative ? -digits.number : digits.number, scale: Int(scale))
    }

    /// Reads a decimal number of up to 38 digits, with a sign and perhaps an exponent: `-12.50`, `1.5e3`.
    public init?(_ text: String) {
        guard let number = text.parsed({ DecimalNumber(parsing: $0) }) else { return nil }
        self = number
    }
}

/// Digits collected into one number below 10^38.
private struct Digits {
    private static let limit: Int128 = 100_000_000_000_000_000_000_000_000_000_000_000_000
    var number: Int128 = 0

    mutating func read(from cursor: inout ByteCursor) -> Bool {
        let start = cursor.position
        while let byte = cursor.next, byte &- 0x30 < 10 {
            guard append(Int128(byte &- 0x30)) else { return false }
            cursor.position += 1
        }
        return cursor.position > start
    }

    private mutating func append(_ digit: Int128) -> Bool {
        guard number < Digits.limit / 10 else { return false }
        number = number * 10 + digit
        return true
    }

    /// Brings a scale into 0...38 without changing the value; false where that takes too many digits.
    mutating func rescale(_ scale: inout Int64) -> Bool {
        guard number != 0 else {
            scale = min(max(scale, 0), 38)
            return true
        }
        while scale < 0 {
            guard append(0) else { return false }
            scale += 1
        }
        while scale > 38 {
            guard number % 10 == 0 else { return false }
            number /= 10
            scale -= 1
        }
        return true
    }
}

extension DecimalNumber: CustomStringConvertible {
    /// All digits, with a point where the scale puts it: `-12.50`.
    public var description: String {
        let sign = unscaled < 0 ? "-" : ""
        let digits = unscaled.padded(to: scale + 1)
        guard scale > 0 else { return sign + digits }
        return "\(sign)\(digits.dropLast(scale)).\(digits.suffix(scale))"
    }
}
