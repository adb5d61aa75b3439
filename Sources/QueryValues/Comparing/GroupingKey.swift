import PropertyGraph

/// A value as a key of DISTINCT and grouping: equal where ``QueryValue/isEquivalent(to:)`` holds.
public struct GroupingKey: Hashable, Sendable {
    /// The value.
    public let value: QueryValue

    /// The key that a value is.
    public init(_ value: QueryValue) { self.value = value }

    /// Whether both are one group.
    public static func == (left: Self, right: Self) -> Bool { left.value.isEquivalent(to: right.value) }

    /// Hashes so that equivalent values, `1` and `1.0` among them, hash alike.
    public func hash(into hasher: inout Hasher) { value.hash(into: &hasher) }
}

extension QueryValue {
    // Each type has a tag of its own, and numbers of all types share one.
    fileprivate func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0 as UInt8)
        case .integer(let number):
            hasher.combine(1 as UInt8)
            hasher.combine(number)
        case .float(let number):
            hasher.combine(1 as UInt8)
            NumericOrder.hash(.float(number), into: &hasher)
        case .string(let text):
            hasher.combine(2 as UInt8)
            hasher.combine(bytesOf: text)
        case .boolean(let value):
            hasher.combine(3 as UInt8)
            hasher.combine(value)
        case .list(let elements):
            hasher.combine(4 as UInt8)
            hasher.combine(elements.count)
            for element in elements { element.hash(into: &hasher) }
        case .map(let map):
            hasher.combine(5 as UInt8)
            hasher.combine(map.count)
            for (key, value) in map.entries {
                hasher.combine(bytesOf: key)
                value.hash(into: &hasher)
            }
        case .node(let node):
            hasher.combine(6 as UInt8)
            hasher.combine(node.id)
        case .relationship(let relationship):
            hasher.combine(7 as UInt8)
            hasher.combine(relationship.id)
        case .path(let path):
            hasher.combine(8 as UInt8)
            for node in path.nodes { hasher.combine(node.id) }
            for relationship in path.relationships { hasher.combine(relationship.id) }
        case .date(let date): hasher.combine(date)
        case .localTime(let time): hasher.combine(time)
        case .zonedTime(let time): hasher.combine(time.instant)
        case .localDateTime(let moment): hasher.combine(moment)
        case .zonedDateTime(let moment): hasher.combine(moment.instant)
        case .duration(let duration): hasher.combine(duration)
        case .stored(let value) where value.isNumber:
            hasher.combine(1 as UInt8)
            NumericOrder.hash(value, into: &hasher)
        case .stored(let value): hasher.combine(value)
        }
    }
}
