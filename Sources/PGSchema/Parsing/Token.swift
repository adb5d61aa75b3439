/// A piece of schema text: a name, a literal, a sign.
struct Token {
    /// What kinds of pieces there are.
    enum Kind: UInt8 {
        case name, quotedName, string, integer, decimal
        case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
        case comma, semicolon, colon, dot, ampersand, bar, question, at, dash
        case less, greater, equal, notEqual, lessOrEqual, greaterOrEqual
        case end
    }
    /// What it is.
    var kind: Kind
    /// The keyword that an unquoted name can be read as.
    ///
    /// Whether it is one depends on where it stands.
    var keyword: Keyword?
    /// Where the value of a string or a quoted name lies in ``TokenStream/decoded``.
    var payload: Int32 = -1
    /// Where it stands.
    var range: SourceRange

    /// Whether it is a name, quoted or not.
    var isName: Bool { kind == .name || kind == .quotedName }
}

/// The words that mean something in some place.
///
/// None is reserved where a name can stand.
enum Keyword: String, CaseIterable {
    case create = "CREATE"
    case drop = "DROP"
    case alter = "ALTER"
    case node = "NODE"
    case edge = "EDGE"
    case graph = "GRAPH"
    case type = "TYPE"
    case abstract = "ABSTRACT"
    case strict = "STRICT"
    case loose = "LOOSE"
    case imports = "IMPORTS"
    case open = "OPEN"
    case optional = "OPTIONAL"
    case `for` = "FOR"
    case within = "WITHIN"
    case `where` = "WHERE"
    case check = "CHECK"
    case exclusive = "EXCLUSIVE"
    case mandatory = "MANDATORY"
    case singleton = "SINGLETON"
    case identifier = "IDENTIFIER"
    case key = "KEY"
    case and = "AND"
    case or = "OR"
    case not = "NOT"
    case `is` = "IS"
    case `in` = "IN"
    case null = "NULL"
    case `true` = "TRUE"
    case `false` = "FALSE"
    case add = "ADD"
    case replace = "REPLACE"
    case set = "SET"
    case rename = "RENAME"
    case to = "TO"

    /// Every keyword by its spelling in capitals.
    static let spellings = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
    /// The length of the longest keyword.
    static let longest = spellings.keys.map(\.utf8.count).max() ?? 0

    /// The restrictor that the keyword names, if it names one.
    var restrictor: Restrictor.Kind? { Restrictor.Kind(rawValue: rawValue) }
}

/// The tokens of a text, in order, the last one being ``Token/Kind/end``.
struct TokenStream {
    var tokens: [Token] = []
    /// Values of strings and quoted names, their escapes resolved.
    var decoded: [String] = []
    var comments: [Comment] = []
    var errors: [Diagnostic] = []
}
