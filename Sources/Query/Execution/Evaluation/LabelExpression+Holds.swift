import Cypher

extension LabelExpression {
    /// Whether an element with these labels is meant.
    func holds(of labels: [String]) -> Bool {
        switch self {
        case .label(let name): labels.contains { $0.utf8.elementsEqual(name.text.utf8) }
        case .any: !labels.isEmpty
        case .and(let left, let right): left.holds(of: labels) && right.holds(of: labels)
        case .or(let left, let right): left.holds(of: labels) || right.holds(of: labels)
        case .not(let operand): !operand.holds(of: labels)
        }
    }
}

extension [LabelExpression] {
    /// Whether an element with these labels satisfies all of them.
    func hold(of labels: [String]) -> Bool { allSatisfy { $0.holds(of: labels) } }
}
