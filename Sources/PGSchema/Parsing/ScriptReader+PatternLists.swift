/// The rule that tells a further pattern of a constraint from the next element of a graph type.
///
/// Behind `WITHIN pattern,` a parenthesis can begin either: `(t: Team)` is a pattern and a node type,
/// `(:a)-[e: E]->(:b)` a pattern and an edge type. It continues the patterns iff
/// - WHERE follows behind it, perhaps after further parentheses: no type is followed by WHERE; or
/// - it uses a variable that the constraint already uses, or values in braces as in `{key: 1}`, and is not clearly
///   a type, by OPEN or by `{}` or `{key TYPE}`.
///
/// Once a parenthesis continues the patterns, so do all before it. To have `(x: Label)` read as a type although the
/// constraint before it uses a variable `x`, write the type first or give it braces.
extension ScriptReader {
    /// Where the list of patterns ends whose first pattern was just read: commas before that continue it.
    ///
    /// - Complexity: O(length of the list), which no other constraint looks at again.
    func patternListEnd(knowing variables: Set<String>) -> Int {
        var known = variables
        var end = position
        var index = position
        while tokens[index].kind == .comma, tokens[index + 1].kind == .leftParenthesis {
            guard let chain = chain(at: index + 1) else { return end }
            let isConnected = !known.isDisjoint(with: chain.variables) || chain.hasValues
            if chain.couldBeType, chain.declaresContent { return end }
            index = chain.end
            if isConnected {
                known.formUnion(chain.variables)
                end = index
            }
        }
        return tokens[index].keyword == .where ? index : end
    }

    /// A chain of parentheses, as far as can be told without parsing it.
    private struct Chain {
        /// The index behind it.
        var end: Int
        var variables: Set<String> = []
        /// Whether braces with values stand in it.
        var hasValues = false
        /// Whether OPEN, `{}` or braces with types stand in it.
        var declaresContent = false
        /// How many edges it has.
        var edgeCount = 0
        var hasNamedNode = false
        /// Whether all edges are written `-[...]->`.
        var pointsForward = true

        /// Whether it has the form of a node type or an edge type.
        var couldBeType: Bool { edgeCount == 0 || edgeCount == 1 && !hasNamedNode && pointsForward }
    }

    private func chain(at start: Int) -> Chain? {
        var chain = Chain(end: start)
        while tokens[chain.end].kind == .leftParenthesis {
            let open = chain.end
            guard brackets.match[open] > open else { return nil }
            chain.hasNamedNode = chain.hasNamedNode || tokens[open + 1].isName
            inspect(open, &chain)
            chain.end = brackets.match[open] + 1
            guard tokens[chain.end].kind == .dash || tokens[chain.end].kind == .less else { return chain }
            chain.edgeCount += 1
            if tokens[chain.end].kind == .less {
                chain.pointsForward = false
                chain.end += 1
            }
            guard tokens[chain.end].kind == .dash else { return nil }
            chain.end += 1
            if tokens[chain.end].kind == .leftBracket {
                guard brackets.match[chain.end] > chain.end else { return nil }
                inspect(chain.end, &chain)
                chain.end = brackets.match[chain.end] + 1
            } else {
                chain.pointsForward = false
            }
            guard tokens[chain.end].kind == .dash else { return nil }
            chain.end += 1
            if tokens[chain.end].kind == .greater { chain.end += 1 } else { chain.pointsForward = false }
        }
        return nil
    }

    /// Notes what the brackets of a node or an edge contain.
    private func inspect(_ open: Int, _ chain: inout Chain) {
        let close = brackets.match[open]
        if tokens[open + 1].isName { chain.variables.insert(decodedText(tokens[open + 1])) }
        for index in open + 1..<close where brackets.enclosing[index] == open {
            if tokens[index].keyword == .open, index > open + 1, endsLabels(tokens[index - 1].kind) {
                chain.declaresContent = true
            }
            guard tokens[index].kind == .leftBrace else { continue }
            let separator = tokens[min(index + 2, tokens.count - 1)].kind
            let isValue = (separator == .colon || separator == .equal) && startsLiteral(at: index + 3)
            if isValue { chain.hasValues = true } else { chain.declaresContent = true }
        }
    }

    /// Whether a word behind such a token is no label.
    private func endsLabels(_ kind: Token.Kind) -> Bool {
        switch kind {
        case .name, .quotedName, .rightParenthesis, .rightBracket, .question: true
        default: false
        }
    }

    private func startsLiteral(at index: Int) -> Bool {
        guard index < tokens.count else { return false }
        switch tokens[index].kind {
        case .string, .integer, .decimal, .dash: return true
        case .name:
            switch tokens[index].keyword {
            case .true, .false, .null: return true
            default:
                return tokens[index + 1].kind == .string
                    || tokens[min(index + 2, tokens.count - 1)].kind == .string
            }
        default: return false
        }
    }
}
