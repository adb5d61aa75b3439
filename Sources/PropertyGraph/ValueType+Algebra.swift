extension ValueType {
    /// Whether some value belongs to both types.
    public func intersects(_ other: ValueType) -> Bool {
        switch (self, other) {
        case (.union(let types), _): types.contains { $0.intersects(other) }
        case (_, .union(let types)): types.contains { intersects($0) }
        case (.string(let minimum, let maximum), .string(let otherMinimum, let otherMaximum)),
            (.bytes(let minimum, let maximum), .bytes(let otherMinimum, let otherMaximum)):
            max(minimum, otherMinimum) <= min(maximum ?? .max, otherMaximum ?? .max)
        // Zero, 0.0, 0 as a decimal and the empty list belong to every type of their family.
        case (.signed, .signed), (.signed, .unsigned), (.unsigned, .signed), (.unsigned, .unsigned),
            (.float32, .float32), (.float32, .float64), (.float64, .float32), (.decimal, .decimal),
            (.list, .list):
            true
        case (.vector(let dimension), .list(let element, let maximum)),
            (.list(let element, let maximum), .vector(let dimension)):
            dimension == 0 || dimension <= maximum ?? .max && element.hasVectorElement
        default: self == other
        }
    }

    /// Whether every value of the other type belongs to this one; false also when that cannot be told.
    public func contains(_ other: ValueType) -> Bool {
        if self == other { return true }
        switch (self, other) {
        case (_, .union(let types)): return types.allSatisfy(contains)
        case (.union(let types), _): return types.contains { $0.contains(other) }
        case (.string(let minimum, let maximum), .string(let otherMinimum, let otherMaximum)),
            (.bytes(let minimum, let maximum), .bytes(let otherMinimum, let otherMaximum)):
            return minimum <= otherMinimum && otherMaximum ?? .max <= maximum ?? .max
        case (.signed(let bits), .signed(let otherBits)), (.unsigned(let bits), .unsigned(let otherBits)):
            return bits >= otherBits
        case (.signed(let bits), .unsigned(let otherBits)): return bits > otherBits
        case (.float64, .float32): return true
        case (.decimal(nil, _), .decimal): return true
        case (.decimal(let precision?, let scale), .decimal(let otherPrecision?, let otherScale)):
            return scale ?? 0 >= otherScale ?? 0
                && precision - (scale ?? 0) >= otherPrecision - (otherScale ?? 0)
        case (.list(let element, let maximum), .list(let otherElement, let otherMaximum)):
            return otherMaximum == 0
                || otherMaximum ?? .max <= maximum ?? .max && element.contains(otherElement)
        default: return false
        }
    }

    /// Whether some value of the type can stand in a list that is a vector.
    private var hasVectorElement: Bool {
        switch self {
        case .signed, .unsigned, .float32, .float64: true
        case .union(let types): types.contains { $0.hasVectorElement }
        default: false
        }
    }
}
