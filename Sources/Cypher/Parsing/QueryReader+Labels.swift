extension QueryReader {
    /// Whether the colon here is followed by a label.
    var atLabelBehindColon: Bool {
        switch peek().kind {
        case .name, .quotedName, .exclamation, .percent, .leftParenthesis: true
        default: false
        }
    }

    /// Reads `:A&B|!C`, also `:A:B` and `:A|:B`.
    ///
    /// In a pattern, brackets of its own surround it, so that each `|` belongs to it.
    func labels(inPattern: Bool) throws(Abandoned) -> LabelExpression {
        try expect(.colon, "`:` and a label")
        let (labels, height) = try alternatives(inPattern ? -1 : comprehensionEnd)
        guard depth + height <= Parser.deepestNesting else { throw tooDeep() }
        return labels
    }

    private func alternatives(_ end: Int) throws(Abandoned) -> (LabelExpression, height: Int) {
        var height = 0
        var parts: [LabelExpression] = []
        repeat {
            _ = parts.isEmpty ? false : accept(.colon)
            let part = try conjunction()
            height = max(height, part.height)
            parts.append(part.0)
        } while acceptAlternative(end)
        return (parts.joined(by: LabelExpression.or), height + parts.count.levels)
    }

    private func conjunction() throws(Abandoned) -> (LabelExpression, height: Int) {
        var height = 0
        var parts: [LabelExpression] = []
        repeat {
            let part = try negation()
            height = max(height, part.height)
            parts.append(part.0)
        } while accept(.ampersand) || (at(.colon) && atLabelBehindColon && accept(.colon))
        return (parts.joined(by: LabelExpression.and), height + parts.count.levels)
    }

    private func negation() throws(Abandoned) -> (LabelExpression, height: Int) {
        var count = 0
        while accept(.exclamation) { count += 1 }
        try enter(levels: count)
        var (label, height) = try singleLabel()
        leave(levels: count)
        for _ in 0..<count { label = .not(label) }
        return (label, height + count)
    }

    private func singleLabel() throws(Abandoned) -> (LabelExpression, height: Int) {
        let range = current.range
        if accept(.percent) { return (.any(range), 1) }
        guard at(.leftParenthesis) else { return (.label(try name("a label")), 1) }
        try enter()
        advance()
        let inner = try alternatives(-1)
        try expect(.rightParenthesis, "`)`")
        leave()
        return inner
    }

    /// Moves past `|` if another label follows, rather than the result of the comprehension that ends at a
    /// bracket.
    private func acceptAlternative(_ end: Int) -> Bool {
        guard at(.bar), end < 0 || !separatesResult(end) else { return false }
        advance()
        return true
    }

    /// Whether the `|` here separates the result of a comprehension from its condition.
    ///
    /// `[n IN list WHERE n:A|B | n.key]` needs it: the last `|` is the one that separates.
    private func separatesResult(_ end: Int) -> Bool {
        if peek().isName {
            switch peek(2).kind {
            case .dot, .colon, .leftParenthesis, .leftBracket, .leftBrace: return true
            default: break
            }
        }
        return !separates(.bar, between: position + 1, and: end)
    }
}

extension [LabelExpression] {
    /// One expression of many, as a balanced tree: thousands of labels must not nest thousands deep.
    fileprivate func joined(by join: (LabelExpression, LabelExpression) -> LabelExpression) -> LabelExpression
    {
        var parts = self
        while parts.count > 1 {
            let pairs = stride(from: 0, to: parts.count - 1, by: 2).map { join(parts[$0], parts[$0 + 1]) }
            parts = parts.count.isMultiple(of: 2) ? pairs : pairs + [parts[parts.count - 1]]
        }
        return parts[0]
    }
}

extension Int {
    /// How many levels a balanced tree of so many leaves has above them.
    fileprivate var levels: Int { self > 1 ? bitWidth - (self - 1).leadingZeroBitCount : 0 }
}
