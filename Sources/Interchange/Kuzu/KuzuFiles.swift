import PropertyGraph

/// Finds out what the columns of an export's files mean.
struct KuzuFiles {
    let folder: String
    let catalog: KuzuCatalog

    /// The script that names the files.
    var script: String { folder + "/copy.cypher" }

    /// The file of a statement, with a header made of the table's columns.
    func file(_ copy: KuzuCopy) throws(InterchangeError) -> any DataFile {
        let path = folder + "/" + copy.file
        let (label, header) = try header(of: copy)
        _ = try InputFile(path: path)
        let dialect = try dialect(of: copy)
        if copy.file.lowercased().hasSuffix(".parquet") {
            return try ParquetFile(path: path, header: header, labels: [label], dialect: dialect)
        }
        guard copy.file.lowercased().hasSuffix(".csv") else {
            throw error(
                copy, "`\(shortened(copy.file.utf8))` is neither CSV nor Parquet; export in one of them")
        }
        return CSVFile(
            path: path, header: header, labels: [label], dialect: dialect,
            startsWithHeader: copy.isOn("HEADER"))
    }

    /// What the files themselves have lost when Kuzu wrote them.
    func losses(of files: [any DataFile]) -> [String] {
        var losses: [String] = []
        if files.contains(where: { $0 is CSVFile }) {
            if columns.contains(where: { $0.type.hasFloats }) {
                losses.append(
                    "Kuzu writes floating-point numbers into CSV with six digits after the point;"
                        + " an export in Parquet keeps all.")
            }
            if columns.contains(where: { $0.type.hasTextElements }) {
                losses.append(
                    "Kuzu does not quote the elements of lists in CSV: a comma in an element separates it in two;"
                        + " an export in Parquet keeps it whole.")
            }
        }
        if files.contains(where: { $0 is ParquetFile }), columns.contains(where: { $0.type == .int128 }) {
            losses.append(
                "Kuzu writes INT128 into Parquet as DOUBLE, which keeps 15 digits; an export in CSV keeps all."
            )
        }
        return losses
    }

    private var columns: [KuzuField] {
        catalog.nodeTables.flatMap(\.columns) + catalog.relationshipTables.flatMap(\.columns)
    }

    private func header(
        of copy: KuzuCopy
    ) throws(InterchangeError) -> (label: String, header: CSVHeader) {
        if let table = catalog.nodeTable(copy.table) {
            let columns = try columns(copy, of: table.columns)
            guard columns.contains(where: { $0.name == table.primaryKey }) else {
                throw error(
                    copy, "the primary key `\(shortened(table.primaryKey.utf8))` is not among the columns")
            }
            let fields = columns.map { column in
                let property = column.property
                return CSVHeader.Field(
                    text: column.name,
                    role: column.name == table.primaryKey
                        ? .identifier(space: table.name, property: property) : .property(property))
            }
            return (table.name, CSVHeader(kind: .node, fields: fields))
        }
        let (table, ends) = try relationships(of: copy)
        let fields =
            [
                CSVHeader.Field(text: "from", role: .source(space: ends.source)),
                CSVHeader.Field(text: "to", role: .target(space: ends.target)),
            ]
            + (try columns(copy, of: table.columns)).map {
                CSVHeader.Field(text: $0.name, role: .property($0.property))
            }
        return (table.name, CSVHeader(kind: .edge, fields: fields))
    }

    private func columns(
        _ copy: KuzuCopy, of columns: [KuzuField]
    ) throws(InterchangeError) -> [KuzuField] {
        guard let names = copy.columns else { return columns }
        var chosen: [KuzuField] = []
        for name in names {
            guard let column = columns.first(where: { $0.name == name }) else {
                throw error(
                    copy, "table `\(shortened(copy.table.utf8))` has no column `\(shortened(name.utf8))`")
            }
            guard !chosen.contains(column) else {
                throw error(copy, "column `\(shortened(name.utf8))` stands there twice")
            }
            chosen.append(column)
        }
        return chosen
    }

    /// The table of relationships that a statement fills, and between which tables.
    private func relationships(
        of copy: KuzuCopy
    ) throws(InterchangeError) -> (table: KuzuCatalog.RelationshipTable, ends: KuzuCatalog.Ends) {
        for table in catalog.relationshipTables {
            for ends in table.ends {
                // Older versions give each pair of a group a table of its own.
                if copy.table == "\(table.name)_\(ends.source)_\(ends.target)" { return (table, ends) }
            }
        }
        guard let table = catalog.relationshipTable(copy.table) else {
            throw error(copy, "no table is called `\(shortened(copy.table.utf8))`")
        }
        let matching = table.ends.filter { ends in
            copy.options["FROM"].map { $0 == ends.source } ?? true
                && copy.options["TO"].map { $0 == ends.target } ?? true
        }
        guard matching.count == 1 else {
            throw error(
                copy,
                matching.isEmpty
                    ? "table `\(shortened(table.name.utf8))` does not join those tables"
                    : "table `\(shortened(table.name.utf8))` joins several tables, and no from and to say which"
            )
        }
        return (table, matching[0])
    }

    private func dialect(of copy: KuzuCopy) throws(InterchangeError) -> CSVDialect {
        func character(_ names: [String], or usual: Character) throws(InterchangeError) -> Character {
            guard let text = names.compactMap({ copy.options[$0] }).first else { return usual }
            guard text.count == 1, let character = text.first else {
                throw error(
                    copy, "the option \(names[0]) needs one character; `\(shortened(text.utf8))` is none")
            }
            return character
        }
        let quote = try character(["QUOTE"], or: "\"")
        guard try character(["ESCAPE"], or: quote) == quote else {
            throw error(
                copy, "files whose quotes are not doubled are not read; leave out ESCAPE, or use Parquet")
        }
        let delimiter = try character(["DELIM", "DELIMITER"], or: ",")
        // Kuzu's lists have a form of their own, so any free byte serves here.
        return try CSVDialect(
            CSVOptions(delimiter: delimiter, arrayDelimiter: delimiter == ";" ? "," : ";", quote: quote))
    }

    private func error(_ copy: KuzuCopy, _ sentence: String) -> InterchangeError {
        let end = sentence.contains(";") ? "" : "; export the database again"
        return InterchangeError(file: script, line: copy.line, .malformed(sentence + end))
    }
}

extension KuzuField {
    fileprivate var property: CSVHeader.Property {
        CSVHeader.Property(key: name, type: type.columnType, declared: type.name)
    }
}

extension KuzuType {
    /// Whether a value may be or contain a floating-point number.
    fileprivate var hasFloats: Bool {
        switch self {
        case .scalar(let type, _): type == .float32 || type == .float64
        case .list(let element), .array(let element, _): element.hasFloats
        case .map(_, let value): value.hasFloats
        case .structure(let fields), .union(let fields): fields.contains { $0.type.hasFloats }
        default: false
        }
    }

    /// Whether a comma in a value may be mistaken for the end of an element.
    fileprivate var hasTextElements: Bool {
        switch self {
        case .list(.scalar(.string, _)), .array(.scalar(.string, _), _): true
        case .list(let element), .array(let element, _): element.hasTextElements
        case .structure, .map: true
        default: false
        }
    }
}
