extension QueryReader {
    /// Reads `(n:Label {key: value} WHERE condition)`.
    func node(_ purpose: PatternPurpose) throws(Abandoned) -> NodePattern {
        let start = position
        try expect(.leftParenthesis, "a node such as `(n)`")
        var node = NodePattern(at: current.range)
        if atElementVariable { node.variable = try name("a variable") }
        if at(.colon) { node.labels = try labels(inPattern: true) }
        node.properties = try properties(purpose)
        if purpose == .match { node.condition = try condition() }
        try expect(.rightParenthesis, "`)`")
        node.range = range(from: start)
        return node
    }

    /// Reads `-[r:TYPE*1..3 {key: value} WHERE condition]->`, and a quantifier behind it.
    func relationship(_ purpose: PatternPurpose) throws(Abandoned) -> RelationshipPattern {
        let start = position
        let pointsLeft = accept(.less)
        try expect(.dash, "`-`")
        var relationship = RelationshipPattern(direction: .either, at: current.range)
        if at(.leftBracket) { try detail(of: &relationship, purpose) }
        guard accept(.dash) else {
            throw abandon(.shortArrow(found, pointsLeft: pointsLeft, at: range(from: start)))
        }
        let pointsRight = accept(.greater)
        if pointsLeft != pointsRight { relationship.direction = pointsLeft ? .left : .right }
        if isQuantifier(current) {
            if relationship.length != nil { throw abandon(.twoLengths(at: current.range)) }
            let (minimum, maximum) = try quantifier()
            relationship.length = .init(minimum: minimum, maximum: maximum, isStarStyle: false)
        }
        relationship.range = range(from: start)
        return relationship
    }

    private func detail(
        of relationship: inout RelationshipPattern, _ purpose: PatternPurpose
    ) throws(Abandoned) {
        advance()
        if atElementVariable { relationship.variable = try name("a variable") }
        if at(.colon) { relationship.types = try labels(inPattern: true) }
        if accept(.star) {
            relationship.length = try length()
        } else if at(.dots) {
            throw abandon(.lengthWithoutStar(at: current.range))
        }
        relationship.properties = try properties(purpose)
        if purpose == .match { relationship.condition = try condition() }
        try expect(.rightBracket, "`]`")
    }

    /// Reads what follows `*`: nothing, `2`, `1..3`, `1..` or `..3`.
    private func length() throws(Abandoned) -> RelationshipPattern.Length {
        if at(.dash) { throw abandon(.negativeLength(at: current.range)) }
        let minimum = at(.integer) ? try repetitions() : nil
        var maximum = minimum
        if accept(.dots) {
            if at(.dash) { throw abandon(.negativeLength(at: current.range)) }
            maximum = at(.integer) ? try repetitions() : nil
        }
        return .init(minimum: minimum, maximum: maximum, isStarStyle: true)
    }

    /// Whether the name here is a variable rather than the WHERE of an element without one.
    private var atElementVariable: Bool {
        guard current.isName else { return false }
        guard at(.where) else { return true }
        switch peek().kind {
        case .colon, .star, .leftBrace, .rightParenthesis, .rightBracket: return true
        default: return peek().keyword == .where
        }
    }

    /// Reads the map of an element's properties, or the parameter that CREATE may have instead.
    private func properties(_ purpose: PatternPurpose) throws(Abandoned) -> Expression? {
        switch kind {
        case .leftBrace: return try map()
        case .parameter where purpose == .create: return parameter()
        case .parameter: throw abandon(.parameterAsProperties(text(current), at: current.range))
        default: return nil
        }
    }
}
