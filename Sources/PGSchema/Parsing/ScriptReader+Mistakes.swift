/// What people write who come from SQL, Cypher or another schema language, and what to write instead.
extension ScriptReader {
    /// A hint for the token here, which the grammar does not expect.
    func suggestionForForeignSyntax() -> String? {
        let before = position > 0 ? tokens[position - 1] : nil
        switch current.kind {
        case .ampersand where before?.kind == .ampersand: return "Write a single `&`."
        case .bar where before?.kind == .bar: return "Write a single `|`."
        case .colon where before?.kind == .bar || before?.isName == true:
            return "Labels are combined by `&` or `|`, not by a colon."
        case .rightParenthesis, .rightBracket, .rightBrace:
            return brackets.match[position] < 0 ? "Remove it: there is no bracket that it could close." : nil
        case .name: break
        default: return nil
        }
        switch (before.map { text($0).uppercased() }, text(current).uppercased()) {
        case ("CREATE", "TYPE"): return "Write `CREATE NODE TYPE`, `CREATE EDGE TYPE` or `CREATE GRAPH TYPE`."
        case ("CREATE", "OR"): return "`OR REPLACE` is not known: drop the old type first."
        case ("IF", "NOT"), ("IF", "EXISTS"):
            return "`IF EXISTS` and `IF NOT EXISTS` are not known: leave them out."
        case (_, let word): return Self.foreignWords[word]
        }
    }

    private static let foreignWords = [
        "TABLE": "A graph has no tables: write `CREATE NODE TYPE (name: Label { ... })`.",
        "CONSTRAINT": "A constraint stands in a graph type: `FOR (x: Label) KEY x.key`.",
        "INDEX": "A schema has no indexes: keys bring their own.",
        "SELECT": "This is a schema; queries are read elsewhere.",
        "MATCH": "This is a schema; queries are read elsewhere.",
        "INSERT": "This is a schema; data is imported from files.",
        "UNIQUE": "Write `EXCLUSIVE`.",
        "PRIMARY": "Write `KEY`.",
        "REQUIRE": "Write `FOR (x: Label) KEY x.key` or another restrictor instead of REQUIRE.",
        "REQUIRED": "Write `MANDATORY`.",
        "WHERE": "WHERE stands behind the patterns of WITHIN.",
        "STRICT": "STRICT stands behind the name: `CREATE GRAPH TYPE name STRICT { ... }`.",
        "LOOSE": "LOOSE stands behind the name: `CREATE GRAPH TYPE name LOOSE { ... }`.",
    ]

    /// Reports what SQL writes behind a column's type, and moves past it where that is possible.
    mutating func rejectColumnConstraint(key: Name) throws(Abandoned) {
        let start = position
        switch words().prefix(2) {
        case ["NOT", "NULL"]:
            position += 2
            report(
                "`NOT NULL` is not written.", at: range(from: start),
                suggestion: "Leave it out: a property must be there unless OPTIONAL stands before it.")
        case ["NULL"]:
            position += 1
            report(
                "`NULL` is not written.", at: range(from: start),
                suggestion: "Write OPTIONAL before the key: `OPTIONAL \(key.text) ...`.")
        case ["PRIMARY", "KEY"], ["UNIQUE"]:
            let restrictor = at(.name) && words().count == 2 ? "KEY" : "EXCLUSIVE"
            position += words().count
            report(
                "A key is not part of a property.", at: range(from: start),
                suggestion:
                    "Add a constraint to the graph type: `FOR (x: Label) \(restrictor) x.\(key.text)`.")
        case ["DEFAULT"], ["REFERENCES"], ["CHECK"]:
            throw failure(expecting: "`,` or `}`", suggestion: Self.columnHints[words()[0]])
        default:
            guard at(.equal) else { return }
            throw failure(expecting: "`,` or `}`", suggestion: Self.columnHints["DEFAULT"])
        }
    }

    private static let columnHints = [
        "DEFAULT": "Properties have no default value.",
        "REFERENCES": "A reference is an edge type: `(:A)-[name: Label]->(:B)`.",
        "CHECK": "Add a constraint to the graph type: `FOR (x: Label) CHECK x.key > 0`.",
    ]

    /// Refuses the operators of SQL and Cypher that conditions do not have.
    mutating func rejectForeignOperator() throws(Abandoned) {
        guard at(.name) else { return }
        let start = at(.not) ? peek() : current
        guard start.kind == .name, let hint = Self.foreignOperators[text(start).uppercased()] else { return }
        throw failure(
            "Conditions have no operator `\(text(start))`.", at: start.range, suggestion: hint)
    }

    private static let foreignOperators = [
        "BETWEEN": "Write `x >= 1 AND x <= 9`.",
        "LIKE": "Conditions compare with =, <>, <, <=, >, >=, IN and IS NULL.",
        "STARTS": "Conditions compare with =, <>, <, <=, >, >=, IN and IS NULL.",
        "ENDS": "Conditions compare with =, <>, <, <=, >, >=, IN and IS NULL.",
        "CONTAINS": "Conditions compare with =, <>, <, <=, >, >=, IN and IS NULL.",
        "XOR": "Write `(a OR b) AND NOT (a AND b)`.",
    ]
}
