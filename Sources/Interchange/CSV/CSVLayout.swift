import PropertyGraph

/// A header made ready for reading rows: names interned, columns sorted by what they are for.
struct CSVLayout: Sendable {
    /// An identifier column: its place, the space, and how messages call it.
    struct Reference: Sendable {
        let column: Int
        let space: Symbol
        let name: String
    }
    let kind: ElementKind
    /// How many fields a row has.
    let width: Int
    let identifier: Reference?
    /// The property that identifiers are also stored as.
    let identifierProperty: (property: CSVHeader.Property, key: Symbol)?
    let source: Reference?
    let target: Reference?
    let labelColumn: Int?
    let properties: [(column: Int, property: CSVHeader.Property, key: Symbol)]
    /// Labels of every row.
    let labels: [String]
    /// Whether the labels of a row, if it has any, stand instead of those of every row.
    let rowLabelsReplace: Bool
    let lists: ListText

    /// Prepares a header.
    init(_ header: CSVHeader, labels: [String], dialect: CSVDialect, symbols: SymbolTable) {
        var identifier: Reference?
        var identifierProperty: (property: CSVHeader.Property, key: Symbol)?
        var source: Reference?
        var target: Reference?
        var labelColumn: Int?
        var properties: [(column: Int, property: CSVHeader.Property, key: Symbol)] = []
        for (column, field) in header.fields.enumerated() {
            func reference(_ space: String) -> Reference {
                Reference(column: column, space: symbols.intern(space), name: field.text)
            }
            switch field.role {
            case .identifier(let space, let property):
                identifier = reference(space)
                identifierProperty = property.map { ($0, symbols.intern($0.key)) }
            case .source(let space): source = reference(space)
            case .target(let space): target = reference(space)
            case .labels: labelColumn = column
            case .property(let property): properties.append((column, property, symbols.intern(property.key)))
            case .ignored: break
            }
        }
        kind = header.kind
        width = header.fields.count
        self.identifier = identifier
        self.identifierProperty = identifierProperty
        self.source = source
        self.target = target
        self.labelColumn = labelColumn
        self.properties = properties
        self.labels = labels + header.labels
        rowLabelsReplace = header.kind == .edge
        lists = ListText(delimiter: dialect.arrayDelimiter, allowsEscapes: header.escapesArrayDelimiter)
    }
}
