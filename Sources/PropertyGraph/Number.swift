/// A numeric value of any type, compared exactly: nothing is rounded through a double.
enum Number {
    case whole(Int128)
    case float(Double)
    case decimal(DecimalNumber)

    /// The number a value is, if it is one.
    init?(_ value: Value) {
        switch value {
        case .integer(let number): self = .whole(Int128(number))
        case .unsigned(let number): self = .whole(Int128(number))
        case .float(let number): self = .float(number)
        case .decimal(let number): self = .decimal(number)
        default: return nil
        }
    }

    func order(against other: Number) -> Value.Order? {
        switch (self, other) {
        case (.whole(let left), .whole(let right)): return Value.Order(left, right)
        case (.float(let left), .float(let right)): return Number.order(left, right)
        case (.float(let left), _): return other.exact.order(against: left)?.reversed
        case (_, .float(let right)): return exact.order(against: right)
        default: return Value.Order(exact, other.exact)
        }
    }

    /// Equal numbers feed equal bytes, whatever their types.
    func hash(into hasher: inout Hasher) {
        switch self {
        case .whole(let number): Number.hash(number, into: &hasher)
        case .float(let number): Number.hash(number, into: &hasher)
        case .decimal(let number):
            let (unscaled, scale) = number.normalised
            if scale == 0 {
                Number.hash(unscaled, into: &hasher)
            } else if let double = number.exactDouble {
                Number.hash(double, into: &hasher)
            } else {
                number.hash(into: &hasher)
            }
        }
    }

    /// Doubles by value; NaN is the same as NaN only.
    static func order(_ left: Double, _ right: Double) -> Value.Order? {
        if left == right || left.isNaN && right.isNaN { return .same }
        if left.isNaN || right.isNaN { return nil }
        return left < right ? .before : .after
    }

    private static func hash(_ number: Int128, into hasher: inout Hasher) { hasher.combine(number) }

    private static func hash(_ number: Double, into hasher: inout Hasher) {
        if let whole = Int128(exactly: number) {
            hasher.combine(whole)
        } else {
            hasher.combine(number.isNaN ? Double.nan.bitPattern : number.bitPattern)
        }
    }

    /// The number as a decimal; only asked of those that are not floats.
    private var exact: DecimalNumber {
        switch self {
        case .whole(let number): DecimalNumber(unscaled: number, scale: 0)
        case .decimal(let number): number
        case .float: preconditionFailure("a float has no exact decimal form here")
        }
    }
}

extension DecimalNumber {
    /// Compares exactly with a double; nil for NaN.
    fileprivate func order(against double: Double) -> Value.Order? {
        guard !double.isNaN else { return nil }
        let sign = Int(unscaled.signum())
        let otherSign = double > 0 ? 1 : double < 0 ? -1 : 0
        guard sign == otherSign else { return Value.Order(sign, otherSign) }
        let order = orderOfMagnitude(against: double.magnitude)
        return sign < 0 ? order.reversed : order
    }

    private func orderOfMagnitude(against double: Double) -> Value.Order {
        // Every magnitude here is at most 2^127, so 2^128 and above is larger.
        guard double < 0x1p128 else { return .before }
        let divisor = UInt128.powerOfTen(scale)
        var (whole, rest) = unscaled.magnitude.quotientAndRemainder(dividingBy: divisor)
        let otherWhole = UInt128(double)
        guard whole == otherWhole else { return Value.Order(whole, otherWhole) }
        // Both fractions are compared one binary digit at a time: doubling a double below 1 is exact, and
        // `rest` stays below 10^38, whose double still fits.
        var fraction = double - double.rounded(.towardZero)
        while rest != 0, fraction != 0 {
            (rest, fraction) = (rest * 2, fraction * 2)
            whole = rest >= divisor ? 1 : 0
            let digit: UInt128 = fraction >= 1 ? 1 : 0
            guard whole == digit else { return Value.Order(whole, digit) }
            if digit == 1 { (rest, fraction) = (rest - divisor, fraction - 1) }
        }
        return Value.Order(rest == 0 ? 0 : 1, fraction == 0 ? 0 : 1)
    }
}
