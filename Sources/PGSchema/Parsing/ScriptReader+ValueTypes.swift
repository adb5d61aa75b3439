/// Value types of more than one word.
enum ValueTypeWords {
    private static let phrases: Set<[String]> = {
        var phrases: Set<[String]> = [["DOUBLE", "PRECISION"]]
        for base in ["TIME", "DATETIME", "TIMESTAMP"] {
            phrases.formUnion([["LOCAL", base], ["ZONED", base]])
            phrases.formUnion([[base, "WITH", "TIME", "ZONE"], [base, "WITHOUT", "TIME", "ZONE"]])
        }
        let sizes = ["INT", "INTEGER"] + ["8", "16", "32", "64"].flatMap { ["INT" + $0, "INTEGER" + $0] }
        for sign in ["SIGNED", "UNSIGNED"] {
            for size in sizes + ["SMALLINT", "BIGINT"] { phrases.insert([sign, size]) }
        }
        for width in ["SMALL", "BIG"] {
            phrases.insert([width, "INTEGER"])
            for sign in ["SIGNED", "UNSIGNED"] { phrases.insert([sign, width, "INTEGER"]) }
        }
        return phrases
    }()

    /// How many of the words, which are in capitals, belong to the type that starts with the first: 1 to 4.
    static func longestMatch(_ words: [String]) -> Int {
        guard words.count > 1 else { return 1 }
        for length in (2...words.count).reversed() where phrases.contains(Array(words.prefix(length))) {
            return length
        }
        return 1
    }
}

extension ScriptReader {
    /// Reads a value type: alternatives between `|`.
    mutating func valueType() throws(Abandoned) -> ValueTypeSyntax {
        // Lists nest before and behind their element, so the levels of the whole type are counted together.
        var levels = 0
        return try valueType(levels: &levels)
    }

    private mutating func valueType(levels: inout Int) throws(Abandoned) -> ValueTypeSyntax {
        let start = position
        var alternatives = [try valueTypeTerm(levels: &levels)]
        while accept(.bar) { alternatives.append(try valueTypeTerm(levels: &levels)) }
        return ValueTypeSyntax(alternatives: alternatives, range: range(from: start))
    }

    private mutating func valueTypeTerm(levels: inout Int) throws(Abandoned) -> ValueTypeSyntax.Term {
        let start = position
        guard at(.name) else { throw failure(expecting: "a value type, such as STRING") }
        var term = try simpleTerm(levels: &levels)
        while let word = words().first, word == "LIST" || word == "ARRAY" {
            levels = try deeper(than: levels)
            advance()
            let element = ValueTypeSyntax(alternatives: [term], range: term.range)
            term = ValueTypeSyntax.Term(
                name: "LIST", element: [element], maximum: try listMaximum(), range: range(from: start))
        }
        if at(.leftBracket) {
            throw failure(expecting: "`,` or `}`", suggestion: "A list is written `LIST<\(term.name)>`.")
        }
        return term
    }

    private mutating func simpleTerm(levels: inout Int) throws(Abandoned) -> ValueTypeSyntax.Term {
        let start = position
        let words = words()
        switch words[0] {
        case "LIST", "ARRAY":
            advance()
            guard accept(.less) else {
                throw failure(
                    expecting: "`<` and the type of the elements", suggestion: "Write `LIST<STRING>`.")
            }
            levels = try deeper(than: levels)
            let element = try valueType(levels: &levels)
            try expect(.greater, "`|` or `>`")
            return ValueTypeSyntax.Term(
                name: "LIST", element: [element], maximum: try listMaximum(), range: range(from: start))
        case "VECTOR":
            advance()
            guard accept(.less), at(.integer) else {
                throw failure(
                    expecting: at(.name) || at(.integer)
                        ? "the number of dimensions" : "`<` and the number of dimensions",
                    suggestion: "Write `VECTOR<768>`.")
            }
            let dimension = try count()
            try expect(.greater, "`>`")
            return ValueTypeSyntax.Term(name: "VECTOR", arguments: [dimension], range: range(from: start))
        default:
            let length = ValueTypeWords.longestMatch(words)
            position += length
            var arguments: [Int] = []
            if accept(.leftParenthesis) {
                repeat { arguments.append(try count()) } while accept(.comma)
                try expect(.rightParenthesis, "`,` or `)`")
            }
            return ValueTypeSyntax.Term(
                name: words.prefix(length).joined(separator: " "), arguments: arguments,
                range: range(from: start))
        }
    }

    /// Reads the bound of a list, `[n]`, if there is one.
    private mutating func listMaximum() throws(Abandoned) -> Int? {
        guard accept(.leftBracket) else { return nil }
        let maximum = try count()
        try expect(.rightBracket, "`]`")
        return maximum
    }

    /// Reads a whole number that is an argument of a type.
    private mutating func count() throws(Abandoned) -> Int {
        guard at(.integer) else { throw failure(expecting: "a whole number") }
        guard let number = Int(text(current)) else {
            throw failure("This number is too large.", at: current.range)
        }
        advance()
        return number
    }
}
