extension WrittenValue {
    /// Why a text is no value.
    public struct ParsingError: Error, Sendable, Equatable, CustomStringConvertible {
        /// What was to be read.
        public var text: String
        /// Where it went wrong, in scalars.
        public var offset: Int
        /// What is missing there.
        public var expected: String

        /// The error as a sentence.
        public var description: String {
            "`\(text)` is no value: \(expected) is missing at offset \(offset)."
        }
    }

    /// The value that a text writes down.
    public static func parse(_ text: String) throws(ParsingError) -> WrittenValue {
        var parser = WrittenValueParser(text)
        let value = try parser.value()
        parser.skipBlanks()
        guard parser.isAtEnd else { throw parser.error("the end") }
        return value
    }
}

/// Reads a value scalar by scalar.
private struct WrittenValueParser {
    private let text: String
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    /// Deeper values are refused, because each level takes a piece of the stack.
    private static let deepestNesting = 200

    init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
    }

    var isAtEnd: Bool { position == scalars.count }

    func error(_ expected: String) -> WrittenValue.ParsingError {
        WrittenValue.ParsingError(text: text, offset: position, expected: expected)
    }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    mutating func skipBlanks() {
        while let scalar = next, scalar.properties.isWhitespace { position += 1 }
    }

    /// Moves over a mark, blanks before it included, if it comes next.
    private mutating func skip(_ mark: String) -> Bool {
        let start = position
        skipBlanks()
        if scalars[position...].starts(with: mark.unicodeScalars) {
            position += mark.unicodeScalars.count
            return true
        }
        position = start
        return false
    }

    private mutating func expect(_ mark: String) throws(WrittenValue.ParsingError) {
        guard skip(mark) else { throw error("`\(mark)`") }
    }

    mutating func value() throws(WrittenValue.ParsingError) -> WrittenValue {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepestNesting else { throw error("a value that nests less deeply") }
        skipBlanks()
        guard let first = next else { throw error("a value") }
        switch first {
        case "(": return .node(try node())
        case "<": return try path()
        case "{": return .map(try map())
        case "'": return .string(try string())
        case "[":
            if let relationship = try relationship() { return .relationship(relationship) }
            return try list()
        case "-", "+", ".", "0"..."9": return try number()
        default: return try word()
        }
    }

    private mutating func word() throws(WrittenValue.ParsingError) -> WrittenValue {
        let words: [(String, WrittenValue)] = [
            ("null", .null), ("true", .boolean(true)), ("false", .boolean(false)), ("NaN", .float(.nan)),
            ("Infinity", .float(.infinity)), ("Inf", .float(.infinity)),
        ]
        for (word, value) in words where skip(word) { return value }
        throw error("a value")
    }

    private mutating func number() throws(WrittenValue.ParsingError) -> WrittenValue {
        let start = position
        if next == "-" || next == "+" { position += 1 }
        if skip("Inf") {
            _ = skip("inity")
            return .float(scalars[start] == "-" ? -.infinity : .infinity)
        }
        while let scalar = next, "0123456789.eE-+".unicodeScalars.contains(scalar) { position += 1 }
        var digits = String(String.UnicodeScalarView(scalars[start..<position]))
        if let number = Int64(digits) { return .integer(number) }
        // Swift wants a digit before the point.
        for sign in ["", "-", "+"] where digits.hasPrefix(sign + ".") {
            digits = sign + "0" + digits.dropFirst(sign.count)
            break
        }
        guard let number = Double(digits) else {
            position = start
            throw error("a number")
        }
        return .float(number)
    }

    private mutating func string() throws(WrittenValue.ParsingError) -> String {
        try expect("'")
        var content = String.UnicodeScalarView()
        while let scalar = next {
            position += 1
            if scalar == "'" { return String(content) }
            if scalar == "\\", let escaped = next, escaped == "'" || escaped == "\\" {
                content.append(escaped)
                position += 1
            } else {
                content.append(scalar)
            }
        }
        throw error("`'`")
    }

    private mutating func list() throws(WrittenValue.ParsingError) -> WrittenValue {
        try expect("[")
        var elements: [WrittenValue] = []
        if skip("]") { return .list([]) }
        repeat { elements.append(try value()) } while skip(",")
        try expect("]")
        return .list(elements)
    }

    private mutating func map() throws(WrittenValue.ParsingError) -> [WrittenValue.Entry] {
        try expect("{")
        if skip("}") { return [] }
        var entries: [WrittenValue.Entry] = []
        repeat {
            let key = try name()
            try expect(":")
            entries.append(WrittenValue.Entry(key, try value()))
        } while skip(",")
        try expect("}")
        return entries
    }

    private mutating func properties() throws(WrittenValue.ParsingError) -> [WrittenValue.Entry] {
        skipBlanks()
        return next == "{" ? try map() : []
    }

    private mutating func node() throws(WrittenValue.ParsingError) -> WrittenValue.Node {
        try expect("(")
        var labels: [String] = []
        while skip(":") { labels.append(try name()) }
        let properties = try properties()
        try expect(")")
        return WrittenValue.Node(labels: labels, properties: properties)
    }

    /// Nil where a list comes instead.
    private mutating func relationship() throws(WrittenValue.ParsingError) -> WrittenValue.Relationship? {
        let start = position
        try expect("[")
        guard skip(":") else {
            position = start
            return nil
        }
        let type = try name()
        let properties = try properties()
        try expect("]")
        return WrittenValue.Relationship(type: type, properties: properties)
    }

    private mutating func path() throws(WrittenValue.ParsingError) -> WrittenValue {
        try expect("<")
        let start = try node()
        var links: [WrittenValue.Link] = []
        while !skip(">") {
            let isBackward = skip("<-")
            if !isBackward { try expect("-") }
            guard let relationship = try relationship() else { throw error("a relationship") }
            try expect(isBackward ? "-" : "->")
            links.append(WrittenValue.Link(relationship, isForward: !isBackward, to: try node()))
        }
        return .path(start: start, links)
    }

    private mutating func name() throws(WrittenValue.ParsingError) -> String {
        skipBlanks()
        let isQuoted = next == "`"
        if isQuoted { position += 1 }
        let start = position
        while let scalar = next,
            isQuoted
                ? scalar != "`"
                : scalar.properties.isAlphabetic || "0123456789_$".unicodeScalars.contains(scalar)
        {
            position += 1
        }
        let name = String(String.UnicodeScalarView(scalars[start..<position]))
        if isQuoted {
            guard next == "`" else { throw error("a back-quote") }
            position += 1
        }
        guard !name.isEmpty else { throw error("a name") }
        return name
    }
}
