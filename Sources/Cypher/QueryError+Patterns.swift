/// What can be wrong with a pattern.
extension QueryError {
    static func parameterAsProperties(_ parameter: String, at range: SourceRange) -> QueryError {
        text(
            "InvalidParameterUse", "`\(parameter)` cannot be the properties of what is matched.", at: range,
            "Write a map, `{key: \(parameter).key}`: only then is it known which keys are compared.")
    }

    static func shortArrow(_ found: String, pointsLeft: Bool, at range: SourceRange) -> QueryError {
        syntax(
            "Expected `-` or `[`, found \(found).", at: range,
            "Relationships are written `-->`, `<--` or `--`.")
    }

    static func missingRelationship(at range: SourceRange) -> QueryError {
        syntax(
            "No relationship stands between two nodes.", at: range, "Write `-->` between them, or a comma.")
    }

    static func repeatedPathWritten(at range: SourceRange) -> QueryError {
        syntax("A repeated path can be matched, not written.", at: range, "Write out each relationship.")
    }

    static func severalShortest(at range: SourceRange) -> QueryError {
        syntax(
            "Only one shortest path can be asked for.", at: range,
            "Write `SHORTEST 1`, `ANY SHORTEST` or `ALL SHORTEST`.")
    }

    static func lengthWithoutStar(at range: SourceRange) -> QueryError {
        text(
            "InvalidRelationshipPattern", "The star before the length is missing.", at: range,
            "Write `*1..3`.")
    }

    static func negativeLength(at range: SourceRange) -> QueryError {
        text("InvalidRelationshipPattern", "A path has no negative length.", at: range, "Write `*1..3`.")
    }

    static func twoLengths(at range: SourceRange) -> QueryError {
        text(
            "InvalidRelationshipPattern", "The length stands both within and behind the arrow.", at: range,
            "Leave out one of them.")
    }
}
