import PGSchema
import PropertyGraph

/// Makes conditions over the properties and identities of bound variables.
struct RandomCondition {
    var random: SplitMix64
    let variables: [(name: String, kind: ElementKind)]

    mutating func make(depth: Int) -> Predicate {
        if depth > 0, random.chance(0.35) {
            switch random.count(0...3) {
            case 0: return .not(.group(make(depth: depth - 1), range: nowhere), range: nowhere)
            case 1: return .not(makeLeaf(), range: nowhere)
            case 2: return .all([make(depth: depth - 1), make(depth: depth - 1)])
            default: return .any([make(depth: depth - 1), make(depth: depth - 1)])
            }
        }
        return makeLeaf()
    }

    private mutating func makeLeaf() -> Predicate {
        switch random.count(0...9) {
        case 0: return .isNull(makeProperty(), negated: random.chance(0.5), range: nowhere)
        case 1, 2:
            var choices = [makeLiteral(), makeLiteral()]
            if random.chance(0.2) { choices.append(makeProperty()) }
            return .isIn(makeProperty(), choices, negated: random.chance(0.3), range: nowhere)
        case 3 where variables.count > 1: return makeIdentity()
        case 4, 5: return .comparison(makeProperty(), makeComparison(), makeProperty())
        default: return .comparison(makeProperty(), makeComparison(), makeLiteral())
        }
    }

    /// Whether two variables of one kind stand for the same element.
    private mutating func makeIdentity() -> Predicate {
        let first = random.pick(variables)
        let second = random.pick(variables.filter { $0.kind == first.kind })
        return .comparison(
            makeElement(first.name), random.chance(0.5) ? .equal : .notEqual, makeElement(second.name))
    }

    private func makeElement(_ name: String) -> Operand {
        .output(Output(variable: Name(made: name), key: nil))
    }

    private mutating func makeComparison() -> Predicate.Comparison {
        random.pick([.equal, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual])
    }

    private mutating func makeProperty() -> Operand {
        let variable = random.pick(variables).name
        return .output(Output(variable: Name(made: variable), key: Name(made: random.pick(RandomCase.keys))))
    }

    private mutating func makeLiteral() -> Operand {
        .literal(
            Literal(value: random.chance(0.05) ? nil : random.pick(RandomCase.values), range: nowhere))
    }
}
