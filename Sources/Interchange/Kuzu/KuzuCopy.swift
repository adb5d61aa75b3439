/// A statement of `copy.cypher`: which file holds the rows of which table.
struct KuzuCopy {
    let table: String
    /// The columns in the order of the file, without the ends of relationships.
    ///
    /// Nil means those of the table.
    let columns: [String]?
    /// The name of the file, without folders.
    let file: String
    /// The line of the statement.
    let line: Int
    /// Options by their names in upper case.
    let options: [String: String]

    /// Reads `copy.cypher`.
    static func statements(in path: String) throws(InterchangeError) -> [KuzuCopy] {
        var reader = try CypherReader(path: path)
        var statements: [KuzuCopy] = []
        while reader.current != nil {
            if reader.pass(sign: ";") { continue }
            guard reader.pass("COPY") else { throw reader.unexpected("COPY") }
            statements.append(try KuzuCopy(&reader))
            guard reader.current == nil || reader.pass(sign: ";") else { throw reader.unexpected("`;`") }
        }
        return statements
    }

    private init(_ reader: inout CypherReader) throws(InterchangeError) {
        line = reader.line
        table = try reader.name("the name of a table")
        var columns: [String]?
        if reader.pass(sign: "(") {
            var names: [String] = []
            repeat { names.append(try reader.name("the name of a column")) } while reader.pass(sign: ",")
            try reader.expect(")")
            columns = names
        }
        self.columns = columns
        try reader.expect(word: "FROM")
        guard let token = reader.current, token.kind == .string,
            let name = token.text.split(separator: "/").last, name != ".."
        else { throw reader.unexpected("the name of a file in quotes") }
        // An export may have moved since older versions wrote its whole path here.
        file = String(name)
        reader.advance()
        options = try reader.options()
    }

    /// Whether an option says true.
    func isOn(_ option: String) -> Bool { options[option]?.uppercased() == "TRUE" }
}

extension CypherReader {
    /// Reads `(header=true, delim='|')`, if that comes next.
    fileprivate mutating func options() throws(InterchangeError) -> [String: String] {
        guard pass(sign: "(") else { return [:] }
        var options: [String: String] = [:]
        repeat {
            let name = try name("an option").uppercased()
            try expect("=")
            // Kuzu 0.11 writes the name twice: `delim=delim='|'`.
            if let token = current, token.isWord(name) {
                advance()
                try expect("=")
            }
            guard let token = current, token.kind != .sign else { throw unexpected("the option's value") }
            options[name] = token.text
            advance()
        } while pass(sign: ",")
        try expect(")")
        return options
    }
}
