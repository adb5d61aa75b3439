/// Which bracket closes which, known before parsing starts.
///
/// It lets the parser look past a parenthesis in one step, where it must know what follows in order to know
/// what it is: a pattern or an expression, a list or a comprehension.
struct BracketTable {
    /// For an opening bracket the index of its closing one, otherwise -1.
    private(set) var closing: [Int]

    /// Pairs the brackets of a text.
    ///
    /// - Complexity: O(tokens).
    init(_ tokens: [Token]) {
        closing = Array(repeating: -1, count: tokens.count)
        var opened: [Int] = []
        for (index, token) in tokens.enumerated() {
            let partner: Token.Kind
            switch token.kind {
            case .leftParenthesis, .leftBracket, .leftBrace:
                opened.append(index)
                continue
            case .rightParenthesis: partner = .leftParenthesis
            case .rightBracket: partner = .leftBracket
            case .rightBrace: partner = .leftBrace
            default: continue
            }
            guard let open = opened.last, tokens[open].kind == partner else { continue }
            opened.removeLast()
            closing[open] = index
        }
    }
}
