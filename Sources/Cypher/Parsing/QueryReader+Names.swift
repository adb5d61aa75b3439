extension QueryReader {
    /// The name of a token, its quotes removed.
    func spelling(_ token: Token) -> String {
        token.payload < 0 ? text(token) : stream.decoded[token.payload]
    }

    /// Reads a name where nothing else can stand, so that every word is one.
    func name(_ expected: String) throws(Abandoned) -> Name {
        guard current.isName else { throw unexpected(expected) }
        let name = Name(spelling(current), at: current.range)
        advance()
        return name
    }

    /// Reads `name.name.name`.
    func qualifiedName(_ expected: String) throws(Abandoned) -> Name {
        var whole = try name(expected)
        while accept(.dot) {
            let part = try name("the rest of the name")
            whole.text += "." + part.text
            whole.range = whole.range.through(part.range)
        }
        return whole
    }

    /// Whether a word here is a variable where an expression starts.
    var isVariableHere: Bool {
        switch kind {
        case .quotedName: return true
        case .name: break
        default: return false
        }
        guard let keyword else { return true }
        if keyword.isReservedInExpressions { return false }
        return !keyword.opensSomething || !startsOperand(peek())
    }

    /// Whether an operand may begin with a token, apart from signs.
    private func startsOperand(_ token: Token) -> Bool {
        switch token.kind {
        case .name: token.keyword?.isReservedInExpressions != true && token.keyword?.opensSomething != true
        case .quotedName, .string, .integer, .float, .parameter, .leftParenthesis, .leftBrace: true
        default: false
        }
    }
}
