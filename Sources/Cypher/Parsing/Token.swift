/// A piece of a query: a word, a literal, a sign.
struct Token {
    /// What kinds of pieces there are.
    enum Kind: UInt8 {
        case name, quotedName, string, integer, float, parameter
        case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
        case comma, semicolon, colon, dot, dots, bar, bars, ampersand, exclamation, percent
        case plus, plusEqual, dash, star, slash, caret
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, matches
        /// What is no token of the language: ``TokenStream/error`` tells why, if it is the first one.
        case broken
        case endOfText
    }
    /// What it is.
    var kind: Kind
    /// The keyword that an unquoted name can be read as.
    ///
    /// Whether it is one depends on where it stands.
    var keyword: Keyword?
    /// Whether it is a dash or an arrow head of typesetters, which may stand in patterns only.
    var isTypographic = false
    /// Where the value of a string, a quoted name or a parameter lies in ``TokenStream/decoded``.
    var payload = -1
    /// Where it stands.
    var range: SourceRange

    /// Whether it is a name, quoted or not.
    var isName: Bool { kind == .name || kind == .quotedName }
}

/// The tokens of a text, in order, the last one being ``Token/Kind/endOfText``.
struct TokenStream {
    var tokens: [Token] = []
    /// Values of strings, quoted names and parameters, their escapes resolved.
    var decoded: [String] = []
    /// Why the first broken token is none.
    ///
    /// The parser stops at the first one it reaches, so the others need no reason.
    var error: QueryError?
}
