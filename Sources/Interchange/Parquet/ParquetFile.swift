import PropertyGraph

/// A Parquet file whose columns have a meaning.
///
/// The names of the columns mean what the fields of a CSV header do (`id:ID(Person)`, `:START_ID`, `born:DATE`). A
/// file with plain names gets its meaning from a header in a group, whose fields stand for the columns in their
/// order, as they do for a CSV file. Values have the types that the file gives them; a type in the header converts
/// them where that is possible.
struct ParquetFile: DataFile {
    let path: String
    let header: CSVHeader
    /// Labels that every row has, given with the file.
    let labels: [String]
    let dialect: CSVDialect
    let columns: [ArrowField]

    /// Opens a file that names its columns itself.
    init(path: String, labels: [String], options: CSVOptions) throws(InterchangeError) {
        let dialect = try CSVDialect(options)
        let columns = try ParquetReader(path: path).columns
        do throws(InterchangeError.Cause) {
            header = try CSVHeader(columns.map(\.name), identifierType: options.identifierType)
        } catch {
            throw InterchangeError(file: path, error)
        }
        self.path = path
        self.labels = labels
        self.dialect = dialect
        self.columns = columns
    }

    /// Opens a file whose columns a header explains, one after the other.
    init(
        path: String, header: CSVHeader, labels: [String], dialect: CSVDialect
    ) throws(InterchangeError) {
        columns = try ParquetReader(path: path).columns
        self.path = path
        self.header = header
        self.labels = labels
        self.dialect = dialect
        guard columns.count == header.fields.count else {
            throw InterchangeError(
                file: path,
                .malformed(
                    "the file has \(columns.count) columns and the header has \(header.fields.count) fields;"
                        + " give every column a field, and :IGNORE to those that are not wanted"))
        }
        try refuseOtherOrder()
    }

    /// A name that stands in another place in the file means that the header is in another order.
    private func refuseOtherOrder() throws(InterchangeError) {
        for (position, field) in header.fields.enumerated() {
            guard let name = field.columnName, columns[position].name != name,
                let other = columns.firstIndex(where: { $0.name == name })
            else { continue }
            throw InterchangeError(
                file: path,
                .malformed(
                    "the header has `\(shortened(name.utf8))` as field \(position + 1), but the file has it as"
                        + " column \(other + 1); put the header's fields in the order of the columns"))
        }
    }

    func portions(
        of kind: ElementKind, number: Int, symbols: SymbolTable, plan: ReadingPlan
    ) -> PortionSource? {
        guard header.kind == kind else { return nil }
        let parser = ParquetParser(self, number: number, symbols: symbols)
        return { () throws(InterchangeError) in
            let reader = try ParquetReader(path: parser.path)
            guard reader.columns == parser.columns else {
                throw InterchangeError(
                    file: parser.path, .malformed("the file changed while it was read; try again"))
            }
            return ParquetPortionReader(reader, parser: parser, usesThreads: plan.workers > 1)
        }
    }
}

extension CSVHeader.Field {
    /// The name of a property, as a column may be called.
    fileprivate var columnName: String? {
        switch role {
        case .identifier(_, let property): property?.key
        case .property(let property): property.key
        case .source, .target, .labels, .ignored: nil
        }
    }

    /// The type that values are to have; nil where the header says none.
    var declaredType: CSVHeader.Property? {
        switch role {
        case .property(let property):
            property.type == .string && !text.lowercased().contains(":string") ? nil : property
        case .identifier(_, let property):
            property?.type == .string && !text.contains("id-type") ? nil : property
        case .source, .target, .labels, .ignored: nil
        }
    }
}
