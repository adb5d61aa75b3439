import PropertyGraph

/// Dates and times in their usual form, eight bytes at a time; every other form is left to the general parsers.
enum DateTimeText {
    /// Reads `YYYY-MM-DD`.
    @inline(__always)
    static func date(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> CalendarDate? {
        if end &- start == 10, let days = days(bytes, start) { return CalendarDate(days: days) }
        return CalendarDate(parsing: UnsafeBufferPointer(rebasing: bytes[start..<end]))
    }

    /// Reads a date and a time with `T` or a space between, perhaps with a fraction of a second.
    @inline(__always)
    static func localDateTime(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
    ) -> LocalDateTime? {
        if end &- start >= 19, let days = days(bytes, start), let seconds = seconds(bytes, start &+ 11) {
            let separator = bytes[start &+ 10]
            if separator == UInt8(ascii: " ") || separator == UInt8(ascii: "T"),
                let nanoseconds = fraction(bytes, start &+ 19, end)
            {
                return LocalDateTime(
                    seconds: Int64(days) &* 86_400 &+ Int64(seconds), nanoseconds: nanoseconds)
            }
        }
        return LocalDateTime(parsing: UnsafeBufferPointer(rebasing: bytes[start..<end]))
    }

    /// The ten bytes of a date as days since 1970-01-01; nil when they are not a date after the year 0.
    @inline(__always)
    private static func days(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int32? {
        // `YYYY-MM-` as numbers: digits become their values, and the hyphens zero.
        let word = load(bytes, start) ^ 0x2D30_302D_3030_3030
        let tens = bytes[start &+ 8] &- 0x30
        let ones = bytes[start &+ 9] &- 0x30
        guard areDigits(word, separators: 0xFF00_00FF_0000_0000), tens < 10, ones < 10 else { return nil }
        let pairs = word &* 10 &+ word >> 8
        let year = UInt32(pairs & 0xFF) &* 100 &+ UInt32(pairs >> 16 & 0xFF)
        let month = UInt32(pairs >> 40 & 0xFF)
        let day = UInt32(tens) &* 10 &+ UInt32(ones)
        guard year > 0, month &- 1 < 12, day &- 1 < 28 || isLongMonth(year, month, day) else { return nil }
        // Years are counted from March, so that the leap day is the last of its year.
        let early: UInt32 = month <= 2 ? 1 : 0
        let shifted = year &- early
        let dayOfYear = (153 &* (month &+ 12 &* early &- 3) &+ 2) / 5 &+ day
        let elapsed = shifted &* 365 &+ shifted / 4 &- shifted / 100 &+ shifted / 400 &+ dayOfYear
        return Int32(bitPattern: elapsed) &- 719_469
    }

    /// Whether a month has a 29th, 30th or 31st day.
    private static func isLongMonth(_ year: UInt32, _ month: UInt32, _ day: UInt32) -> Bool {
        switch month {
        case 2: day == 29 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        case 4, 6, 9, 11: day == 29 || day == 30
        default: 29...31 ~= day
        }
    }

    /// The eight bytes `hh:mm:ss` as seconds since midnight.
    @inline(__always)
    private static func seconds(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int32? {
        let word = load(bytes, start) ^ 0x3030_3A30_303A_3030
        guard areDigits(word, separators: 0x0000_FF00_00FF_0000) else { return nil }
        let pairs = word &* 10 &+ word >> 8
        let hour = Int32(truncatingIfNeeded: pairs & 0xFF)
        let minute = Int32(truncatingIfNeeded: pairs >> 24 & 0xFF)
        let second = Int32(truncatingIfNeeded: pairs >> 48 & 0xFF)
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return (hour &* 60 &+ minute) &* 60 &+ second
    }

    /// Nothing, or a point and one to nine digits, as nanoseconds.
    @inline(__always)
    private static func fraction(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int32? {
        if start == end { return 0 }
        let count = end &- start &- 1
        guard bytes[start] == UInt8(ascii: "."), 1...9 ~= count else { return nil }
        var number: Int32 = 0
        for position in (start &+ 1)..<end {
            let digit = bytes[position] &- 0x30
            guard digit < 10 else { return nil }
            number = number &* 10 &+ Int32(digit)
        }
        if count == 3 { return number &* 1_000_000 }
        for _ in count..<9 { number = number &* 10 }
        return number
    }

    /// Whether each byte is at most 9, and zero where a separator belongs.
    @inline(__always)
    private static func areDigits(_ word: UInt64, separators: UInt64) -> Bool {
        let raised = (word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676
        return (word | raised) & 0x8080_8080_8080_8080 | word & separators == 0
    }

    @inline(__always)
    private static func load(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt64 {
        UInt64(
            littleEndian: UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped)
                .loadUnaligned(fromByteOffset: start, as: UInt64.self))
    }
}
