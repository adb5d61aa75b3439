extension ScriptReader {
    /// Reads all statements.
    mutating func script() -> [Statement] {
        var statements: [Statement] = []
        var isRecovering = false
        while !at(.end) {
            if accept(.semicolon) {
                isRecovering = false
                continue
            }
            if isRecovering, !atStatement() {
                advance()
                continue
            }
            elementStart = position
            if atLineComment() {
                skipLineComment()
                continue
            }
            let before = failureCount
            do {
                statements.append(try statement())
            } catch {
                skipToStatement()
            }
            isRecovering = failureCount > before
        }
        return statements
    }

    /// Whether a statement begins here, be its first word misspelt.
    private func atStatement() -> Bool {
        switch current.keyword {
        case .create, .drop, .alter: return true
        default: break
        }
        switch peek().keyword {
        case .node, .edge, .graph: return misspelt([.create, .drop, .alter]) != nil
        default: return false
        }
    }

    private mutating func statement() throws(Abandoned) -> Statement {
        let start = position
        switch try keyword([.create, .drop, .alter]) {
        case .create: return try creation(from: start)
        case .drop:
            let subject: DropStatement.Subject =
                switch try subject([.node, .edge, .graph]) {
                case .node: .nodeType
                case .edge: .edgeType
                default: .graphType
                }
            let drop = DropStatement(subject: subject, name: try name("the name of what to drop"))
            return .drop(drop, range: range(from: start))
        default:
            _ = try subject([.graph])
            let alteration = AlterStatement(
                name: try name("the name of the graph type to alter"), actions: try actions())
            return .alter(alteration, range: range(from: start))
        }
    }

    /// Reads `NODE TYPE` and the like.
    private mutating func subject(_ options: [Keyword]) throws(Abandoned) -> Keyword {
        let subject = try keyword(options)
        if at(.type) || misspelt([.type]) != nil {
            _ = try keyword([.type])
        } else {
            // `CREATE GRAPH g` leaves no doubt; the rest is read as if TYPE stood there.
            _ = failure(expecting: "TYPE", suggestion: "Write `\(subject.rawValue) TYPE`.")
        }
        return subject
    }

    private mutating func creation(from start: Int) throws(Abandoned) -> Statement {
        if at(.abstract) {
            report(
                "Expected NODE, EDGE or GRAPH, found \(found).", at: current.range,
                suggestion: "ABSTRACT stands behind TYPE: `CREATE NODE TYPE ABSTRACT (...)`.")
            advance()
        }
        let subject = try subject([.node, .edge, .graph])
        guard subject != .graph else {
            let definition = try graphType()
            return .createGraphType(definition, range: range(from: start))
        }
        let first = position
        let isAbstract = at(.abstract) || misspelt([.abstract]) != nil
        if isAbstract { _ = try keyword([.abstract]) }
        guard at(.leftParenthesis) else {
            let name = current.isName ? text(current) : "personType"
            throw failure(
                expecting: "`(`",
                suggestion: subject == .node
                    ? "The name stands inside: `CREATE NODE TYPE (\(name): Label { ... })`."
                    : "The name stands inside: `CREATE EDGE TYPE (:A)-[\(name): Label]->(:B)`.")
        }
        if subject == .node {
            let definition = try nodeType(isAbstract: isAbstract, from: first)
            return .createNodeType(definition, range: range(from: start))
        }
        let definition = try edgeType(isAbstract: isAbstract, from: first)
        return .createEdgeType(definition, range: range(from: start))
    }

    private mutating func graphType() throws(Abandoned) -> GraphTypeDefinition {
        let name = try name("a name for the graph type")
        var mode = try graphTypeMode(of: name)
        var imports: [Name] = []
        if at(.imports) || misspelt([.imports]) != nil {
            _ = try keyword([.imports])
            repeat {
                imports.append(try self.name("the name of a graph type to import"))
            } while accept(.comma)
            // The order was wrong, which has been reported.
            if mode == nil, accept(.strict) { mode = .strict }
            if mode == nil, accept(.loose) { mode = .loose }
        }
        let open = position
        guard accept(.leftBrace) else {
            throw failure(
                expecting: imports.isEmpty ? "IMPORTS or `{`" : "`,` or `{`",
                suggestion: at(.leftParenthesis) ? "The elements stand in braces: `{ ... }`." : nil)
        }
        let elements = list(of: "element", openedAt: open) { reader throws(Abandoned) in try reader.element()
        }
        return GraphTypeDefinition(name: name, mode: mode ?? .strict, imports: imports, elements: elements)
    }

    /// Reads STRICT or LOOSE; nil when neither stands here, which is an error that leaves the rest readable.
    private mutating func graphTypeMode(of name: Name) throws(Abandoned) -> GraphTypeMode? {
        guard at(.leftBrace) || at(.imports) else {
            return try keyword([.strict, .loose]) == .strict ? .strict : .loose
        }
        let suggestion =
            switch Keyword.spellings[name.text.uppercased()] {
            case .strict, .loose: "The graph type needs a name: `CREATE GRAPH TYPE name STRICT { ... }`."
            default:
                "Write one of them behind `\(name.text)`: STRICT refuses elements that fit no type, "
                    + "LOOSE lets them pass."
            }
        report("Expected STRICT or LOOSE, found \(found).", at: current.range, suggestion: suggestion)
        return nil
    }
}
