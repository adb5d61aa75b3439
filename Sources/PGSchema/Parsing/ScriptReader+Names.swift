extension ScriptReader {
    /// Reads a name, which may be any word, keywords included.
    mutating func name(_ expected: String) throws(Abandoned) -> Name {
        let token = current
        // `CREATE NODE TYPE` is never three names: something before it is not finished.
        guard !tokens.startsStatement(at: position) else { throw failure(expecting: expected) }
        switch token.kind {
        case .quotedName:
            advance()
            return Name(decoded[Int(token.payload)], at: token.range)
        case .name:
            advance()
            return hyphenatedName() ?? Name(text(token), at: token.range)
        case .string:
            throw failure(
                expecting: expected,
                suggestion:
                    "Names stand without quotes or in back-quotes: `` `\(decoded[Int(token.payload)])` ``.")
        default: throw failure(expecting: expected)
        }
    }

    /// If the name just read goes on after a hyphen, reports that and takes the whole for the name.
    private mutating func hyphenatedName() -> Name? {
        let start = position - 1
        while at(.dash), touch(position - 1), touch(position), peek().kind == .name || peek().kind == .integer
        {
            position += 2
        }
        guard position - 1 > start else { return nil }
        let range = range(from: start)
        let text = String(decoding: bytes[range.lowerBound..<range.upperBound], as: UTF8.self)
        report(
            "A hyphen is not part of an unquoted name.", at: range,
            suggestion: "Put the name in back-quotes: `` `\(text)` ``.")
        return Name(text, at: range)
    }

    /// Reads one of a few keywords.
    ///
    /// A misspelt one is reported and taken for what it resembles.
    mutating func keyword(_ options: [Keyword]) throws(Abandoned) -> Keyword {
        if let keyword = current.keyword, options.contains(keyword) {
            advance()
            return keyword
        }
        let expected = options.map(\.rawValue).joined(separator: ", ", last: " or ")
        if let meant = misspelt(options) {
            report(
                "Expected \(expected), found \(found).", at: current.range,
                suggestion: "Did you mean `\(meant.rawValue)`?")
            advance()
            return meant
        }
        throw failure(expecting: expected)
    }

    /// The keyword among a few that the word so far ahead is a misspelling of.
    func misspelt(_ options: [Keyword], ahead distance: Int = 0) -> Keyword? {
        let token = peek(distance)
        // Comparing spellings is slow; when no more errors are listed, it would be in vain.
        guard token.kind == .name, errors.count <= Parser.maximumErrorCount else { return nil }
        let word = text(token).uppercased()
        guard !options.contains(where: { $0.rawValue == word }) else { return nil }
        return Spelling.nearest(to: word, among: options.map(\.rawValue)).flatMap(Keyword.init(rawValue:))
    }
}

extension [String] {
    /// The elements as a person lists them: `a, b or c`.
    func joined(separator: String, last: String) -> String {
        count < 2 ? joined() : dropLast().joined(separator: separator) + last + self[count - 1]
    }
}
