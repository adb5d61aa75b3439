/// Which bracket closes which, known before parsing starts.
///
/// It makes recovery exact: after an error the parser leaves all brackets that were opened since the element
/// began, however deep, without guessing. A closing bracket matches the nearest open one of its kind; brackets
/// left open in between have no match and count as if they were not there. No bracket reaches across the start
/// of a statement.
struct BracketTable {
    /// For an opening bracket the index of its closing one and the other way round; -1 without a match.
    private(set) var match: [Int]
    /// The index of the innermost matched bracket around a token, -1 outside all.
    ///
    /// A bracket is not within itself.
    private(set) var enclosing: [Int]

    /// Pairs the brackets of a text.
    ///
    /// - Complexity: O(tokens).
    init(_ tokens: [Token]) {
        match = Array(repeating: -1, count: tokens.count)
        enclosing = Array(repeating: -1, count: tokens.count)
        var opened: [Int] = []
        // How many of each kind are open tells without a search whether a closing bracket has a partner.
        var counts = [0, 0, 0]
        for (index, token) in tokens.enumerated() {
            if let kind = token.openingBracket {
                opened.append(index)
                counts[kind] += 1
            } else if let kind = token.closingBracket, counts[kind] > 0 {
                while let open = opened.popLast(), let other = tokens[open].openingBracket {
                    counts[other] -= 1
                    if other == kind {
                        (match[open], match[index]) = (index, open)
                        break
                    }
                }
            } else if tokens.startsStatement(at: index) {
                opened.removeAll(keepingCapacity: true)
                counts = [0, 0, 0]
            }
        }
        var around: [Int] = []
        for index in tokens.indices {
            if match[index] >= 0, match[index] < index { around.removeLast() }
            enclosing[index] = around.last ?? -1
            if match[index] > index { around.append(index) }
        }
    }
}

extension Token {
    /// 0, 1 or 2 for `(`, `[` and `{`.
    fileprivate var openingBracket: Int? {
        switch kind {
        case .leftParenthesis: 0
        case .leftBracket: 1
        case .leftBrace: 2
        default: nil
        }
    }

    /// 0, 1 or 2 for `)`, `]` and `}`.
    fileprivate var closingBracket: Int? {
        switch kind {
        case .rightParenthesis: 0
        case .rightBracket: 1
        case .rightBrace: 2
        default: nil
        }
    }
}

extension [Token] {
    /// Whether the three words that begin a statement stand here: no element can contain them.
    func startsStatement(at index: Int) -> Bool {
        guard index + 2 < count, self[index + 2].keyword == .type else { return false }
        switch self[index].keyword {
        case .create, .drop, .alter: break
        default: return false
        }
        switch self[index + 1].keyword {
        case .node, .edge, .graph: return true
        default: return false
        }
    }
}
