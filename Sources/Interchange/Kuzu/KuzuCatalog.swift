/// The tables of a Kuzu database, as the `schema.cypher` of an export creates them.
struct KuzuCatalog {
    struct NodeTable {
        let name: String
        let columns: [KuzuField]
        let primaryKey: String
    }
    struct RelationshipTable {
        let name: String
        /// From which tables to which, in the order of the file.
        let ends: [Ends]
        let columns: [KuzuField]
        let multiplicity: Multiplicity
    }
    struct Ends: Equatable {
        let source: String
        let target: String
    }
    /// How many edges a node may have: `MANY_ONE` lets many nodes point at one, each of them once.
    enum Multiplicity: String {
        case manyToMany = "MANY_MANY"
        case manyToOne = "MANY_ONE"
        case oneToMany = "ONE_MANY"
        case oneToOne = "ONE_ONE"

        /// Whether a source has at most one edge.
        var limitsSources: Bool { self == .manyToOne || self == .oneToOne }
        /// Whether a target has at most one edge.
        var limitsTargets: Bool { self == .oneToMany || self == .oneToOne }
    }
    var nodeTables: [NodeTable] = []
    var relationshipTables: [RelationshipTable] = []
    /// Statements that a graph type has no counterpart for, as sentences.
    var losses: [String] = []

    /// A table of nodes by its name.
    func nodeTable(_ name: String) -> NodeTable? { nodeTables.first { $0.name == name } }

    /// A table of relationships by its name.
    func relationshipTable(_ name: String) -> RelationshipTable? {
        relationshipTables.first { $0.name == name }
    }
}

extension KuzuCatalog {
    /// Reads `schema.cypher`.
    init(path: String) throws(InterchangeError) {
        var reader = try CypherReader(path: path)
        var aliases: [String: KuzuType] = [:]
        while reader.current != nil {
            if reader.pass(sign: ";") { continue }
            let (line, text) = (reader.line, reader.statementText)
            if reader.pass(words: "CREATE NODE TABLE") {
                try readNodeTable(&reader, aliases, line)
            } else if reader.pass(words: "CREATE REL TABLE") {
                try readRelationshipTable(&reader, aliases, line)
            } else if reader.pass(words: "CREATE TYPE") {
                let name = try reader.name("the name of a type")
                try reader.expect(word: "AS")
                aliases[name] = try reader.type(aliases)
            } else if !isBookkeeping(&reader) {
                losses.append("Line \(line) of schema.cypher has no counterpart: \(text)")
            }
            reader.skipStatement()
        }
        for table in relationshipTables {
            for name in table.ends.flatMap({ [$0.source, $0.target] }) where nodeTable(name) == nil {
                throw reader.error(
                    "relationship table `\(shortened(table.name.utf8))` joins `\(shortened(name.utf8))`, which no"
                        + " statement creates; export the database again")
            }
        }
    }

    /// Whether a statement only keeps the counter behind a SERIAL column.
    private func isBookkeeping(_ reader: inout CypherReader) -> Bool {
        if reader.pass(words: "DROP SEQUENCE") || reader.pass("RETURN") { return true }
        guard reader.pass(words: "CREATE SEQUENCE") else { return false }
        _ = reader.pass(words: "IF NOT EXISTS")
        return reader.current?.text.hasSuffix("_serial") == true
    }

    private mutating func readNodeTable(
        _ reader: inout CypherReader, _ aliases: [String: KuzuType], _ line: Int
    ) throws(InterchangeError) {
        _ = reader.pass(words: "IF NOT EXISTS")
        let name = try newName(&reader)
        var columns: [KuzuField] = []
        var primaryKey: String?
        try reader.expect("(")
        repeat {
            if reader.pass(words: "PRIMARY KEY") {
                try reader.expect("(")
                primaryKey = try reader.name("the name of a column")
                try reader.expect(")")
            } else {
                let column = try readColumn(&reader, aliases, &columns)
                if reader.pass(words: "PRIMARY KEY") { primaryKey = column }
            }
        } while reader.pass(sign: ",")
        try reader.expect(")")
        guard let primaryKey, columns.contains(where: { $0.name == primaryKey }) else {
            throw reader.error(
                "node table `\(shortened(name.utf8))` has no primary key among its columns; add one in Kuzu",
                line: line)
        }
        nodeTables.append(NodeTable(name: name, columns: columns, primaryKey: primaryKey))
    }

    private mutating func readRelationshipTable(
        _ reader: inout CypherReader, _ aliases: [String: KuzuType], _ line: Int
    ) throws(InterchangeError) {
        _ = reader.pass("GROUP")
        _ = reader.pass(words: "IF NOT EXISTS")
        let name = try newName(&reader)
        var ends: [Ends] = []
        var columns: [KuzuField] = []
        var multiplicity = Multiplicity.manyToMany
        try reader.expect("(")
        repeat {
            if reader.pass("FROM") {
                let source = try reader.name("the name of a node table")
                try reader.expect(word: "TO")
                ends.append(Ends(source: source, target: try reader.name("the name of a node table")))
            } else if let token = reader.current, token.kind == .word,
                let found = Multiplicity(rawValue: token.text.uppercased())
            {
                multiplicity = found
                reader.advance()
            } else {
                _ = try readColumn(&reader, aliases, &columns)
            }
        } while reader.pass(sign: ",")
        try reader.expect(")")
        guard !ends.isEmpty else {
            throw reader.error(
                "relationship table `\(shortened(name.utf8))` has no FROM and TO; export the database again",
                line: line)
        }
        relationshipTables.append(
            RelationshipTable(name: name, ends: ends, columns: columns, multiplicity: multiplicity))
    }

    private func newName(_ reader: inout CypherReader) throws(InterchangeError) -> String {
        let line = reader.line
        let name = try reader.name("the name of a table")
        guard nodeTable(name) == nil, relationshipTable(name) == nil else {
            throw reader.error(
                "table `\(shortened(name.utf8))` is created twice; keep one of them", line: line)
        }
        return name
    }

    private mutating func readColumn(
        _ reader: inout CypherReader, _ aliases: [String: KuzuType], _ columns: inout [KuzuField]
    ) throws(InterchangeError) -> String {
        let line = reader.line
        let name = try reader.name("the name of a column")
        guard !columns.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
            throw reader.error("column `\(shortened(name.utf8))` stands there twice; rename one", line: line)
        }
        columns.append(KuzuField(name: name, type: try reader.type(aliases)))
        if reader.pass("DEFAULT") {
            losses.append("The default of column `\(name)` is not kept.")
            reader.skipExpression()
        }
        return name
    }
}
