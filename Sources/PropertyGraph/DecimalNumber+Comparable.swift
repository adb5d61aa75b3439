extension DecimalNumber: Hashable, Comparable {
    /// Whether two numbers have one value: `1.0` equals `1.00`.
    public static func == (left: Self, right: Self) -> Bool {
        if left.scale == right.scale { return left.unscaled == right.unscaled }
        return left.normalised == right.normalised
    }

    /// Hashes the value, whatever its scale.
    public func hash(into hasher: inout Hasher) {
        let (unscaled, scale) = normalised
        hasher.combine(unscaled)
        hasher.combine(scale)
    }

    /// The smaller value comes first.
    public static func < (left: Self, right: Self) -> Bool {
        let (leftSign, rightSign) = (left.unscaled.signum(), right.unscaled.signum())
        guard leftSign == rightSign else { return leftSign < rightSign }
        return leftSign < 0 ? right.isNearerToZero(than: left) : left.isNearerToZero(than: right)
    }

    /// The value with no zeros at the end of its fraction.
    var normalised: (unscaled: Int128, scale: Int) {
        var (unscaled, scale) = (unscaled, scale)
        while scale > 0, unscaled % 10 == 0 {
            unscaled /= 10
            scale -= 1
        }
        return (unscaled, scale)
    }

    /// How many digits the value has, zeros at the end of its fraction aside.
    var digitCount: Int { normalised.unscaled == 0 ? 0 : String(normalised.unscaled.magnitude).count }

    /// The double with exactly this value, if there is one.
    var exactDouble: Double? {
        let (unscaled, scale) = normalised
        // unscaled / 10^scale is a binary fraction only if 5^scale divides out.
        var numerator = unscaled
        for _ in 0..<scale {
            guard numerator % 5 == 0 else { return nil }
            numerator /= 5
        }
        guard let double = Double(exactly: numerator) else { return nil }
        return double / Double(UInt64(1) << UInt64(scale))
    }

    private func isNearerToZero(than other: Self) -> Bool {
        let scale = max(self.scale, other.scale)
        let left = unscaled.magnitude.shifted(by: scale - self.scale)
        let right = other.unscaled.magnitude.shifted(by: scale - other.scale)
        switch (left, right) {
        case (let left?, let right?): return left < right
        // Only one side is shifted; if it leaves 128 bits, it is the larger.
        case (nil, _): return false
        case (_, nil): return true
        }
    }
}

extension UInt128 {
    /// Ten to the power of 0 to 38.
    static func powerOfTen(_ exponent: Int) -> UInt128 {
        var power: UInt128 = 1
        for _ in 0..<exponent { power *= 10 }
        return power
    }

    /// The number with so many zeros appended; nil when it no longer fits.
    fileprivate func shifted(by digits: Int) -> UInt128? {
        let (product, overflow) = multipliedReportingOverflow(by: .powerOfTen(digits))
        return overflow ? nil : product
    }
}
