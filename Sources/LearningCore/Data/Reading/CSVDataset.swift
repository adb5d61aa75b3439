import Interchange

/// A CSV file as a data set: a header, numbers, and a column of labels.
struct CSVDataset {
    let path: String
    let options: DatasetOptions

    func read(name: String) throws(DatasetError) -> Dataset {
        var file = try reading { () throws(InterchangeError) in try CSVTableFile(path: path) }
        let choice = try ColumnChoice(
            of: file.names, data: path, label: options.label, features: options.features)
        let columns = choice.features.map { file.names[$0] }
        var records = RecordBuilder(data: path)
        while let rows = try reading({ () throws(InterchangeError) in
            try file.next(columns: choice.features + [choice.label])
        }) {
            for row in 0..<rows.count {
                for (position, column) in columns.enumerated() {
                    guard let number = rows.number(row: row, column: position) else {
                        throw .notNumeric(
                            data: path, place: .line(rows.line(ofRow: row)), column: column,
                            value: rows.text(row: row, column: position))
                    }
                    try records.append(number, at: .line(rows.line(ofRow: row)), column: column)
                }
                try records.end(
                    label: rows.text(row: row, column: columns.count), at: .line(rows.line(ofRow: row)))
            }
        }
        return try records.finish(name: name)
    }
}

/// Passes on what is wrong with a file as an error of this layer.
func reading<Result>(
    _ body: () throws(InterchangeError) -> Result
) throws(DatasetError) -> Result {
    do throws(InterchangeError) { return try body() } catch { throw .unreadable(error) }
}
