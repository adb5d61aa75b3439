import Cypher

/// The texts of what is wrong with patterns that are created, changes, and calls of procedures.
extension QueryError {
    private static func syntax(
        _ detail: String, _ message: String, at range: SourceRange?, suggestion: String? = nil
    ) -> QueryError {
        QueryError(.syntax, detail, phase: .compileTime, message, at: range, suggestion: suggestion)
    }

    static func singleTypeWanted(_ clause: String, at range: SourceRange) -> QueryError {
        syntax(
            "NoSingleRelationshipType", "In \(clause) a relationship needs exactly one type.", at: range,
            suggestion: "Write `-[:TYPE]->`.")
    }

    static func directionWanted(at range: SourceRange) -> QueryError {
        syntax(
            "RequiresDirectedRelationship", "In CREATE a relationship needs a direction.", at: range,
            suggestion: "Write `-->` or `<--`.")
    }

    static func createdLength(_ clause: String, at range: SourceRange) -> QueryError {
        syntax("CreatingVarLength", "\(clause) makes single relationships, not repeated ones.", at: range)
    }

    static func createdLabels(_ clause: String, at range: SourceRange) -> QueryError {
        syntax("UnexpectedSyntax", "In \(clause) labels are written `:A:B` or `:A&B`.", at: range)
    }

    static func createdCondition(_ clause: String, at range: SourceRange) -> QueryError {
        syntax("UnexpectedSyntax", "\(clause) cannot have conditions in its pattern.", at: range)
    }

    static func createdSelector(_ clause: String, at range: SourceRange) -> QueryError {
        syntax("UnexpectedSyntax", "\(clause) cannot look for shortest paths.", at: range)
    }

    static func parameterAsProperties(_ name: String, _ clause: String, at range: SourceRange) -> QueryError {
        syntax(
            "InvalidParameterUse", "In \(clause) the properties of a pattern must be written out.", at: range,
            suggestion: "Write `{key: $\(name).key}`.")
    }

    static func propertiesNotMap(at range: SourceRange) -> QueryError {
        syntax(
            "UnexpectedSyntax", "The properties of a pattern are a map, such as `{key: value}`.", at: range)
    }

    static func deletedLabels(at range: SourceRange) -> QueryError {
        syntax(
            "InvalidDelete", "DELETE removes nodes, relationships and paths, not labels.", at: range,
            suggestion: "Use REMOVE.")
    }

    static func procedureNotFound(_ name: String, at range: SourceRange, among names: [String]) -> QueryError
    {
        QueryError(
            .procedure, "ProcedureNotFound", phase: .compileTime, "There is no procedure `\(name)`.",
            at: range,
            suggestion: Spelling.nearest(to: name, among: names).map { "Did you mean `\($0)`?" })
    }

    static func implicitArguments(_ name: String, at range: SourceRange) -> QueryError {
        syntax(
            "InvalidArgumentPassingMode",
            "Only a CALL that stands alone can take its arguments from parameters of the same names.",
            at: range,
            suggestion: "Write `\(name)(...)` with the arguments.")
    }

    static func missingArgument(_ argument: String, of name: String, at range: SourceRange) -> QueryError {
        QueryError(
            .parameterMissing, "MissingParameter", phase: .compileTime,
            "`\(name)` takes its argument `\(argument)` from a parameter of that name, which was not given.",
            at: range,
            suggestion: "Give the parameter `$\(argument)`, or write the arguments in parentheses.")
    }

    static func unknownColumn(
        _ column: String, of procedure: String, at range: SourceRange, among columns: [String]
    ) -> QueryError {
        syntax(
            "UndefinedVariable", "`\(procedure)` gives no column `\(column)`.", at: range,
            suggestion: Spelling.nearest(to: column, among: columns).map { "Did you mean `\($0)`?" })
    }

    static func yieldAllInQuery(at range: SourceRange) -> QueryError {
        syntax(
            "UnexpectedSyntax", "`YIELD *` can only stand in a CALL that stands alone.", at: range,
            suggestion: "Name the columns.")
    }
}

/// The texts of what is wrong with patterns.
extension QueryError {
    static func nestedRepetition(at range: SourceRange) -> QueryError {
        syntax("InvalidRelationshipPattern", "A repeated path cannot contain another repetition.", at: range)
    }

    static func repeatedNode(at range: SourceRange) -> QueryError {
        syntax("InvalidRelationshipPattern", "A repeated path needs at least one relationship.", at: range)
    }

    static func pathInRepetition(_ name: String, at range: SourceRange) -> QueryError {
        syntax(
            "InvalidRelationshipPattern", "A path within a repeated path cannot have a name.", at: range,
            suggestion: "Put `\(name) =` before the whole path.")
    }

    static func shortestPathShape(at range: SourceRange) -> QueryError {
        syntax(
            "InvalidRelationshipPattern", "`shortestPath` takes one relationship between two nodes.",
            at: range,
            suggestion: "Write `shortestPath((a)-[*]->(b))`.")
    }
}
