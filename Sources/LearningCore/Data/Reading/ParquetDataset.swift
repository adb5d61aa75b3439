import Interchange
import PropertyGraph

/// A Parquet file as a data set: columns of numbers, or lists of them, and a column of labels.
struct ParquetDataset {
    let path: String
    let options: DatasetOptions

    func read(name: String) throws(DatasetError) -> Dataset {
        var file = try reading { () throws(InterchangeError) in try ParquetTableFile(path: path) }
        let choice = try ColumnChoice(
            of: file.names, data: path, label: options.label, features: options.features)
        let names = choice.features.map { file.names[$0] }
        var records = RecordBuilder(data: path)
        var firstRow = 1
        while let columns = try reading({ () throws(InterchangeError) in
            try file.next(columns: choice.features + [choice.label])
        }) {
            guard let labels = columns.last else { break }
            for row in 0..<labels.values.count {
                let place = DatasetError.Place.row(firstRow + row)
                for (name, column) in zip(names, columns) {
                    try records.append(column[row], at: place, column: name)
                }
                try records.end(label: labels[row]?.plainText ?? "", at: place)
            }
            firstRow += labels.values.count
        }
        return try records.finish(name: name)
    }
}
