/// Reads the forms of ISO 8601 byte by byte; a step that does not apply answers nil and leaves the place
/// unchanged.
///
/// Dates, times, offsets and durations are in the files beside this one. Each of them is read in its extended
/// form (`2015-07-21`) and in its basic form (`20150721`).
struct TemporalScanner {
    private let bytes: [UInt8]
    private(set) var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { position == bytes.count }

    /// The next byte, left where it is.
    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// How many digits follow.
    var digits: Int {
        var end = position
        while end < bytes.count, bytes[end] &- 0x30 < 10 { end += 1 }
        return end - position
    }

    /// Passes a character if it is the next one; a letter in either case.
    mutating func pass(_ character: Unicode.Scalar) -> Bool {
        let byte = UInt8(ascii: character)
        let isLetter = byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
        guard let next, next == byte || isLetter && next | 0x20 == byte | 0x20 else { return false }
        position += 1
        return true
    }

    /// Passes `-` or `+`: -1 or 1, and nil when there is neither.
    mutating func sign() -> Int? { pass("-") ? -1 : pass("+") ? 1 : nil }

    /// Reads exactly so many digits, at most 18, whatever follows them.
    mutating func number(digits count: Int) -> Int? {
        guard digits >= count else { return nil }
        var number = 0
        for index in position..<position + count { number = number * 10 + Int(bytes[index] - 0x30) }
        position += count
        return number
    }

    /// Reads a point or comma and one to nine digits after it, as nanoseconds.
    mutating func fraction() -> Int? {
        let start = position
        guard pass(".") || pass(",") else { return nil }
        let count = digits
        guard (1...9).contains(count), var number = number(digits: count) else {
            position = start
            return nil
        }
        for _ in count..<9 { number *= 10 }
        return number
    }

    /// The text from here to the end of a run of bytes.
    mutating func text(while isPart: (UInt8) -> Bool) -> String {
        let start = position
        while let next, isPart(next) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }
}
