import Cypher
import PropertyGraph

/// How two values that `<` can compare stand to each other.
public enum Comparison: Sendable {
    /// The left one is smaller or earlier.
    case less
    /// Neither is smaller.
    case equal
    /// The left one is larger or later.
    case greater
    /// NaN takes part: every comparison is false.
    case unordered

    init(_ order: QueryValue.Order?) {
        switch order {
        case .before?: self = .less
        case .same?: self = .equal
        case .after?: self = .greater
        case nil: self = .unordered
        }
    }
}

extension QueryValue {
    /// Compares as `<` does; nil, which is null, for null and for values without a common order.
    ///
    /// Numbers compare exactly across types, texts by bytes, false comes before true, each temporal type but durations
    /// with itself, and lists element by element. Maps, nodes, relationships, paths and durations have no order.
    public func compare(_ other: QueryValue) -> Comparison? {
        switch (self, other) {
        case (.integer(let left), .integer(let right)): return Comparison(Order(left, right))
        case (.float(let left), .float(let right)): return Comparison(NumericOrder.order(left, right))
        case (.string(let left), .string(let right)): return Comparison(left.orderOfBytes(against: right))
        case (.boolean(let left), .boolean(let right)):
            return Comparison(Order(left ? 1 : 0, right ? 1 : 0))
        case (.list(let left), .list(let right)): return QueryValue.compare(left, right)
        case (.date(let left), .date(let right)): return Comparison(Order(left, right))
        case (.localTime(let left), .localTime(let right)): return Comparison(Order(left, right))
        case (.zonedTime(let left), .zonedTime(let right)):
            return Comparison(Order(left.instant, right.instant))
        case (.localDateTime(let left), .localDateTime(let right)):
            return Comparison(Order(left, right))
        case (.zonedDateTime(let left), .zonedDateTime(let right)):
            return Comparison(Order(left.instant, right.instant))
        case (.stored(let left), .stored(let right)):
            return left.order(against: right).map(Comparison.init)
        default:
            guard number != nil, other.number != nil else { return nil }
            return Comparison(NumericOrder.order(self, other))
        }
    }

    /// Whether a comparison holds; nil, which is null, where that is unknown.
    public func satisfies(_ comparison: ComparisonOperator, _ other: QueryValue) -> Bool? {
        switch comparison {
        case .equal: equals(other)
        case .notEqual: equals(other).map(!)
        case .less: compare(other).map { $0 == .less }
        case .lessOrEqual: compare(other).map { $0 == .less || $0 == .equal }
        case .greater: compare(other).map { $0 == .greater }
        case .greaterOrEqual: compare(other).map { $0 == .greater || $0 == .equal }
        }
    }

    /// The first elements that differ decide; if it is unknown whether they do, so is the result.
    private static func compare(_ left: [QueryValue], _ right: [QueryValue]) -> Comparison? {
        for (left, right) in zip(left, right) {
            switch left.equals(right) {
            case true?: continue
            case false?: return left.compare(right)
            case nil: return nil
            }
        }
        return Comparison(Order(left.count, right.count))
    }
}
