/// Looking ahead: what an opening parenthesis begins.
extension QueryReader {
    /// Whether a part of MATCH or of an EXISTS begins at a token.
    func startsPatternPart(at index: Int) -> Bool {
        let token = token(index)
        if token.kind == .leftParenthesis { return true }
        if token.isName, self.token(index + 1).kind == .equal { return true }
        switch token.keyword {
        case .any, .all, .shortest, .shortestPath, .allShortestPaths: return true
        default: return false
        }
    }

    /// Whether a node with a relationship behind it stands at a token, rather than an expression in
    /// parentheses.
    ///
    /// `(a)-->(b)` and `(a)-[r]-(b)` are patterns, `(a)-(b)`, `(a)<-1` and `(a + 1)--(b)` are arithmetic.
    /// Where both are possible, as in `(a)--(b)`, it is a pattern.
    func startsPattern(at index: Int) -> Bool {
        guard let end = nodeEnd(from: index) else { return false }
        let pointsLeft = token(end + 1).kind == .less
        let dash = end + (pointsLeft ? 2 : 1)
        guard token(dash).kind == .dash else { return false }
        switch token(dash + 1).kind {
        case .dash: return token(dash + 2).kind == .greater || followsArrow(dash + 2)
        case .leftBracket:
            guard let bracket = detailEnd(from: dash + 1), token(bracket + 1).kind == .dash else {
                return false
            }
            return token(bracket + 2).kind == .greater || followsArrow(bracket + 2)
        default: return false
        }
    }

    private func followsArrow(_ index: Int) -> Bool {
        switch token(index).kind {
        case .leftBrace, .star, .plus: true
        default: nodeEnd(from: index) != nil
        }
    }

    /// The parenthesis that closes the node whose opening one stands at a token; nil if it is no node.
    private func nodeEnd(from index: Int) -> Int? {
        guard token(index).kind == .leftParenthesis, brackets.closing[index] >= 0 else { return nil }
        let end = brackets.closing[index]
        var next = index + 1
        if token(next).isName { next += 1 }
        if token(next).kind == .colon { next = labelsEnd(from: next) }
        if token(next).kind == .parameter { next += 1 }
        if token(next).kind == .leftBrace, token(next + 1).kind != .dot, brackets.closing[next] >= 0 {
            next = brackets.closing[next] + 1
        }
        return next == end || token(next).keyword == .where ? end : nil
    }

    /// The token behind labels.
    private func labelsEnd(from index: Int) -> Int {
        var next = index
        while true {
            switch token(next).kind {
            case .colon, .bar, .ampersand, .exclamation, .percent, .quotedName: next += 1
            case .name where token(next).keyword != .where || token(next - 1).kind != .name: next += 1
            case .leftParenthesis where brackets.closing[next] >= 0: next = brackets.closing[next] + 1
            default: return next
            }
        }
    }

    /// The bracket that closes what stands within an arrow; nil if it is a list.
    private func detailEnd(from index: Int) -> Int? {
        guard brackets.closing[index] >= 0 else { return nil }
        let next = index + (token(index + 1).isName ? 2 : 1)
        switch token(next).kind {
        case .rightBracket, .colon, .star, .leftBrace, .parameter, .dots: return brackets.closing[index]
        default: return token(next).keyword == .where ? brackets.closing[index] : nil
        }
    }

    /// Whether the parenthesis here encloses a path that is repeated.
    var startsRepeatedPath: Bool {
        guard at(.leftParenthesis), brackets.closing[position] >= 0 else { return false }
        guard peek().kind == .leftParenthesis || (peek().isName && peek(2).kind == .equal) else {
            return false
        }
        return isQuantifier(token(brackets.closing[position] + 1))
    }

    func isQuantifier(_ token: Token) -> Bool {
        switch token.kind {
        case .leftBrace, .star, .plus: true
        default: false
        }
    }
}
