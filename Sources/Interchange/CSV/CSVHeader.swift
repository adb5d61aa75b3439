import PropertyGraph

/// What the columns of a CSV file mean.
struct CSVHeader: Equatable, Sendable {
    /// The meaning of one column.
    struct Field: Equatable, Sendable {
        /// The field as the header spells it.
        let text: String
        let role: Role
    }
    /// What a column can be for.
    enum Role: Equatable, Sendable {
        /// The element's identifier, perhaps also stored as a property.
        case identifier(space: String, property: Property?)
        case source(space: String)
        case target(space: String)
        /// Labels, or the type of an edge, separated by the array delimiter.
        case labels
        case property(Property)
        case ignored
    }
    /// A key, and how its values are written.
    struct Property: Equatable, Sendable {
        let key: String
        let type: ColumnType
        /// The type as the header spells it.
        let declared: String
    }

    let kind: ElementKind
    let fields: [Field]
    /// Labels that the header itself gives to every row, as in `:ID{label:Person}`.
    let labels: [String]
    /// Whether backslashes escape the array delimiter, as in Neptune's files.
    let escapesArrayDelimiter: Bool

    /// Reads a header.
    ///
    /// - Parameters:
    ///   - texts: The fields of the header line.
    ///   - identifierType: The type of identifiers as properties where the header does not say.
    /// - Throws: What a person must change in the header.
    init(_ texts: [String], identifierType: CSVOptions.IdentifierType) throws(InterchangeError.Cause) {
        let texts = texts.map { trimmed($0) }
        let isNeptune = texts.contains { $0.hasPrefix("~") }
        var fields: [Field] = []
        var labels: [String] = []
        for text in texts {
            guard !text.utf8.contains(UInt8(ascii: "\r")) else {
                throw InterchangeError.Cause.malformedHeaderField(
                    text: shortened(text.utf8),
                    problem: "it contains a carriage return; end lines with a newline")
            }
            if isNeptune {
                fields.append(try Field(neptune: text))
            } else {
                let (field, label) = try Field.neo4j(text, identifierType: identifierType)
                fields.append(field)
                labels += label.map { [$0] } ?? []
            }
        }
        self.fields = fields
        self.labels = labels
        escapesArrayDelimiter = isNeptune
        try Self.refuseDuplicates(in: fields)
        kind = try Self.kind(of: fields)
    }

    /// A header that is known from elsewhere, with fields that go together.
    init(kind: ElementKind, fields: [Field]) {
        self.kind = kind
        self.fields = fields
        labels = []
        escapesArrayDelimiter = false
    }

    private static func kind(of fields: [Field]) throws(InterchangeError.Cause) -> ElementKind {
        let source = fields.first { if case .source = $0.role { true } else { false } }
        let target = fields.first { if case .target = $0.role { true } else { false } }
        let identifier = fields.first { if case .identifier = $0.role { true } else { false } }
        switch (source, target) {
        case (_?, _?): return .edge
        case (let source?, nil):
            throw InterchangeError.Cause.headerWithOneEnd(
                present: source.text, missing: source.text.hasPrefix("~") ? "~to" : ":END_ID")
        case (nil, let target?):
            throw InterchangeError.Cause.headerWithOneEnd(
                present: target.text, missing: target.text.hasPrefix("~") ? "~from" : ":START_ID")
        case (nil, nil):
            guard identifier != nil else {
                throw InterchangeError.Cause.headerWithoutIdentifier(columns: fields.map(\.text))
            }
            return .node
        }
    }

    private static func refuseDuplicates(in fields: [Field]) throws(InterchangeError.Cause) {
        // By bytes, as names are compared everywhere.
        var seen: Set<[UInt8]> = []
        for field in fields {
            let names: [String]
            switch field.role {
            case .identifier(_, let property):
                guard seen.insert(Array(":ID".utf8)).inserted else {
                    throw InterchangeError.Cause.compositeIdentifier
                }
                names = property.map { [$0.key] } ?? []
            case .source: names = [":START_ID"]
            case .target: names = [":END_ID"]
            case .labels: names = [":LABEL"]
            case .property(let property): names = [property.key]
            case .ignored: names = []
            }
            for name in names where !seen.insert(Array(name.utf8)).inserted {
                throw InterchangeError.Cause.duplicateColumn(name: name.hasPrefix(":") ? field.text : name)
            }
        }
    }
}

/// A text without the spaces and tabs around it.
func trimmed(_ text: some StringProtocol) -> String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let start = text.drop(while: isSpace)
    return String(
        start[..<(start.lastIndex { !isSpace($0) }.map { start.index(after: $0) } ?? start.startIndex)])
}
