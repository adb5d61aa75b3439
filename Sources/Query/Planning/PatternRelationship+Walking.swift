import Cypher
import QueryValues

extension PatternRelationship {
    /// Where a single relationship with a direction starts and ends; nil for any other.
    var ends: (source: Variable, target: Variable)? {
        guard repetition == nil, group == nil else { return nil }
        switch direction {
        case .right: return (left, right)
        case .left: return (right, left)
        case .either: return nil
        }
    }

    func mentioned(_ universe: Set<Variable>) -> Set<Variable> {
        var found: Set<Variable> = []
        for condition in repetition?.conditions ?? [] {
            condition.forEachVariable { if universe.contains($0) { found.insert($0) } }
        }
        group?.pattern.forEachExpression { condition in
            condition.forEachVariable { if universe.contains($0) { found.insert($0) } }
        }
        return found
    }
}

extension Expansion.Direction {
    init(_ direction: RelationshipPattern.Direction, fromLeft: Bool) {
        switch direction {
        case .right: self = fromLeft ? .outgoing : .incoming
        case .left: self = fromLeft ? .incoming : .outgoing
        case .either: self = .either
        }
    }
}

extension LabelExpression? {
    /// Whether a relationship that has one type may be meant by both.
    func mayMeet(_ other: LabelExpression?) -> Bool {
        guard let left = self?.alternatives, let right = other?.alternatives else { return true }
        return left.contains { name in right.contains { $0.utf8.elementsEqual(name.utf8) } }
    }
}

extension LabelExpression {
    /// The names of a disjunction of plain names; nil for anything else.
    var alternatives: [String]? {
        switch self {
        case .label(let name): [name.text]
        case .or(let left, let right):
            left.alternatives.flatMap { first in right.alternatives.map { first + $0 } }
        case .any, .and, .not: nil
        }
    }
}

extension BoundExpression {
    /// The part of the rows that a condition is expected to leave.
    var selectivity: Double {
        switch self {
        case .comparison(.equal, _, _): 0.1
        case .comparison(.notEqual, _, _), .not: 0.9
        case .comparison: 0.4
        case .isNull(_, let isNegated): isNegated ? 0.9 : 0.1
        case .exists: 0.5
        default: 0.5
        }
    }
}
