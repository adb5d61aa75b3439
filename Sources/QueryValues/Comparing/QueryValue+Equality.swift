import PropertyGraph

extension QueryValue {
    /// Whether two values are equal as `=` sees it; nil where that is unknown because of null.
    ///
    ///     QueryValue.integer(1).equals(1.0)        // true
    ///     QueryValue.list([1, nil]).equals([1, 2]) // nil
    ///     QueryValue.list([1, nil]).equals([2, 2]) // false: no null could make them equal
    ///
    /// Numbers are equal by value across types, exactly; NaN equals nothing. Values of different types differ. Moments
    /// with an offset are equal as instants, durations part by part, nodes and relationships by their ids.
    public func equals(_ other: QueryValue) -> Bool? {
        switch (self, other) {
        case (.null, _), (_, .null): nil
        case (.integer(let left), .integer(let right)): left == right
        case (.float(let left), .float(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
        case (.list(let left), .list(let right)): QueryValue.equal(left, right)
        case (.map(let left), .map(let right)): QueryValue.equal(left, right)
        case (.integer, .float), (.float, .integer): NumericOrder.order(self, other) == .same
        case (.stored, .integer), (.stored, .float), (.integer, .stored), (.float, .stored):
            NumericOrder.order(self, other) == .same
        default: isSameScalar(as: other)
        }
    }

    /// Whether DISTINCT, grouping and UNION see one value: as ``equals(_:)``, but null is the same as null and NaN as NaN,
    /// also within lists and maps.
    public func isEquivalent(to other: QueryValue) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.integer(let left), .integer(let right)): left == right
        case (.float(let left), .float(let right)): left == right || left.isNaN && right.isNaN
        case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
        case (.list(let left), .list(let right)):
            left.elementsEqual(right) { $0.isEquivalent(to: $1) }
        case (.map(let left), .map(let right)):
            left.entries.elementsEqual(right.entries) {
                $0.key.hasSameBytes(as: $1.key) && $0.value.isEquivalent(to: $1.value)
            }
        case (.integer, .float), (.float, .integer): NumericOrder.order(self, other) == .same
        case (.stored, .integer), (.stored, .float), (.integer, .stored), (.float, .stored):
            NumericOrder.order(self, other) == .same
        default: isSameScalar(as: other)
        }
    }

    /// Equality of types whose values have no null within.
    private func isSameScalar(as other: QueryValue) -> Bool {
        switch (self, other) {
        case (.boolean(let left), .boolean(let right)): left == right
        case (.node(let left), .node(let right)): left.id == right.id
        case (.relationship(let left), .relationship(let right)): left.id == right.id
        case (.path(let left), .path(let right)):
            left.nodes.elementsEqual(right.nodes) { $0.id == $1.id }
                && left.relationships.elementsEqual(right.relationships) { $0.id == $1.id }
        case (.date(let left), .date(let right)): left == right
        case (.localTime(let left), .localTime(let right)): left == right
        case (.zonedTime(let left), .zonedTime(let right)): left.instant == right.instant
        case (.localDateTime(let left), .localDateTime(let right)): left == right
        case (.zonedDateTime(let left), .zonedDateTime(let right)): left.instant == right.instant
        case (.duration(let left), .duration(let right)): left == right
        case (.stored(let left), .stored(let right)): left == right
        default: false
        }
    }

    /// Lists of different lengths differ whatever nulls they hold.
    private static func equal(_ left: [QueryValue], _ right: [QueryValue]) -> Bool? {
        guard left.count == right.count else { return false }
        var isKnown = true
        for (left, right) in zip(left, right) {
            switch left.equals(right) {
            case false?: return false
            case nil: isKnown = false
            case true?: break
            }
        }
        return isKnown ? true : nil
    }

    /// Maps of different keys differ whatever nulls they hold.
    private static func equal(_ left: QueryMap, _ right: QueryMap) -> Bool? {
        guard left.entries.elementsEqual(right.entries, by: { $0.key.hasSameBytes(as: $1.key) }) else {
            return false
        }
        return equal(left.entries.map(\.value), right.entries.map(\.value))
    }
}
