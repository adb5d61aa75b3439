import PGSchema

/// Makes label expressions over the labels and some types.
struct RandomLabels {
    var random: SplitMix64
    let types: [RandomSchema.Known]

    /// An expression and how many alternatives its expansion has at most.
    mutating func make(depth: Int) -> (LabelExpression, alternatives: Int) {
        guard depth > 0, !random.chance(0.35) else { return makeLeaf() }
        if random.chance(0.25) {
            let (inner, size) = random.chance(0.6) ? makeLeaf() : makeGroup(depth: depth - 1)
            return (.optional(inner, range: nowhere), size + 1)
        }
        let isConjunction = random.chance(0.6)
        var parts: [LabelExpression] = []
        var sizes: [Int] = []
        for _ in 0..<random.pick([2, 2, 2, 3]) {
            let (part, size) = makePart(of: isConjunction, depth: depth - 1)
            parts.append(part)
            sizes.append(size)
        }
        return isConjunction ? (.all(parts), sizes.reduce(1, *)) : (.any(parts), sizes.reduce(0, +))
    }

    mutating func makeLeaf() -> (LabelExpression, alternatives: Int) {
        guard !types.isEmpty, random.chance(0.4) else {
            return (.name(Name(made: random.pick(RandomCase.labels))), 1)
        }
        let type = random.pick(types)
        let name = Name(made: type.name)
        return (random.chance(0.25) ? .typeReference(name, range: nowhere) : .name(name), type.alternatives)
    }

    private mutating func makeGroup(depth: Int) -> (LabelExpression, alternatives: Int) {
        let (inner, size) = make(depth: depth)
        let bracket: LabelExpression.Bracket = random.chance(0.8) ? .round : .square
        return (.group(inner, bracket: bracket, range: nowhere), size)
    }

    /// A part of `&` or `|`; now and then both stand side by side without parentheses.
    private mutating func makePart(of isConjunction: Bool, depth: Int) -> (LabelExpression, alternatives: Int)
    {
        guard depth > 0, random.chance(0.5) else {
            let (leaf, size) = makeLeaf()
            return random.chance(0.2) ? (.optional(leaf, range: nowhere), size + 1) : (leaf, size)
        }
        if !isConjunction, random.chance(0.4) {
            let (left, leftSize) = makeLeaf()
            let (right, rightSize) = makeLeaf()
            return (.all([left, right]), leftSize * rightSize)
        }
        return makeGroup(depth: depth)
    }
}
