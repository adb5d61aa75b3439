import PropertyGraph

/// Numbers of any type, compared exactly: nothing is rounded through a double.
enum NumericOrder {
    /// How a whole number and a float stand to each other; nil for NaN.
    static func order(_ integer: Int64, _ float: Double) -> Value.Order? {
        if float.isNaN { return nil }
        // The bounds of Int64 are exact as doubles; beyond them the float decides alone.
        if float >= 0x1p63 { return .before }
        if float < -0x1p63 { return .after }
        let whole = float.rounded(.towardZero)
        let truncated = Int64(whole)
        if integer != truncated { return integer < truncated ? .before : .after }
        return whole == float ? .same : float > whole ? .before : .after
    }

    /// The order of floats; nil where one is NaN.
    static func order(_ left: Double, _ right: Double) -> Value.Order? {
        left < right ? .before : left > right ? .after : left == right ? .same : nil
    }

    /// The order of two numbers of any types; nil where one is NaN.
    ///
    /// Both values are numbers.
    static func order(_ left: QueryValue, _ right: QueryValue) -> Value.Order? {
        switch (left, right) {
        case (.integer(let left), .integer(let right)):
            return left < right ? .before : left == right ? .same : .after
        case (.float(let left), .float(let right)): return order(left, right)
        case (.integer(let left), .float(let right)): return order(left, right)
        case (.float(let left), .integer(let right)): return order(right, left)?.reversed
        default:
            guard let left = left.number, let right = right.number, !left.isNaN, !right.isNaN else {
                return nil
            }
            return left.order(against: right)
        }
    }

    /// Hashes numbers so that equal ones hash alike, whatever their types.
    ///
    /// A number within `Int64` is fed as that; any other as the nearest double, which equal numbers share.
    static func hash(_ number: Value, into hasher: inout Hasher) {
        switch number {
        case .integer(let integer): hasher.combine(integer)
        case .float(let float): hash(float, into: &hasher)
        case .unsigned(let integer): hash(Double(integer), into: &hasher)
        case .decimal(let decimal):
            if let whole = decimal.whole, let integer = Int64(exactly: whole) {
                hasher.combine(integer)
            } else {
                hasher.combine(decimal.nearestDouble.bitPattern)
            }
        default: break
        }
    }

    private static func hash(_ float: Double, into hasher: inout Hasher) {
        if let integer = Int64(exactly: float) {
            hasher.combine(integer)
        } else {
            hasher.combine(float.isNaN ? Double.nan.bitPattern : float.bitPattern)
        }
    }
}

extension QueryValue {
    /// The number a value is, as a stored one; nil for everything else.
    var number: PropertyGraph.Value? {
        switch self {
        case .integer(let number): .integer(number)
        case .float(let number): .float(number)
        case .stored(let value) where value.isNumber: value
        default: nil
        }
    }
}

extension Value {
    /// Whether it is a number of any type.
    var isNumber: Bool {
        switch self {
        case .integer, .unsigned, .float, .decimal: true
        default: false
        }
    }

    fileprivate var isNaN: Bool {
        if case .float(let number) = self { number.isNaN } else { false }
    }

    /// The number as a double, rounded to the nearest where it has to be; nil for what is no number.
    var nearestDouble: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .unsigned(let number): Double(number)
        case .float(let number): number
        case .decimal(let number): number.nearestDouble
        default: nil
        }
    }
}

extension DecimalNumber {
    /// The value, if it has no fraction.
    var whole: Int128? {
        let divisor = Int128.powerOfTen(scale)
        let (quotient, rest) = unscaled.quotientAndRemainder(dividingBy: divisor)
        return rest == 0 ? quotient : nil
    }

    /// The double nearest to the value.
    var nearestDouble: Double { Double(description) ?? .nan }
}

extension Int128 {
    /// Ten to the power of 0 to 38.
    static func powerOfTen(_ exponent: Int) -> Int128 {
        var power: Int128 = 1
        for _ in 0..<exponent { power *= 10 }
        return power
    }
}

extension Value.Order {
    /// The order seen from the other side.
    var reversed: Value.Order {
        switch self {
        case .before: .after
        case .same: .same
        case .after: .before
        }
    }

    /// The order of two values of one comparable type.
    init<Bound: Comparable>(_ left: Bound, _ right: Bound) {
        self = left < right ? .before : right < left ? .after : .same
    }
}
