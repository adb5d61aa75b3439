import PGSchema
import PropertyGraph

/// The truth of conditions under an assignment: true, false, or nil for unknown.
struct ConditionTruth {
    let matching: PatternMatching
    let assignment: Assignment

    func truth(of condition: Predicate) -> Bool? {
        switch condition {
        case .comparison(let left, let comparison, let right):
            return compare(meaning(of: left), comparison, meaning(of: right))
        case .isNull(let operand, let negated, _):
            return (meaning(of: operand) == .undefined) != negated
        case .isIn(let operand, let choices, let negated, _):
            let found = anyTrue(choices.map { compare(meaning(of: operand), .equal, meaning(of: $0)) })
            return negated ? found.map { !$0 } : found
        case .operand(let operand): return compare(meaning(of: operand), .equal, .value(.boolean(true)))
        case .not(let inner, _): return truth(of: inner).map { !$0 }
        case .all(let parts): return anyTrue(parts.map { truth(of: $0).map { !$0 } }).map { !$0 }
        case .any(let parts): return anyTrue(parts.map { truth(of: $0) })
        case .group(let inner, _): return truth(of: inner)
        }
    }

    /// What an operand stands for.
    private enum Meaning: Equatable {
        case undefined
        case value(CanonicalValue)
        case element(Element)
    }

    private func meaning(of operand: Operand) -> Meaning {
        switch operand {
        case .literal(let literal): return literal.value.map { .value(CanonicalValue($0)) } ?? .undefined
        case .output(let output):
            guard let element = assignment[output.variable.text] else { return .undefined }
            guard let key = output.key else { return .element(element) }
            return matching.property(element, key.text).map { .value(CanonicalValue($0)) } ?? .undefined
        }
    }

    private func anyTrue(_ truths: [Bool?]) -> Bool? {
        if truths.contains(true) { return true }
        return truths.contains(nil) ? nil : false
    }

    private func compare(_ left: Meaning, _ comparison: Predicate.Comparison, _ right: Meaning) -> Bool? {
        if left == .undefined || right == .undefined { return nil }
        switch comparison {
        case .equal: return left == right
        case .notEqual: return left != right
        case .less, .lessOrEqual, .greater, .greaterOrEqual: break
        }
        guard case (.value(let left), .value(let right)) = (left, right),
            let order = left.order(comparedTo: right)
        else { return false }
        return switch comparison {
        case .less: order == .before
        case .lessOrEqual: order != .after
        case .greater: order == .after
        default: order != .before
        }
    }
}
