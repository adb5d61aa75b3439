/// Whole numbers as files write them, read eight digits at a time.
enum IntegerText {
    /// Reads `-`, `+` or nothing and then digits; nil for anything else and for what 64 bits do not hold.
    @inline(__always)
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int64? {
        let length = end &- start
        if length > 0, length <= 16, end >= 16 {
            let number = upToSixteenDigits(bytes, end, length)
            if number >= 0 { return number }
        }
        return readSlowly(bytes[start..<end])
    }

    /// Reads a number only in the one form that printing it gives back.
    @inline(__always)
    static func readCanonical(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int64? {
        guard start < end else { return nil }
        var first = bytes[start]
        var digits = end &- start
        if first == UInt8(ascii: "-") {
            guard digits > 1 else { return nil }
            first = bytes[start &+ 1]
            digits &-= 1
            if first == UInt8(ascii: "0") { return nil }
        }
        if first == UInt8(ascii: "0") && digits > 1 || first == UInt8(ascii: "+") { return nil }
        return read(bytes, start, end)
    }

    /// The value of 1 to 16 digits that end at `end`, or -1 when they are not all digits.
    @inline(__always)
    private static func upToSixteenDigits(
        _ bytes: UnsafeBufferPointer<UInt8>, _ end: Int, _ length: Int
    ) -> Int64 {
        let raw = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped)
        let low = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self))
        if length <= 8 {
            // The bytes before the number are replaced by zeros; the first digit is in the lowest byte.
            let kept = ~UInt64(0) &<< UInt64(64 &- 8 &* length)
            let digits = low & kept | zeros & ~kept
            guard areDigits(digits) else { return -1 }
            return Int64(bitPattern: value(of: digits))
        }
        let high = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: end &- 16, as: UInt64.self))
        let kept = ~UInt64(0) &<< UInt64(128 &- 8 &* length)
        let digits = high & kept | zeros & ~kept
        guard areDigits(low), areDigits(digits) else { return -1 }
        return Int64(bitPattern: value(of: digits) &* 100_000_000 &+ value(of: low))
    }

    private static var zeros: UInt64 { 0x3030_3030_3030_3030 }

    @inline(__always)
    private static func areDigits(_ word: UInt64) -> Bool {
        // The upper half of every byte is 3, and adding 6 to the lower half does not carry into it.
        let upper = word & 0xF0F0_F0F0_F0F0_F0F0
        let raised = (word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0
        return upper | raised >> 4 == 0x3333_3333_3333_3333
    }

    /// The value of eight digits, by adding neighbours in pairs, then pairs of pairs.
    @inline(__always)
    private static func value(of word: UInt64) -> UInt64 {
        var word = word &- zeros
        word = word &* 10 &+ word >> 8
        let hundreds = (word & 0x0000_00FF_0000_00FF) &* (100 + (1_000_000 << 32))
        let units = (word >> 16 & 0x0000_00FF_0000_00FF) &* (1 + (10_000 << 32))
        return (hundreds &+ units) >> 32
    }

    /// Reads any length, digit by digit.
    @inline(never)
    private static func readSlowly(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int64? {
        guard let first = text.first else { return nil }
        let isNegative = first == UInt8(ascii: "-")
        let digits = isNegative || first == UInt8(ascii: "+") ? text.dropFirst() : text
        guard !digits.isEmpty else { return nil }
        // Counted below zero, because there is one more number there.
        var number: Int64 = 0
        for byte in digits {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            let (shifted, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            let (sum, overflows) = shifted.subtractingReportingOverflow(Int64(digit))
            guard !isTooLarge, !overflows else { return nil }
            number = sum
        }
        if isNegative { return number }
        return number == .min ? nil : -number
    }
}
