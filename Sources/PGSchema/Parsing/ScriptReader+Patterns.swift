extension ScriptReader {
    /// Reads `WITHIN patterns WHERE predicate`, if it stands here.
    mutating func patternClause(
        isScope: Bool, variables: inout Set<String>
    ) throws(Abandoned) -> (patterns: [PathPattern], condition: Predicate?) {
        guard at(.within) || peek().kind == .leftParenthesis && misspelt([.within]) != nil else {
            guard at(.where), !isScope || peek().isName else { return ([], nil) }
            throw failure(
                "WHERE needs a WITHIN before it.", at: current.range,
                suggestion: "Name the pattern that the condition is about: `WITHIN (x) WHERE ...`.")
        }
        _ = try keyword([.within])
        var patterns = [try pathPattern(&variables)]
        // A scope is followed by a restrictor, never by the next element of a graph type.
        let end = isScope ? Int.max : patternListEnd(knowing: variables)
        while at(.comma), position < end {
            advance()
            patterns.append(try pathPattern(&variables))
        }
        guard at(.where) || peek().isName && peek(2).kind == .dot && misspelt([.where]) != nil else {
            return (patterns, nil)
        }
        _ = try keyword([.where])
        return (patterns, try predicate(depth: 0))
    }

    private mutating func pathPattern(_ variables: inout Set<String>) throws(Abandoned) -> PathPattern {
        let start = try nodePattern(&variables)
        var steps: [PathPattern.Step] = []
        while at(.dash) || at(.less) {
            let edge = try edgePattern(&variables)
            steps.append(PathPattern.Step(edge: edge, node: try nodePattern(&variables)))
        }
        return PathPattern(start: start, steps: steps)
    }

    private mutating func nodePattern(_ variables: inout Set<String>) throws(Abandoned) -> NodePattern {
        let start = position
        try expect(.leftParenthesis, "`(`")
        let filling = try filling("`)`", &variables)
        try closePattern(.rightParenthesis, "`)`", after: filling)
        return NodePattern(
            variable: filling.variable, labels: filling.labels, properties: filling.properties,
            range: range(from: start))
    }

    /// Reads `-[...]->`, `<-[...]-`, `-[...]-`, `-->`, `<--` or `--`.
    private mutating func edgePattern(_ variables: inout Set<String>) throws(Abandoned) -> EdgePattern {
        let start = position
        let pointsBack = accept(.less)
        try expect(.dash, "`-`")
        var filling = Filling()
        if accept(.leftBracket) {
            filling = try self.filling("`]`", &variables)
            try closePattern(.rightBracket, "`]`", after: filling)
        }
        guard accept(.dash) else {
            let isBare = tokens[position - 1].kind == .dash
            throw failure(
                expecting: isBare ? "`-` or `[`" : pointsBack ? "`-`" : "`-` or `->`",
                suggestion: isBare ? "An edge without brackets is written `-->`, `<--` or `--`." : nil)
        }
        let pointsForward = accept(.greater)
        if pointsBack, pointsForward {
            report(
                "An edge cannot point both ways.", at: range(from: start),
                suggestion: "Write `-[...]-` for an edge in either direction.")
        }
        return EdgePattern(
            variable: filling.variable, labels: filling.labels, properties: filling.properties,
            direction: pointsBack ? .incoming : pointsForward ? .outgoing : .either, range: range(from: start)
        )
    }

    /// What stands within the brackets of a node or an edge of a pattern.
    private struct Filling {
        var variable: Name?
        var labels: LabelExpression?
        var properties: [PropertyEquality] = []
        var hasBraces = false
    }

    private mutating func filling(
        _ bracket: String, _ variables: inout Set<String>
    ) throws(Abandoned) -> Filling {
        var filling = Filling()
        if current.isName {
            let variable = try name("a variable")
            variables.insert(variable.text)
            filling.variable = variable
        }
        if accept(.colon) { filling.labels = try labelExpression(depth: 0) }
        if at(.leftBrace) {
            filling.hasBraces = true
            filling.properties = try propertyEqualities()
        }
        return filling
    }

    private mutating func closePattern(
        _ kind: Token.Kind, _ bracket: String, after filling: Filling
    ) throws(Abandoned) {
        guard !accept(kind) else { return }
        if at(.where) {
            throw failure(
                expecting: bracket,
                suggestion: "A condition stands behind the pattern: `WITHIN pattern WHERE ...`.")
        }
        if filling.hasBraces { throw failure(expecting: bracket) }
        if filling.labels != nil { throw failure(expecting: "`&`, `|`, `{` or \(bracket)") }
        throw failure(
            expecting: filling.variable == nil
                ? "a variable, `:`, `{` or \(bracket)" : "`:`, `{` or \(bracket)")
    }

    /// Reads `{key: literal, ...}`, also with `=`.
    private mutating func propertyEqualities() throws(Abandoned) -> [PropertyEquality] {
        advance()
        var properties: [PropertyEquality] = []
        guard !accept(.rightBrace) else { return [] }
        repeat {
            let key = try name("a property key")
            guard accept(.colon) || accept(.equal) else {
                throw failure(
                    expecting: "`:` and the value of `\(key.text)`",
                    suggestion: "In a pattern, `{\(key.text): 1}` asks for a value.")
            }
            properties.append(PropertyEquality(key: key, value: try literal()))
        } while accept(.comma)
        try expect(.rightBrace, "`,` or `}`")
        return properties
    }
}
