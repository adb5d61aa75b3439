extension ScriptReader {
    /// Reads an element of a graph type.
    ///
    /// What starts with a parenthesis is an edge type if a dash or an arrow head follows the closing parenthesis,
    /// else a node type.
    mutating func element() throws(Abandoned) -> GraphTypeElement {
        let start = position
        let next = peek()
        if at(.for), next.isName || next.kind == .leftParenthesis {
            return .constraint(try constraint())
        }
        var isAbstract = false
        if next.kind == .leftParenthesis, at(.abstract) || misspelt([.abstract]) != nil {
            _ = try keyword([.abstract])
            isAbstract = true
        }
        guard at(.leftParenthesis) else {
            if next.kind == .leftParenthesis || next.kind == .name, let meant = misspelt([.for]) {
                throw failure(expecting: "an element", suggestion: "Did you mean `\(meant.rawValue)`?")
            }
            return .reference(try name("a node type, an edge type, the name of one, or FOR"))
        }
        let close = brackets.match[position]
        let follower = close < 0 ? Token.Kind.end : tokens[close + 1].kind
        if follower == .less || follower == .dash && !isComment(at: close + 1) {
            return .edgeType(try edgeType(isAbstract: isAbstract, from: start))
        }
        return .nodeType(try nodeType(isAbstract: isAbstract, from: start))
    }

    /// Reads `(name: labels OPEN { content })`.
    mutating func nodeType(isAbstract: Bool, from start: Int) throws(Abandoned) -> NodeTypeDefinition {
        try expect(.leftParenthesis, "`(`")
        if at(.colon), peek().isName {
            throw failure(
                "A node type needs a name before the colon.", at: current.range,
                suggestion: "Give it one, such as `(\(typeName(for: peek())): \(text(peek())))`.")
        }
        let name = try name("a name for the node type")
        let specification = try specification()
        try closeParenthesis(after: specification)
        return NodeTypeDefinition(
            isAbstract: isAbstract, name: name, specification: specification, range: range(from: start))
    }

    /// Reads `(source)-[name: labels OPEN { content }]->(target)`.
    mutating func edgeType(isAbstract: Bool, from start: Int) throws(Abandoned) -> EdgeTypeDefinition {
        var source = try endpoint()
        let arrow = position
        let pointsBack = accept(.less)
        guard accept(.dash) else { throw failure(expecting: "`-[` and the name of the edge type") }
        guard accept(.leftBracket) else {
            throw failure(
                "An edge type needs a name in brackets.", at: range(from: arrow),
                suggestion: "Write `-[name: Label]->`.")
        }
        if at(.colon) || at(.rightBracket) || at(.leftBrace) {
            let label = at(.colon) && peek().isName ? peek() : nil
            throw failure(
                "An edge type needs a name.", at: current.range,
                suggestion: label.map { "Give it one, such as `[\(typeName(for: $0)): \(text($0))]`." }
                    ?? "Give it one: `[name: Label]`.")
        }
        let name = try name("a name for the edge type")
        let specification = try specification()
        try close(.rightBracket, "`]`", after: specification)
        try expect(.dash, "`->`")
        let pointsForward = accept(.greater)
        if pointsBack {
            report(
                "An edge type points from left to right.", at: tokens[arrow].range,
                suggestion: "Swap the endpoints and write `-[\(name.text) ...]->`.")
        } else if !pointsForward {
            report(
                "An edge type has a direction: expected `->`, found \(found).",
                at: tokens[position - 1].range,
                suggestion: "Write `->`.")
        }
        var target = try endpoint()
        if pointsBack { swap(&source, &target) }
        return EdgeTypeDefinition(
            isAbstract: isAbstract, name: name, specification: specification, source: source, target: target,
            range: range(from: start))
    }

    private mutating func endpoint() throws(Abandoned) -> ElementSpecification {
        try expect(.leftParenthesis, "`(`")
        // A word other than the marker OPEN can only be a name, which endpoints do not have.
        let marksOpen = at(.open) && (peek().kind == .rightParenthesis || peek().kind == .leftBrace)
        if current.isName, !marksOpen {
            let word = text(current)
            report(
                "An endpoint has no name.", at: current.range,
                suggestion: peek().kind == .rightParenthesis
                    ? "If `\(word)` is a type or a label, write `(:\(word))`." : "Leave out `\(word)`.")
            advance()
        }
        let specification = try specification()
        try closeParenthesis(after: specification)
        return specification
    }

    /// Reads labels, OPEN and content, each of which may be missing.
    private mutating func specification() throws(Abandoned) -> ElementSpecification {
        let start = position
        var labels: LabelExpression?
        if at(.colon), peek().kind == .leftBrace {
            report(
                "Expected labels behind the colon, found `{`.", at: peek().range,
                suggestion: "Without labels there is no colon.")
            advance()
        } else if accept(.colon) {
            labels = try labelExpression(depth: 0)
        }
        let opensLabels = at(.open) || opensMisspelt()
        if opensLabels { _ = try keyword([.open]) }
        let content = at(.leftBrace) ? try contentSpecification() : nil
        let range = position == start ? gap : range(from: start)
        return ElementSpecification(labels: labels, opensLabels: opensLabels, content: content, range: range)
    }

    private func opensMisspelt() -> Bool {
        guard misspelt([.open]) != nil else { return false }
        switch peek().kind {
        case .leftBrace, .rightParenthesis, .rightBracket: return true
        default: return false
        }
    }

    private mutating func closeParenthesis(after specification: ElementSpecification) throws(Abandoned) {
        try close(.rightParenthesis, "`)`", after: specification)
    }

    /// Expects the closing bracket of a specification, with everything else that could still have come.
    private mutating func close(
        _ kind: Token.Kind, _ bracket: String, after specification: ElementSpecification
    ) throws(Abandoned) {
        guard !accept(kind) else { return }
        if at(.leftBrace) || specification.content != nil { throw failure(expecting: bracket) }
        if specification.opensLabels { throw failure(expecting: "`{` or \(bracket)") }
        guard specification.labels == nil else {
            throw failure(
                expecting: "`&`, `|`, OPEN, `{` or \(bracket)",
                suggestion: at(.and) || at(.or) ? "Labels are combined by `&` and `|`." : nil)
        }
        throw failure(
            expecting: "`:`, OPEN, `{` or \(bracket)",
            suggestion: current.isName ? "Labels stand behind a colon: `: \(text(current))`." : nil)
    }

    /// A name for a type of such a label: `Person` gives `personType`.
    private func typeName(for label: Token) -> String {
        let word = text(label).filter { $0 != "`" }
        guard word.contains(where: \.isLowercase) else { return word.lowercased() + "Type" }
        return word.prefix(1).lowercased() + word.dropFirst() + "Type"
    }
}
