import PropertyGraph

extension ValueType {
    /// The type without values.
    static let nothing = ValueType.union([])

    /// Whether there is no value of this type.
    var isNothing: Bool {
        switch self {
        case .union(let types): types.allSatisfy(\.isNothing)
        case .string(let minimum, let maximum), .bytes(let minimum, let maximum): minimum > maximum ?? .max
        default: false
        }
    }

    /// The values of either type.
    func united(with other: ValueType) -> ValueType {
        if contains(other) { return self }
        if other.contains(self) { return other }
        return .union(alternatives + other.alternatives)
    }

    /// The values of both types.
    ///
    /// Where no type says just that (the common part of INT8 and UINT8 is 0 to 127) it is the smaller of the two;
    /// it is ``nothing`` exactly if there is no common value.
    func intersection(with other: ValueType) -> ValueType {
        if contains(other) { return other }
        if other.contains(self) { return self }
        switch (self, other) {
        case (.union, _), (_, .union):
            var parts: [ValueType] = []
            for mine in alternatives {
                for theirs in other.alternatives {
                    let part = mine.intersection(with: theirs)
                    if !part.isNothing, !parts.contains(part) { parts.append(part) }
                }
            }
            return parts.count == 1 ? parts[0] : .union(parts)
        case (.string(let minimum, let maximum), .string(let otherMinimum, let otherMaximum)):
            return .string(minimum: max(minimum, otherMinimum), maximum: Self.least(maximum, otherMaximum))
        case (.bytes(let minimum, let maximum), .bytes(let otherMinimum, let otherMaximum)):
            return .bytes(minimum: max(minimum, otherMinimum), maximum: Self.least(maximum, otherMaximum))
        case (.list(let element, let maximum), .list(let otherElement, let otherMaximum)):
            return .list(element.intersection(with: otherElement), maximum: Self.least(maximum, otherMaximum))
        default: return intersects(other) ? self : .nothing
        }
    }

    private var alternatives: [ValueType] {
        if case .union(let types) = self { types.flatMap(\.alternatives) } else { [self] }
    }

    private static func least(_ left: Int?, _ right: Int?) -> Int? {
        guard let left, let right else { return left ?? right }
        return min(left, right)
    }
}
