import PGSchema
import PropertyGraph

/// The value of a term in a match.
enum TermValue: Hashable, Sendable {
    case node(UInt32)
    case edge(UInt32)
    case value(Value)
}

extension CompiledCondition {
    /// True, false, or nil for unknown, as in SQL: an undefined operand makes a comparison unknown.
    func evaluate(_ value: (CompiledPatternTerm) -> TermValue?) -> Bool? {
        switch self {
        case .comparison(let left, let comparison, let right):
            guard let first = value(left), let second = value(right) else { return nil }
            return first.compare(comparison, second)
        case .isNull(let operand, let negated): return (value(operand) == nil) != negated
        case .isIn(let operand, let candidates, let negated):
            guard let wanted = value(operand) else { return nil }
            var isUnknown = false
            for candidate in candidates {
                guard let candidate = value(candidate) else {
                    isUnknown = true
                    continue
                }
                if wanted == candidate { return !negated }
            }
            return isUnknown ? nil : negated
        case .term(let operand):
            guard let found = value(operand) else { return nil }
            return found == .value(.boolean(true))
        case .not(let part): return part.evaluate(value).map { !$0 }
        case .all(let parts):
            var result: Bool? = true
            for part in parts {
                let truth = part.evaluate(value)
                if truth == false { return false }
                if truth == nil { result = nil }
            }
            return result
        case .any(let parts):
            var result: Bool? = false
            for part in parts {
                let truth = part.evaluate(value)
                if truth == true { return true }
                if truth == nil { result = nil }
            }
            return result
        }
    }
}

extension TermValue {
    /// Values without an order between them compare as false, except that they are `<>`.
    fileprivate func compare(_ comparison: Predicate.Comparison, _ other: TermValue) -> Bool {
        switch comparison {
        case .equal: return self == other
        case .notEqual: return self != other
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            guard case .value(let left) = self, case .value(let right) = other,
                let order = left.order(against: right)
            else { return false }
            return switch comparison {
            case .less: order == .before
            case .lessOrEqual: order != .after
            case .greater: order == .after
            default: order != .before
            }
        }
    }
}
