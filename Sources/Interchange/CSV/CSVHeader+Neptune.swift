extension CSVHeader.Field {
    /// Reads a field as Neptune does: `~id`, `~label`, `~from`, `~to`, or `name:Type(cardinality)`.
    init(neptune text: String) throws(InterchangeError.Cause) {
        let role: CSVHeader.Role
        switch text.lowercased() {
        case "~id": role = .identifier(space: "", property: nil)
        case "~label": role = .labels
        case "~from": role = .source(space: "")
        case "~to": role = .target(space: "")
        case let word where word.hasPrefix("~"):
            throw Self.malformed(text, "Neptune knows ~id, ~label, ~from and ~to")
        default: role = .property(try Self.neptuneProperty(text))
        }
        self.init(text: text, role: role)
    }

    private static func neptuneProperty(_ text: String) throws(InterchangeError.Cause) -> CSVHeader.Property {
        var (name, type) = splitAtType(text)
        guard !name.isEmpty else { throw malformed(text, "a property needs a name") }
        let (word, cardinality) = splitAtSpace(type)
        // A set that is written one value a field is a single value to whoever reads the field.
        if ["single", "set"].contains(cardinality.lowercased()) { type = word }
        guard !type.isEmpty else { return CSVHeader.Property(key: name, type: .string, declared: "String") }
        guard let known = ColumnType(named: type, isNeptune: true) else {
            throw InterchangeError.Cause.unknownColumnType(
                name: type, column: name, suggestion: suggestion(for: type, among: []))
        }
        return CSVHeader.Property(key: name, type: known, declared: type)
    }
}
