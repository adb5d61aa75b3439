extension ValueType {
    /// Whether a value belongs to the type, as it is: nothing is converted.
    ///
    ///     ValueType.signed(bits: 8).admits(.integer(127))   // true
    ///     ValueType.float64.admits(.integer(3))             // false: 3 is not 3.0
    ///
    /// Complexity: O(1), except for O(length) of text whose length is bounded, and of lists.
    public func admits(_ value: Value) -> Bool {
        switch (self, value) {
        case (.boolean, .boolean), (.float64, .float), (.date, .date), (.localTime, .localTime),
            (.zonedTime, .zonedTime), (.localDateTime, .localDateTime), (.zonedDateTime, .zonedDateTime),
            (.duration, .duration):
            true
        case (.signed(let bits), .integer(let number)):
            bits >= 64 || number >> Int64(bits - 1) == number >> 63
        case (.signed(let bits), .unsigned): bits > 64
        case (.unsigned(let bits), .integer(let number)):
            number >= 0 && (bits >= 64 || number >> Int64(bits) == 0)
        case (.unsigned(let bits), .unsigned): bits >= 64
        case (.float32, .float(let number)): ValueType.singlePrecisionHolds(number)
        case (.decimal(let precision, let scale), .decimal(let number)):
            ValueType.isDecimal(number, precision: precision, scale: scale)
        case (.string(let minimum, let maximum), .string(let text)):
            ValueType.length(of: text, isFrom: minimum, to: maximum)
        case (.bytes(let minimum, let maximum), .bytes(let bytes)):
            bytes.count >= minimum && bytes.count <= maximum ?? .max
        case (.list(let element, let maximum), .list(let values)):
            values.count <= maximum ?? .max && values.allSatisfy(element.admits)
        case (.vector(let dimension), .vector(let numbers)): numbers.count == dimension
        case (.vector(let dimension), .list(let values)):
            values.count == dimension && values.allSatisfy(ValueType.isVectorElement)
        case (.union(let types), _): types.contains { $0.admits(value) }
        default: false
        }
    }

    /// A double belongs to FLOAT32 when it is exactly a single, or when the shortest text of the nearest single
    /// reads as this double: `0.1` in a file means the single that prints as `0.1`.
    private static func singlePrecisionHolds(_ number: Double) -> Bool {
        let single = Float(number)
        return Double(single) == number || number.isNaN || Double(single.description) == number
    }

    private static func isDecimal(_ number: DecimalNumber, precision: Int?, scale: Int?) -> Bool {
        guard let precision else { return true }
        let scale = scale ?? 0
        let fraction = number.normalised.scale
        return fraction <= scale
            && (number.unscaled == 0 || number.digitCount + scale - fraction <= precision)
    }

    private static func length(of text: String, isFrom minimum: Int, to maximum: Int?) -> Bool {
        // A scalar takes one to four bytes, which often decides without counting.
        let bytes = text.utf8.count
        if bytes < minimum { return false }
        if minimum <= (bytes + 3) / 4, bytes <= maximum ?? .max { return true }
        let scalars = text.unicodeScalars.count
        return scalars >= minimum && scalars <= maximum ?? .max
    }

    private static func isVectorElement(_ value: Value) -> Bool {
        switch value {
        case .integer, .unsigned: true
        case .float(let number): Float(number).isFinite
        default: false
        }
    }
}
