extension CSVHeader.Field {
    /// Reads a field as neo4j-admin does, `name:TYPE(space){options}`, and the label it may give to every row.
    static func neo4j(
        _ text: String, identifierType: CSVOptions.IdentifierType
    ) throws(InterchangeError.Cause) -> (CSVHeader.Field, label: String?) {
        let (body, options) = try takeOptions(from: text)
        let (name, type) = splitAtType(body)
        guard !name.isEmpty || !type.isEmpty else {
            throw malformed(text, "it is empty; name it, or write :IGNORE")
        }
        let (word, space) = splitAtSpace(type)
        var label: String?
        let role: CSVHeader.Role
        switch word.uppercased() {
        case "ID":
            label = options["label"]
            let stored = try storedType(options["id-type"], in: text) ?? identifierType
            let property = CSVHeader.Property(
                key: name, type: stored == .string ? .string : .integer(.int64),
                declared: options["id-type"] ?? (stored == .string ? "string" : "integer"))
            role = .identifier(space: space, property: name.isEmpty ? nil : property)
        case "START_ID": role = .source(space: space)
        case "END_ID": role = .target(space: space)
        case "LABEL", "TYPE": role = .labels
        case "IGNORE": role = .ignored
        default: role = .property(try property(name, type, in: text, options: options))
        }
        return (CSVHeader.Field(text: text, role: role), label)
    }

    private static func property(
        _ name: String, _ type: String, in text: String, options: [String: String]
    ) throws(InterchangeError.Cause) -> CSVHeader.Property {
        guard !name.isEmpty else { throw malformed(text, "a property needs a name before the colon") }
        guard !type.isEmpty else { return CSVHeader.Property(key: name, type: .string, declared: "string") }
        guard let known = ColumnType(named: type) else {
            throw InterchangeError.Cause.unknownColumnType(
                name: type, column: name,
                suggestion: suggestion(for: type, among: ["ID", "LABEL", "TYPE"]))
        }
        if let zone = options["timezone"], !["UTC", "Z", "+00:00", "GMT"].contains(zone.uppercased()) {
            throw malformed(text, "only the time zone UTC can be a default; write the offset into the values")
        }
        return CSVHeader.Property(key: name, type: known, declared: type)
    }

    /// The closest type name, or the closest of the given special words.
    static func suggestion(for type: String, among words: [String]) -> String? {
        ColumnType.suggestion(for: type) ?? closestSpelling(to: type, among: words)
    }

    private static func storedType(
        _ name: String?, in text: String
    ) throws(InterchangeError.Cause) -> CSVOptions.IdentifierType? {
        guard let name else { return nil }
        switch name.lowercased() {
        case "string": return .string
        case "long", "int", "integer", "actual": return .integer
        default: throw malformed(text, "the id-type `\(name)` is not known; use string or long")
        }
    }

    private static func takeOptions(
        from text: String
    ) throws(InterchangeError.Cause) -> (body: String, options: [String: String]) {
        guard text.hasSuffix("}"), let open = text.lastIndex(of: "{") else { return (text, [:]) }
        var options: [String: String] = [:]
        for pair in text[text.index(after: open)...].dropLast().split(separator: ",") {
            guard let colon = pair.firstIndex(of: ":") else {
                throw malformed(text, "an option is written `{name:value}`")
            }
            options[trimmed(pair[..<colon]).lowercased()] = trimmed(pair[pair.index(after: colon)...])
        }
        return (trimmed(text[..<open]), options)
    }

    static func malformed(_ text: String, _ problem: String) -> InterchangeError.Cause {
        InterchangeError.Cause.malformedHeaderField(text: text, problem: problem)
    }

    /// Splits at the last colon that does not stand within brackets at the end.
    static func splitAtType(_ text: String) -> (name: String, type: String) {
        var stem = text[...]
        if text.hasSuffix(")"), let open = text.lastIndex(of: "(") { stem = text[..<open] }
        guard let colon = stem.lastIndex(of: ":") else { return (text, "") }
        return (trimmed(text[..<colon]), trimmed(text[text.index(after: colon)...]))
    }

    /// Splits `ID(Person)` into the word and what stands in brackets.
    static func splitAtSpace(_ type: String) -> (word: String, space: String) {
        guard type.hasSuffix(")"), let open = type.firstIndex(of: "(") else { return (type, "") }
        return (trimmed(type[..<open]), trimmed(type[type.index(after: open)...].dropLast()))
    }
}
