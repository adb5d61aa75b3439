extension ScriptReader {
    private static let verbs: [Keyword] = [.add, .drop, .replace, .set, .rename]

    /// Reads the changes of an ALTER statement.
    ///
    /// Braces around them and commas between them may be left out.
    mutating func actions() throws(Abandoned) -> [AlterStatement.Action] {
        let open = at(.leftBrace) ? position : nil
        if open != nil { advance() }
        var actions: [AlterStatement.Action] = []
        while !at(.rightBrace), !at(.semicolon), !at(.end),
            !tokens.startsStatement(at: position)
        {
            elementStart = position
            do {
                actions.append(try action())
                _ = accept(.comma)
            } catch {
                skipToAction(openedAt: open)
                // What is wrong there has been said.
                if !at(.rightBrace) { unclosedAt = position }
            }
        }
        if actions.isEmpty, errors.isEmpty { throw failure(expecting: "ADD, DROP, REPLACE, SET or RENAME") }
        guard let open else { return actions }
        if !accept(.rightBrace) { reportUnclosed(open) }
        return actions
    }

    private mutating func action() throws(Abandoned) -> AlterStatement.Action {
        switch try keyword(Self.verbs) {
        case .add: return .add(try element())
        case .drop: return .drop(try name("the name of a member"))
        case .replace: return .replace(try element())
        case .set: return .set(try keyword([.strict, .loose]) == .strict ? .strict : .loose)
        default:
            let old = try name("the name of a member")
            _ = try keyword([.to])
            return .rename(old, to: try name("the new name"))
        }
    }

    private mutating func skipToAction(openedAt open: Int?) {
        let level = open.map { brackets.match[$0] >= 0 ? $0 : brackets.enclosing[$0] } ?? -1
        while !at(.end), !at(.semicolon), !tokens.startsStatement(at: position) {
            if level >= 0, position == brackets.match[level] { return }
            let isVerb = current.keyword.map(Self.verbs.contains) == true
            if brackets.enclosing[position] == level, isVerb, position > elementStart { return }
            advance()
        }
    }
}
