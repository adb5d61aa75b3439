extension Value {
    /// How two comparable values stand to each other.
    public enum Order: Sendable {
        /// The left one is smaller or earlier.
        case before
        /// Both are equal.
        case same
        /// The left one is larger or later.
        case after
    }

    /// Compares two values as `<` in a condition does; nil when no order is defined between them.
    ///
    ///     Value.integer(1).order(against: .float(1.5))   // .before
    ///     Value.integer(1).order(against: "one")         // nil
    ///
    /// Numbers compare exactly across types, text and bytes by bytes, false comes before true, and each
    /// temporal type compares with itself, moments with an offset as instants. Durations, lists, vectors and
    /// NaN (except with itself) have no order. The result is ``Order/same`` exactly when `==` holds.
    public func order(against other: Value) -> Order? {
        switch (self, other) {
        case (.integer(let left), .integer(let right)): return Order(left, right)
        case (.float(let left), .float(let right)): return Number.order(left, right)
        case (.string(let left), .string(let right)): return Order(bytesOf: left.utf8, right.utf8)
        case (.bytes(let left), .bytes(let right)): return Order(bytesOf: left, right)
        case (.boolean(let left), .boolean(let right)): return Order(left ? 1 : 0, right ? 1 : 0)
        case (.date(let left), .date(let right)): return Order(left, right)
        case (.localTime(let left), .localTime(let right)): return Order(left, right)
        case (.zonedTime(let left), .zonedTime(let right)): return Order(left.instant, right.instant)
        case (.localDateTime(let left), .localDateTime(let right)): return Order(left, right)
        case (.zonedDateTime(let left), .zonedDateTime(let right)): return Order(left.instant, right.instant)
        default:
            guard let left = Number(self), let right = Number(other) else { return nil }
            return left.order(against: right)
        }
    }
}

extension Value.Order {
    init<Bound: Comparable>(_ left: Bound, _ right: Bound) {
        self = left < right ? .before : right < left ? .after : .same
    }

    init(bytesOf left: some Collection<UInt8>, _ right: some Collection<UInt8>) {
        if left.elementsEqual(right) {
            self = .same
        } else {
            self = left.lexicographicallyPrecedes(right) ? .before : .after
        }
    }

    var reversed: Value.Order {
        switch self {
        case .before: .after
        case .same: .same
        case .after: .before
        }
    }
}

extension ZonedTime {
    /// Nanoseconds from midnight UTC of the same day; outside one day where the offset leads there.
    var instant: Int64 { local.nanoseconds &- Int64(offset) &* 1_000_000_000 }
}

extension ZonedDateTime {
    /// The same moment on a clock that shows UTC.
    var instant: LocalDateTime {
        LocalDateTime(seconds: local.seconds &- Int64(offset), nanoseconds: local.nanoseconds)
    }
}
