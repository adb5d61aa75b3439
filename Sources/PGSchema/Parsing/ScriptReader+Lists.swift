extension ScriptReader {
    /// Reads a list in braces, from behind the opening one to behind the closing one, whatever happens within.
    ///
    /// An error within an item skips to the next comma of this list or to its end. A forgotten comma, a comma too
    /// many and a forgotten closing brace are reported here.
    mutating func list<Item>(
        of item: String, openedAt open: Int, read: (inout ScriptReader) throws(Abandoned) -> Item
    ) -> [Item] {
        let outerStart = elementStart
        defer { elementStart = outerStart }
        var items: [Item] = []
        while !at(.rightBrace) {
            elementStart = position
            if at(.comma) {
                reportStrayCommas(item)
                continue
            }
            if !isCutOff(openedAt: open) {
                do {
                    items.append(try read(&self))
                } catch {
                    skipToSeparator(openedAt: open)
                }
            }
            guard endItem(item, openedAt: open) else { return items }
        }
        advance()
        return items
    }

    /// Reads what stands between two items.
    ///
    /// False means that the list cannot go on.
    private mutating func endItem(_ item: String, openedAt open: Int) -> Bool {
        while !at(.rightBrace) {
            if at(.comma) {
                let comma = current.range
                advance()
                if at(.rightBrace) {
                    report(
                        "The last \(item) is followed by a comma.", at: comma, suggestion: "Remove the comma."
                    )
                }
                return true
            }
            if at(.end) || tokens.startsStatement(at: position) {
                reportUnclosed(open)
                return false
            }
            if isCutOff(openedAt: open) {
                _ = failure(expecting: "`,` or `}`")
                return false
            }
            if atLineComment() {
                skipLineComment()
                continue
            }
            if current.isName || at(.leftParenthesis) {
                report(
                    "Expected `,` or `}`, found \(found).", at: current.range,
                    suggestion: suggestionForForeignSyntax()
                        ?? "Put a comma between one \(item) and the next.")
                return true
            }
            _ = failure(expecting: "`,` or `}`")
            skipToSeparator(openedAt: open)
        }
        return true
    }

    /// Reports an opening brace that has no closing one, but for one place only the innermost.
    mutating func reportUnclosed(_ open: Int) {
        guard unclosedAt != position else { return }
        unclosedAt = position
        report(
            "This `{` is never closed.", at: tokens[open].range,
            suggestion: "Close it with `}` before \(found).")
    }

    /// Whether the list ends here without a closing brace of its own.
    private func isCutOff(openedAt open: Int) -> Bool {
        if at(.end) || tokens.startsStatement(at: position) { return true }
        return brackets.match[open] < 0 && position == close(of: brackets.enclosing[open])
    }

    private mutating func reportStrayCommas(_ item: String) {
        report("Expected \(item.withArticle), found `,`.", at: current.range, suggestion: "Remove the comma.")
        while accept(.comma) {}
    }

    private func close(of open: Int) -> Int { open < 0 ? -1 : brackets.match[open] }

    /// Skips to the next comma of a list or to its end, leaving all brackets opened within.
    private mutating func skipToSeparator(openedAt open: Int) {
        let start = current.range.upperBound
        defer { skipped.append(SourceRange(start, current.range.lowerBound)) }
        let isClosed = brackets.match[open] >= 0
        // A brace that nothing closes is not there as far as the brackets around it are concerned.
        let level = isClosed ? open : brackets.enclosing[open]
        while !at(.end), position != close(of: level), !tokens.startsStatement(at: position) {
            if at(.comma), brackets.enclosing[position] == level { return }
            advance()
        }
    }

    /// Skips to where a statement can begin: a semicolon, CREATE, DROP or ALTER outside all brackets.
    mutating func skipToStatement() {
        let start = current.range.upperBound
        defer { skipped.append(SourceRange(start, current.range.lowerBound)) }
        while !at(.end), !tokens.startsStatement(at: position) {
            if brackets.enclosing[position] < 0 {
                if at(.semicolon) { return }
                if position > elementStart, at(.create) || at(.drop) || at(.alter) { return }
            }
            advance()
        }
    }

    /// Whether two dashes stand here where no path can: a comment as SQL writes it.
    func atLineComment() -> Bool { at(.dash) && peek().kind == .dash && touch(position) }

    /// Whether two dashes that no arrow or node follows start at an index.
    func isComment(at index: Int) -> Bool {
        guard tokens[index].kind == .dash, tokens[index + 1].kind == .dash, touch(index) else { return false }
        let next = tokens[min(index + 2, tokens.count - 1)].kind
        return next != .greater && next != .leftParenthesis
    }

    mutating func skipLineComment() {
        elementStart = position
        let dashes = current.range.through(peek().range)
        report("`--` does not begin a comment.", at: dashes, suggestion: "Comments start with `//`.")
        let start = dashes.upperBound
        defer { skipped.append(SourceRange(start, current.range.lowerBound)) }
        let end = bytes[current.range.lowerBound...].firstIndex(of: 0x0A) ?? bytes.count
        while !at(.end), current.range.lowerBound < end { advance() }
    }
}

extension String {
    fileprivate var withArticle: String { (first.map("aeiou".contains) == true ? "an " : "a ") + self }
}
