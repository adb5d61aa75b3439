extension ScriptReader {
    /// Reads `{ properties, OPEN }`.
    mutating func contentSpecification() throws(Abandoned) -> ContentSpecification {
        let open = position
        try expect(.leftBrace, "`{`")
        var isOpen = false
        let properties = list(of: "property", openedAt: open) {
            reader throws(Abandoned) -> PropertyDefinition? in
            guard reader.atOpenMarker() else { return try reader.property() }
            isOpen = true
            let marker = reader.current.range
            reader.advance()
            if reader.at(.comma), reader.peek().kind != .rightBrace {
                reader.report(
                    "OPEN must stand last.", at: marker,
                    suggestion: "Move it to the end: `{ ..., OPEN }`.")
            }
            return nil
        }
        return ContentSpecification(
            properties: properties.compactMap { $0 }, isOpen: isOpen, range: range(from: open))
    }

    /// Whether OPEN stands here and no type follows, so that it is not a key.
    private func atOpenMarker() -> Bool { at(.open) && (peek().kind == .comma || peek().kind == .rightBrace) }

    private mutating func property() throws(Abandoned) -> PropertyDefinition {
        let start = position
        let isOptional = try optionalModifier()
        let key = try name("a property key")
        if at(.colon) {
            report(
                "No colon stands between a key and its type.", at: current.range,
                suggestion: "Write `\(key.text) \(peek().isName ? text(peek()) : "STRING")`.")
            advance()
        }
        guard at(.name) else {
            let meant = misspelt([.open], ahead: -1)
            throw failure(
                expecting: "the type of `\(key.text)`",
                suggestion: meant.map { "Did you mean `\($0.rawValue)`?" }
                    ?? (at(.quotedName) ? "Types stand without back-quotes." : "Write `\(key.text) STRING`."))
        }
        let type = try valueType()
        let range = range(from: start)
        try rejectColumnConstraint(key: key)
        return PropertyDefinition(isOptional: isOptional, key: key, type: type, range: range)
    }

    /// Reads OPTIONAL, which is the modifier when a key and a type follow it, else a key itself.
    private mutating func optionalModifier() throws(Abandoned) -> Bool {
        let isFollowed = peek().isName && (peek(2).isName || peek(2).kind == .colon)
        guard isFollowed else { return false }
        if accept(.optional) { return true }
        // `OPTINAL name STRING`: three words that are no key and type.
        let following = words(ahead: 1)
        guard misspelt([.optional]) != nil, ValueTypeWords.longestMatch(following) < 2,
            !following.dropFirst().prefix(1).contains(where: { $0 == "LIST" || $0 == "ARRAY" })
        else { return false }
        _ = try keyword([.optional])
        return true
    }

    /// The next few unquoted words in capitals, as far as they follow each other.
    func words(ahead distance: Int = 0) -> [String] {
        var words: [String] = []
        while words.count < 4, peek(distance + words.count).kind == .name {
            words.append(text(peek(distance + words.count)).uppercased())
        }
        return words
    }
}
