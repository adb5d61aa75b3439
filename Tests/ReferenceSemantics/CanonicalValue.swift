import PropertyGraph

/// A value in a form where equal means equal: one number has one form, whichever type it was written in.
indirect enum CanonicalValue: Hashable {
    case boolean(Bool)
    /// `mantissa * 2^twos * 5^fives` with a mantissa that neither 2 nor 5 divides; all three are 0 for zero.
    case number(mantissa: Int128, twos: Int, fives: Int)
    case infinity(isNegative: Bool)
    case notANumber
    case text([UInt8])
    case bytes([UInt8])
    case date(Int)
    case localTime(Int)
    case zonedTime(Int)
    case localDateTime(seconds: Int, nanoseconds: Int)
    case zonedDateTime(seconds: Int, nanoseconds: Int)
    case duration(CalendarDuration)
    case list([CanonicalValue])
    case vector([CanonicalValue])
    case opaque(type: [UInt8], text: [UInt8])

    init(_ value: Value) {
        switch value {
        case .boolean(let truth): self = .boolean(truth)
        case .integer(let number): self = Self.number(Int128(number), twos: 0, fives: 0)
        case .unsigned(let number): self = Self.number(Int128(number), twos: 0, fives: 0)
        case .float(let number): self = Self.number(number)
        case .decimal(let number):
            self = Self.number(number.unscaled, twos: -number.scale, fives: -number.scale)
        case .string(let text): self = .text(Array(text.utf8))
        case .bytes(let bytes): self = .bytes(bytes)
        case .date(let date): self = .date(Int(date.days))
        case .localTime(let time): self = .localTime(Int(time.nanoseconds))
        case .zonedTime(let time):
            self = .zonedTime(Int(time.local.nanoseconds) - Int(time.offset) * 1_000_000_000)
        case .localDateTime(let moment):
            self = .localDateTime(seconds: Int(moment.seconds), nanoseconds: Int(moment.nanoseconds))
        case .zonedDateTime(let moment):
            self = .zonedDateTime(
                seconds: Int(moment.local.seconds) - Int(moment.offset),
                nanoseconds: Int(moment.local.nanoseconds))
        case .duration(let duration): self = .duration(duration)
        case .list(let elements): self = .list(elements.map { CanonicalValue($0) })
        case .vector(let elements): self = .vector(elements.map { Self.number(Double($0)) })
        case .opaque(let type, let text): self = .opaque(type: Array(type.utf8), text: Array(text.utf8))
        }
    }

    private static func number(_ value: Double) -> CanonicalValue {
        if value.isNaN { return .notANumber }
        if value.isInfinite { return .infinity(isNegative: value < 0) }
        if value == 0 { return .number(mantissa: 0, twos: 0, fives: 0) }
        // A finite double is its 53-bit significand times a power of two.
        let exponent = Int(value.exponent) - 52
        let significand = Int128(value.significand * 4_503_599_627_370_496)
        return number(value < 0 ? -significand : significand, twos: exponent, fives: 0)
    }

    private static func number(_ whole: Int128, twos: Int, fives: Int) -> CanonicalValue {
        guard whole != 0 else { return .number(mantissa: 0, twos: 0, fives: 0) }
        var (mantissa, twos, fives) = (whole, twos, fives)
        while mantissa % 2 == 0 { (mantissa, twos) = (mantissa / 2, twos + 1) }
        while mantissa % 5 == 0 { (mantissa, fives) = (mantissa / 5, fives + 1) }
        return .number(mantissa: mantissa, twos: twos, fives: fives)
    }
}

/// How two comparable values stand to each other.
enum Order {
    case before
    case same
    case after

    init<T: Comparable>(_ left: T, _ right: T) {
        self = left < right ? .before : left > right ? .after : .same
    }
}

extension CanonicalValue {
    /// How the two stand to each other, or nil if their kinds have no common order.
    func order(comparedTo other: CanonicalValue) -> Order? {
        switch (self, other) {
        case (.number, .number), (.infinity, .number), (.number, .infinity), (.infinity, .infinity):
            numericOrder(comparedTo: other)
        case (.boolean(let left), .boolean(let right)): Order(left ? 1 : 0, right ? 1 : 0)
        case (.text(let left), .text(let right)), (.bytes(let left), .bytes(let right)):
            left == right ? .same : left.lexicographicallyPrecedes(right) ? .before : .after
        case (.date(let left), .date(let right)), (.localTime(let left), .localTime(let right)),
            (.zonedTime(let left), .zonedTime(let right)):
            Order(left, right)
        case (.localDateTime(let left, let leftRest), .localDateTime(let right, let rightRest)),
            (.zonedDateTime(let left, let leftRest), .zonedDateTime(let right, let rightRest)):
            left == right ? Order(leftRest, rightRest) : Order(left, right)
        default: nil
        }
    }

    private func numericOrder(comparedTo other: CanonicalValue) -> Order? {
        if self == other { return .same }
        switch (self, other) {
        case (.infinity(let isNegative), _): return isNegative ? .before : .after
        case (_, .infinity(let isNegative)): return isNegative ? .after : .before
        case (
            .number(let left, let leftTwos, let leftFives), .number(let right, let rightTwos, let rightFives)
        ):
            if left.signum() != right.signum() { return Order(left, right) }
            // Multiplied by the same powers of two and five, both are whole.
            let (twos, fives) = (min(leftTwos, rightTwos), min(leftFives, rightFives))
            let leftDigits = digits(left.magnitude, twos: leftTwos - twos, fives: leftFives - fives)
            let rightDigits = digits(right.magnitude, twos: rightTwos - twos, fives: rightFives - fives)
            let isSmaller =
                leftDigits.count == rightDigits.count
                ? leftDigits.lexicographicallyPrecedes(rightDigits) : leftDigits.count < rightDigits.count
            return isSmaller == (left > 0) ? .before : .after
        default: return nil
        }
    }

    /// The decimal digits of `whole * 2^twos * 5^fives`, the first one first and not zero.
    private func digits(_ whole: UInt128, twos: Int, fives: Int) -> [Int] {
        var reversed = String(whole).reversed().compactMap { $0.wholeNumberValue }
        for factor in Array(repeating: 2, count: twos) + Array(repeating: 5, count: fives) {
            var carry = 0
            for position in reversed.indices {
                let product = reversed[position] * factor + carry
                (carry, reversed[position]) = (product / 10, product % 10)
            }
            if carry > 0 { reversed.append(carry) }
        }
        return reversed.reversed()
    }
}
