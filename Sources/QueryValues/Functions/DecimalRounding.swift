/// How a number is rounded to some digits after the point; a double is taken as the shortest decimal that means it.
///
/// So 2.675 rounded half up to two digits is 2.68, though the double is a little less than that.
enum DecimalRounding: String, CaseIterable {
    case up = "UP"
    case down = "DOWN"
    case ceiling = "CEILING"
    case floor = "FLOOR"
    case halfUp = "HALF_UP"
    case halfDown = "HALF_DOWN"
    case halfEven = "HALF_EVEN"

    /// The rounded number; infinities and NaN are themselves.
    func round(_ number: Double, toDigits count: Int) -> Double {
        guard number.isFinite, number != 0, var decimal = ShortestDecimal(number.magnitude) else {
            return number
        }
        // Digits before the point and those wanted behind it; the others go.
        let kept = decimal.exponent.addingReportingOverflow(count)
        guard !kept.overflow, kept.partialValue < decimal.digits.count else { return number }
        let isNegative = number < 0
        if decimal.cut(after: kept.partialValue, increments: { increments($0, isNegative: isNegative) }) {
            return isNegative ? -decimal.double : decimal.double
        }
        return isNegative ? -0.0 : 0
    }

    /// Whether the last digit kept goes up by one.
    private func increments(_ cut: ShortestDecimal.Cut, isNegative: Bool) -> Bool {
        switch self {
        case .up: true
        case .down: false
        case .ceiling: !isNegative
        case .floor: isNegative
        case .halfUp: cut.rest != .belowHalf
        case .halfDown: cut.rest == .aboveHalf
        case .halfEven: cut.rest == .aboveHalf || cut.rest == .half && cut.isOdd
        }
    }
}

/// The digits of a positive double: `0.d1d2d3...` times ten to the power of the exponent.
private struct ShortestDecimal {
    /// What was cut off: more than nothing.
    struct Cut {
        enum Rest { case belowHalf, half, aboveHalf }
        var rest: Rest
        var isOdd: Bool
    }
    private(set) var digits: [UInt8]
    private(set) var exponent: Int

    init?(_ number: Double) {
        let parts = number.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 1 || Int(parts[1]) != nil else { return nil }
        exponent = mantissa[0].count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        digits = mantissa.joined().compactMap(\.wholeNumberValue).map(UInt8.init)
        while digits.first == 0 {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.last == 0 { digits.removeLast() }
    }

    /// Keeps so many digits; false where nothing is left.
    mutating func cut(after count: Int, increments: (Cut) -> Bool) -> Bool {
        let rest: Cut.Rest
        if count < 0 {
            rest = .belowHalf
        } else {
            let isExactlyHalf = digits[count] == 5 && digits.count == count + 1
            rest = isExactlyHalf ? .half : digits[count] >= 5 ? .aboveHalf : .belowHalf
        }
        let isOdd = count > 0 && digits[count - 1] % 2 == 1
        let increments = increments(Cut(rest: rest, isOdd: isOdd))
        // The unit of the last place wanted may stand left of all digits.
        let unit = exponent - count
        digits = count > 0 ? Array(digits[..<count]) : []
        guard increments else { return !digits.isEmpty }
        while digits.last == 9 { digits.removeLast() }
        guard let last = digits.popLast() else {
            (digits, exponent) = ([1], count > 0 ? exponent + 1 : unit + 1)
            return true
        }
        digits.append(last + 1)
        return true
    }

    var double: Double {
        Double("0.\(digits.map(String.init).joined())e\(exponent)") ?? .nan
    }
}
