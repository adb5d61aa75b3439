extension QueryReader {
    /// Reads `{key: value}`.
    func map() throws(Abandoned) -> Expression {
        let start = position
        let outer = comprehensionEnd
        comprehensionEnd = -1
        advance()
        var entries: [MapEntry] = []
        if !at(.rightBrace) {
            repeat { entries.append(try mapEntry(try mapKey())) } while accept(.comma)
        }
        comprehensionEnd = outer
        try expect(.rightBrace, "`,` or `}`")
        return Expression(.map(entries), at: range(from: start))
    }

    private func mapKey() throws(Abandoned) -> Name {
        guard current.isName else { throw abandon(.keyExpected(found, at: current.range)) }
        return try name("a key")
    }

    private func mapEntry(_ key: Name) throws(Abandoned) -> MapEntry {
        try expect(.colon, "`:` and a value")
        return MapEntry(key: key, value: try expression())
    }

    /// Reads `{.key, .*, key: value, variable}` behind a variable.
    func mapProjection(of subject: Expression) throws(Abandoned) -> Expression {
        try enter()
        let outer = comprehensionEnd
        comprehensionEnd = -1
        advance()
        var entries: [ProjectedEntry] = []
        if !at(.rightBrace) {
            repeat { entries.append(try projectedEntry()) } while accept(.comma)
        }
        comprehensionEnd = outer
        try expect(.rightBrace, "`,` or `}`")
        leave()
        let range = subject.range.through(token(position - 1).range)
        return Expression(.mapProjection(of: subject, entries), at: range)
    }

    private func projectedEntry() throws(Abandoned) -> ProjectedEntry {
        let start = position
        if accept(.dot) {
            if accept(.star) { return .all(range(from: start)) }
            return .property(try name("a property key or `*`"))
        }
        let name = try name("`.key`, `.*`, `key: value` or a variable")
        return at(.colon) ? .entry(try mapEntry(name)) : .variable(name)
    }
}
