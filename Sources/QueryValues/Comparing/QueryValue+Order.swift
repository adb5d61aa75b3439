import PropertyGraph

extension QueryValue {
    /// How two values stand to each other.
    public typealias Order = PropertyGraph.Value.Order

    /// Whether ORDER BY puts this value first, ascending.
    public func precedes(_ other: QueryValue) -> Bool { order(other) == .before }

    /// The order of ORDER BY, `min` and `max`: total, over values of all types, and `same` exactly where
    /// ``isEquivalent(to:)`` holds.
    ///
    /// Maps come first, then nodes, relationships, lists, paths, moments and times, durations, texts, truth values,
    /// numbers with NaN as the largest, and null last. Where ``compare(_:)`` knows an order, this is the same one, apart
    /// from lists with null or NaN within.
    public func order(_ other: QueryValue) -> Order {
        switch (self, other) {
        case (.integer(let left), .integer(let right)): Order(left, right)
        case (.float, .float), (.integer, .float), (.float, .integer): orderOfNumbers(other)
        case (.string(let left), .string(let right)): left.orderOfBytes(against: right)
        case (.list(let left), .list(let right)): QueryValue.order(left, right)
        case (.map(let left), .map(let right)): QueryValue.order(left, right)
        case (.node(let left), .node(let right)): Order(left.id, right.id)
        case (.relationship(let left), .relationship(let right)): Order(left.id, right.id)
        case (.path(let left), .path(let right)): QueryValue.order(left, right)
        case (.boolean(let left), .boolean(let right)): Order(left ? 1 : 0, right ? 1 : 0)
        case (.date(let left), .date(let right)): Order(left, right)
        case (.localTime(let left), .localTime(let right)): Order(left, right)
        case (.zonedTime(let left), .zonedTime(let right)): Order(left.instant, right.instant)
        case (.localDateTime(let left), .localDateTime(let right)): Order(left, right)
        case (.zonedDateTime(let left), .zonedDateTime(let right)): Order(left.instant, right.instant)
        case (.duration(let left), .duration(let right)): QueryValue.order(left, right)
        default: orderAcrossTypes(other)
        }
    }

    private func orderAcrossTypes(_ other: QueryValue) -> Order {
        let (left, right) = (rank, other.rank)
        guard left == right else { return Order(left.rawValue, right.rawValue) }
        if left == .number { return orderOfNumbers(other) }
        guard case (.stored(let left), .stored(let right)) = (self, other) else { return .same }
        return QueryValue.order(left, right)
    }

    private func orderOfNumbers(_ other: QueryValue) -> Order {
        NumericOrder.order(self, other) ?? Order(isNaN ? 1 : 0, other.isNaN ? 1 : 0)
    }

    private var isNaN: Bool {
        switch self {
        case .float(let number), .stored(.float(let number)): number.isNaN
        default: false
        }
    }

    /// The place of a type among all.
    private enum Rank: Int {
        case map, node, relationship, list, path, zonedDateTime, localDateTime, date, zonedTime, localTime,
            duration, opaque, vector, bytes, string, boolean, number, null
    }

    private var rank: Rank {
        switch self {
        case .map: .map
        case .node: .node
        case .relationship: .relationship
        case .list: .list
        case .path: .path
        case .zonedDateTime: .zonedDateTime
        case .localDateTime: .localDateTime
        case .date: .date
        case .zonedTime: .zonedTime
        case .localTime: .localTime
        case .duration: .duration
        case .string: .string
        case .boolean: .boolean
        case .integer, .float: .number
        case .null: .null
        case .stored(.bytes): .bytes
        case .stored(.vector): .vector
        case .stored(let value): value.isNumber ? .number : .opaque
        }
    }

    private static func order(_ left: [QueryValue], _ right: [QueryValue]) -> Order {
        for (left, right) in zip(left, right) {
            let order = left.order(right)
            if order != .same { return order }
        }
        return Order(left.count, right.count)
    }

    /// By the number of entries, then by the keys, then by the values.
    private static func order(_ left: QueryMap, _ right: QueryMap) -> Order {
        guard left.count == right.count else { return Order(left.count, right.count) }
        for (left, right) in zip(left.entries, right.entries) {
            let order = left.key.orderOfBytes(against: right.key)
            if order != .same { return order }
        }
        return order(left.entries.map(\.value), right.entries.map(\.value))
    }

    /// As the list of its nodes and relationships, in the order in which they are walked.
    private static func order(_ left: Path, _ right: Path) -> Order {
        for position in 0..<min(left.nodes.count, right.nodes.count) {
            if left.nodes[position].id != right.nodes[position].id {
                return Order(left.nodes[position].id, right.nodes[position].id)
            }
            guard position < left.relationships.count, position < right.relationships.count else { break }
            if left.relationships[position].id != right.relationships[position].id {
                return Order(left.relationships[position].id, right.relationships[position].id)
            }
        }
        return Order(left.nodes.count, right.nodes.count)
    }

    private static func order(_ left: CalendarDuration, _ right: CalendarDuration) -> Order {
        if left.meanLength != right.meanLength { return Order(left.meanLength, right.meanLength) }
        if left.months != right.months { return Order(left.months, right.months) }
        return Order(left.days, right.days)
    }

    /// Stored values of one rank that are no numbers.
    private static func order(_ left: PropertyGraph.Value, _ right: PropertyGraph.Value) -> Order {
        switch (left, right) {
        case (.opaque(let leftType, let left), .opaque(let rightType, let right)):
            let order = leftType.orderOfBytes(against: rightType)
            return order == .same ? left.orderOfBytes(against: right) : order
        case (.vector(let left), .vector(let right)):
            return order(
                left.map { .float(Double($0)) } as [QueryValue], right.map { .float(Double($0)) })
        default: return left.order(against: right) ?? .same
        }
    }
}
