import PropertyGraph

/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}

extension SeededGenerator {
    /// A value of any type, often one that is equal or close to another of a different type.
    mutating func value(depth: Int = 2) -> Value {
        switch below(depth > 0 ? 16 : 14) {
        case 0: .boolean(.random(using: &self))
        case 1: .integer(wholeNumber())
        case 2: .unsigned(UInt64(Int64.max) + 1 + next() % 3)
        case 3, 4: .float(float())
        case 5: .decimal(decimal())
        case 6: .string(text())
        case 7: .bytes((0..<below(4)).map { _ in UInt8(truncatingIfNeeded: next()) })
        case 8: .date(date())
        case 9: .localTime(time())
        case 10: .zonedTime(ZonedTime(local: time(), offset: offset()))
        case 11: .localDateTime(LocalDateTime(date: date(), time: time()))
        case 12: .zonedDateTime(zonedDateTime())
        case 13: .duration(duration())
        case 14: .list((0..<below(4)).map { _ in value(depth: depth - 1) })
        default: .vector((0..<below(4)).map { _ in pick([0, -0.0, 1, 0.1, .nan, .infinity]) })
        }
    }

    mutating func wholeNumber() -> Int64 {
        pick([0, 1, -1, 7, 1 << 53, 1 << 53 + 1, .max, .min, Int64(truncatingIfNeeded: next())])
    }

    mutating func float() -> Double {
        pick([
            0, -0.0, 1, -1, 0.1, 0.5, 7, 0x1p53, 0x1p63, -0x1p63, 0x1p127, 1e300, -1e-300, .nan, .infinity,
            Double(bitPattern: next()),
        ])
    }

    mutating func decimal() -> DecimalNumber {
        let unscaled = pick([
            0, 1, -1, 5, 10, 70, -100, 500, 1 << 53, Int128(Int64.max) + 1, 1 << 126, Int128.max, Int128.min,
            Int128(Int64(truncatingIfNeeded: next())),
        ])
        return DecimalNumber(unscaled: unscaled, scale: pick([0, 1, 2, 3, 17, 38]))
    }

    mutating func text() -> String { pick(["", "a", "b", "ab", "é", "e\u{301}", "z", "𝄞", "\u{FFFD}"]) }
    mutating func date() -> CalendarDate {
        CalendarDate(days: .random(in: -4_371_587...2_932_896, using: &self))
    }
    mutating func offset() -> Int32 { pick([0, 3600, -3600, 19_800, 64_800, -64_800, 3601]) }
    mutating func duration() -> CalendarDuration {
        CalendarDuration(
            months: wholeNumber() / 2, days: wholeNumber(), seconds: wholeNumber(),
            nanoseconds: pick([0, 1, 500_000_000, 999_999_999]))
    }

    mutating func time() -> LocalTime {
        LocalTime(nanoseconds: pick([0, 3_600_000_000_000, Int64(next() % 86_400_000_000_000)]))
    }

    mutating func zonedDateTime() -> ZonedDateTime {
        ZonedDateTime(
            local: LocalDateTime(date: date(), time: time()), offset: offset(),
            zone: pick([nil, "Europe/Stockholm", "Etc/GMT+5"]))
    }
}
