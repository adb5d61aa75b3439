/// Reads PG-Schema text.
public enum Parser {
    /// Parses a whole script.
    ///
    /// Every error is reported, in order; what stands around them is still in the script.
    ///
    /// Hostile text is fine: nesting deeper than ``maximumDepth`` is an error like any other.
    /// - Complexity: O(length).
    public static func parse(_ text: String) -> (script: Script, errors: [Diagnostic]) {
        parse(Array(text.utf8))
    }

    /// Parses the bytes of a file, which should be UTF-8.
    ///
    /// Bytes that are not are errors with their place. - Complexity: O(length).
    public static func parse(_ bytes: [UInt8]) -> (script: Script, errors: [Diagnostic]) {
        let stream = Lexer.scan(bytes)
        var reader = ScriptReader(bytes, stream)
        let statements = reader.script()
        var errors = (stream.errors.outside(reader.skipped) + reader.errors).sorted {
            $0.range.lowerBound < $1.range.lowerBound
        }
        if errors.isEmpty, statements.isEmpty {
            errors.append(
                Diagnostic(
                    .parse, "There is no statement here.", at: SourceRange(bytes.count, bytes.count),
                    suggestion: "A schema is made by `CREATE GRAPH TYPE name STRICT { ... }`."))
        }
        if errors.count > maximumErrorCount {
            errors.removeSubrange(maximumErrorCount...)
            let last = errors[maximumErrorCount - 1].range
            errors.append(
                Diagnostic(
                    .parse, "There are more errors; the first \(maximumErrorCount) are listed.", at: last))
        }
        let script = Script(
            statements: statements, comments: stream.comments, lineStarts: LineMap(bytes).lineStarts)
        return (script, errors)
    }

    /// How deeply brackets may nest.
    public static let maximumDepth = 200
    /// How many errors are listed.
    public static let maximumErrorCount = 200
}

extension [Diagnostic] {
    /// The diagnostics that start outside some stretches of the text, both being in order.
    fileprivate func outside(_ stretches: [SourceRange]) -> [Diagnostic] {
        var remaining = stretches[...]
        return filter { diagnostic in
            let start = diagnostic.range.lowerBound
            while let next = remaining.first, next.upperBound <= start { remaining.removeFirst() }
            return remaining.first.map { start < $0.lowerBound } ?? true
        }
    }
}
