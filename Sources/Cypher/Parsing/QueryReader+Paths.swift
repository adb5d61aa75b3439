/// What a pattern is for, which decides what may stand in it.
enum PatternPurpose {
    case match, create, merge
}

extension QueryReader {
    /// Reads paths between commas.
    func patterns(_ purpose: PatternPurpose) throws(Abandoned) -> [PathPattern] {
        var patterns = [try pathPattern(purpose)]
        while accept(.comma) { patterns.append(try pathPattern(purpose)) }
        return patterns
    }

    /// Reads `p = (a)-[r]->(b)`, with or without a name, and a selector if it is matched.
    func pathPattern(_ purpose: PatternPurpose) throws(Abandoned) -> PathPattern {
        let start = position
        var variable: Name?
        if current.isName, peek().kind == .equal {
            variable = try name("a variable")
            advance()
        }
        var path: PathPattern
        if purpose == .match, at(.shortestPath) || at(.allShortestPaths), peek().kind == .leftParenthesis {
            path = try shortestPathCall()
        } else {
            let selector = purpose == .match ? try selector() : .all
            path = try pathElement(purpose)
            path.selector = selector
        }
        path.variable = variable
        path.range = range(from: start)
        return path
    }

    /// Reads `shortestPath(...)`.
    private func shortestPathCall() throws(Abandoned) -> PathPattern {
        let selector: PathPattern.Selector = at(.shortestPath) ? .anyShortest : .allShortest
        advance()
        advance()
        var path = try pathElement(.match)
        try expect(.rightParenthesis, "`)`")
        path.selector = selector
        path.isFunctionStyle = true
        return path
    }

    /// Reads `ANY SHORTEST` and its like.
    private func selector() throws(Abandoned) -> PathPattern.Selector {
        let selector: PathPattern.Selector
        if accept(.any) {
            selector = accept(.shortest) ? .anyShortest : .any
        } else if accept(.all) {
            selector = accept(.shortest) ? .allShortest : .all
        } else if accept(.shortest) {
            guard at(.integer), try repetitions() == 1 else {
                throw abandon(.severalShortest(at: current.range))
            }
            selector = .anyShortest
        } else {
            return .all
        }
        _ = accept(.path) || accept(.paths)
        return selector
    }

    /// Reads nodes and what connects them, in any number of parentheses.
    func pathElement(_ purpose: PatternPurpose) throws(Abandoned) -> PathPattern {
        let start = position
        let outer = comprehensionEnd
        comprehensionEnd = -1
        var wrappings = 0
        while at(.leftParenthesis), peek().kind == .leftParenthesis, !startsRepeatedPath {
            advance()
            wrappings += 1
        }
        try enter(levels: 3)
        let first = try startNode(purpose)
        let steps = try steps(purpose)
        leave(levels: 3)
        for _ in 0..<wrappings { try expect(.rightParenthesis, "`)`") }
        comprehensionEnd = outer
        return PathPattern(start: first, steps: steps, at: range(from: start))
    }

    /// Reads `shortestPath(...)` where a value is wanted.
    func shortestPath() throws(Abandoned) -> Expression {
        let path = try pathPattern(.match)
        return Expression(.pattern(path), at: path.range)
    }

    /// Reads `(a)-->(b)` where a truth value is wanted.
    func patternPredicate() throws(Abandoned) -> Expression {
        let path = try pathElement(.match)
        return Expression(.pattern(path), at: path.range)
    }

    /// Reads the first node, or makes one up before a repeated path.
    private func startNode(_ purpose: PatternPurpose) throws(Abandoned) -> NodePattern {
        startsRepeatedPath ? NodePattern(at: gap) : try node(purpose)
    }

    private func steps(_ purpose: PatternPurpose) throws(Abandoned) -> [PathPattern.Step] {
        var steps: [PathPattern.Step] = []
        while true {
            switch kind {
            case .dash, .less: try relationshipStep(purpose, into: &steps)
            case .leftParenthesis: try repeatedStep(purpose, into: &steps)
            default: return steps
            }
        }
    }

    private func relationshipStep(
        _ purpose: PatternPurpose, into steps: inout [PathPattern.Step]
    ) throws(Abandoned) {
        let relationship = try relationship(purpose)
        steps.append(.relationship(relationship, try node(purpose)))
    }

    private func repeatedStep(
        _ purpose: PatternPurpose, into steps: inout [PathPattern.Step]
    ) throws(Abandoned) {
        guard startsRepeatedPath else { throw abandon(.missingRelationship(at: current.range)) }
        if purpose != .match { throw abandon(.repeatedPathWritten(at: current.range)) }
        let path = try repeatedPath()
        // Two repeated paths may follow each other: the node between them is made up.
        let hasNode = at(.leftParenthesis) && !startsRepeatedPath
        steps.append(.repeated(path, hasNode ? try node(purpose) : NodePattern(at: gap)))
    }

    /// Reads `((a)-[r]->(b) WHERE c){1,3}`.
    private func repeatedPath() throws(Abandoned) -> RepeatedPath {
        try enter(levels: 2)
        let start = position
        advance()
        let path = try pathPattern(.match)
        let condition = try condition()
        try expect(.rightParenthesis, condition == nil ? "`WHERE` or `)`" : "`)`")
        let (minimum, maximum) = try quantifier()
        leave(levels: 2)
        return RepeatedPath(
            path: path, condition: condition, minimum: minimum ?? 0, maximum: maximum, at: range(from: start))
    }

    /// Reads `{2}`, `{1,3}`, `{1,}`, `{,3}`, `+` or `*`.
    func quantifier() throws(Abandoned) -> (minimum: Int?, maximum: Int?) {
        if accept(.plus) { return (1, nil) }
        if accept(.star) { return (0, nil) }
        try expect(.leftBrace, "a quantifier")
        let minimum = at(.integer) ? try repetitions() : nil
        var maximum = minimum
        if accept(.comma) {
            maximum = at(.integer) ? try repetitions() : nil
        } else if minimum == nil {
            throw unexpected("a number of repetitions")
        }
        try expect(.rightBrace, "`}`")
        return (minimum ?? 0, maximum)
    }
}
