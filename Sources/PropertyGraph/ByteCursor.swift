/// Reads fixed forms of text byte by byte; every step answers nil instead of trapping.
struct ByteCursor {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    /// The next byte, left where it is.
    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Passes a byte if it is the next one.
    mutating func pass(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    /// Passes a byte in either case.
    mutating func pass(letter: UInt8) -> Bool { pass(letter) || pass(letter | 0x20) }

    /// Passes `-` or `+`: -1 or 1, and nil when there is neither.
    mutating func passSign() -> Int? { pass(UInt8(ascii: "-")) ? -1 : pass(UInt8(ascii: "+")) ? 1 : nil }

    /// Reads exactly so many digits, at most 18.
    mutating func number(digits: Int) -> Int? {
        guard bytes.count - position >= digits else { return nil }
        var number = 0
        for index in position..<position + digits {
            let digit = bytes[index] &- 0x30
            guard digit < 10 else { return nil }
            number = number &* 10 &+ Int(digit)
        }
        position += digits
        return number
    }

    /// Reads one digit or more under a sign; nil when there is none or the number does not fit.
    mutating func number(sign: Int) -> Int64? {
        let start = position
        var number: Int64 = 0
        while let byte = next, byte &- 0x30 < 10 {
            let (product, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int64(sign) * Int64(byte &- 0x30))
            guard !overflow, !carry else { return nil }
            number = sum
            position += 1
        }
        return position > start ? number : nil
    }

    /// Reads one to nine digits after a point as nanoseconds.
    mutating func nanoseconds() -> Int? {
        let start = position
        var number = 0
        while position - start < 9, let byte = next, byte &- 0x30 < 10 {
            number = number &* 10 &+ Int(byte &- 0x30)
            position += 1
        }
        let digits = position - start
        guard digits > 0 else { return nil }
        for _ in digits..<9 { number &*= 10 }
        return number
    }
}

extension String {
    /// Parses the whole text from its UTF-8 bytes.
    func parsed<Result>(_ parse: (UnsafeBufferPointer<UInt8>) -> Result?) -> Result? {
        var text = self
        return text.withUTF8(parse)
    }
}

extension BinaryInteger {
    /// The number with zeros in front until it has so many digits; without its sign.
    func padded(to width: Int) -> String {
        let digits = String(magnitude)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
