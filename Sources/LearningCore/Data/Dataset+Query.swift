import Query
import QueryValues

extension Dataset {
    /// Takes the result of a query.
    ///
    ///     let columns = try await store.query(
    ///         "MATCH (p:Paper) RETURN p.embedding AS embedding, p.field AS label").columns()
    ///     let papers = try Dataset(columns, name: "papers")
    ///
    /// Features are columns of numbers, of lists of numbers, or of vectors; labels are texts, whole numbers
    /// or truth values.
    ///
    /// - Parameters:
    ///   - columns: The result.
    ///   - name: What messages call the data set.
    ///   - label: The column that holds the labels.
    ///   - features: The columns that are features; nil for all but the label.
    /// - Throws: ``DatasetError`` where a column is missing, or a value is no finite number.
    public init(
        _ columns: QueryColumns, name: String, label: String = "label", features: [String]? = nil
    ) throws(DatasetError) {
        let choice = try ColumnChoice(of: columns.names, data: name, label: label, features: features)
        let names = choice.features.map { columns.names[$0] }
        let values = names.map { columns.values($0) ?? [] }
        let labels = columns.values(label) ?? []
        var records = RecordBuilder(data: name)
        for row in 0..<columns.count {
            let place = DatasetError.Place.row(row + 1)
            for (column, values) in zip(names, values) {
                try records.append(values[row], at: place, column: column)
            }
            try records.end(label: try Self.label(labels[row], of: name, at: place), at: place)
        }
        self = try records.finish(name: name)
    }

    private static func label(
        _ value: QueryValue, of data: String, at place: DatasetError.Place
    ) throws(DatasetError) -> String {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        case .boolean(let truth): truth ? "true" : "false"
        case .float(let number): number.description
        case .null: ""
        default:
            throw .malformed(
                data: data, place: place,
                problem: "the label is neither a text nor a number nor a truth value; return one of these")
        }
    }
}
