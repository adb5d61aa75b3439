import Interchange
import Tensors

/// Why there is no data set, or none that can be used for what was asked.
///
/// The cases are for programs and tests; ``description`` is the sentence for people.
public enum DatasetError: Error, Equatable {
    /// Where something stands in a file or a data set.
    public enum Place: Equatable, Sendable {
        /// A line of a text, from 1.
        case line(Int)
        /// A byte of a file, from 0.
        case offset(Int)
        /// A row of a table, from 1.
        case row(Int)
        /// A record of a data set, from 0.
        case record(Int)
    }

    /// The file itself is at fault: it is missing, damaged, or not what its format asks for.
    case unreadable(InterchangeError)
    /// The same of a file of tensors.
    case unreadableTensors(TensorError)
    /// Something in a file or a data set that cannot be made sense of; the problem ends with what helps.
    case malformed(data: String, place: Place?, problem: String)
    /// The ending and the first bytes of a file say nothing that is known.
    case unknownFormat(path: String)
    /// A file of features without the file of labels that belongs to it.
    case noLabels(path: String, looked: [String])
    /// There is not a single record.
    case noRecords(data: String)
    /// The features are not as many as the shape and the labels ask for.
    case countsDiffer(data: String, features: Int, shape: [Int], labels: Int)
    /// A feature that is NaN, infinite, or too large for single precision.
    case notFinite(data: String, place: Place, column: String, value: String)
    /// A feature that is no number; an empty value where there is nothing.
    case notNumeric(data: String, place: Place, column: String, value: String)
    /// A label that names no class.
    case unknownLabel(data: String, place: Place?, label: String, classes: [String])
    /// A column that is asked for and not there.
    case noColumn(data: String, column: String, among: [String], isLabel: Bool)
    /// No column is left for the features.
    case noFeatures(data: String)
    /// Records of two data sets that should go together have different shapes.
    case shapesDiffer(data: String, shape: [Int], other: String, otherShape: [Int])
    /// Too few records to take the wanted number from.
    case tooFew(data: String, wanted: Int, found: Int, of: String)
}

extension DatasetError: CustomStringConvertible {
    /// One sentence that names the place, the thing and a way out.
    public var description: String {
        switch self {
        case .unreadable(let error): error.description
        case .unreadableTensors(let error): error.description
        case .malformed(let data, let place, let problem): "\(at(data, place)): \(problem)"
        case .unknownFormat(let path):
            "\(path): neither the first bytes nor the ending tell what this is; use IDX, CSV (.csv, .tsv, also"
                + " with .gz or .zst), .npy, .safetensors or .parquet"
        case .noLabels(let path, let looked):
            "\(path): these features need labels, and there is no file \(either(looked)); give both files as"
                + " FEATURES,LABELS"
        case .noRecords(let data): "\(data): there is no record; a data set needs at least one"
        case .countsDiffer(let data, let features, let shape, let labels):
            "\(data): \(features) features do not make \(labels) records of shape \(shape); give as many labels as"
                + " records"
        case .notFinite(let data, let place, let column, let value):
            "\(at(data, place)): feature `\(shortened(column.utf8))` is \(shortened(value.utf8)); replace it by a"
                + " finite number of single precision, or leave the record out"
        case .notNumeric(let data, let place, let column, let value):
            "\(at(data, place)): feature `\(shortened(column.utf8))` is "
                + (value.isEmpty ? "empty" : "`\(shortened(value.utf8))`")
                + "; features are numbers: fill it in, or name the columns that are features"
        case .unknownLabel(let data, let place, let label, let classes):
            "\(at(data, place)): the label `\(shortened(label.utf8))` is no class; the classes are \(list(classes))"
        case .noColumn(let data, let column, let among, let isLabel):
            "\(data): there is no column `\(shortened(column.utf8))`"
                + (isLabel ? " to take the labels from" : "") + "; " + suggestion(for: column, among: among)
        case .noFeatures(let data):
            "\(data): no column is left for the features; a record needs the label and at least one number"
        case .shapesDiffer(let data, let shape, let other, let otherShape):
            "\(data) has records of shape \(shape) and \(other) of shape \(otherShape); they do not go together"
        case .tooFew(let data, let wanted, let found, let kind):
            "\(data): \(wanted) \(kind) are wanted and there \(found == 1 ? "is" : "are") \(found); ask for fewer"
        }
    }

    private func at(_ data: String, _ place: Place?) -> String {
        switch place {
        case .line(let line): "\(data):\(line)"
        case .offset(let offset): "\(data), byte \(offset)"
        case .row(let row): "\(data), row \(row)"
        case .record(let record): "\(data), record \(record)"
        case nil: data
        }
    }

    private func suggestion(for column: String, among names: [String]) -> String {
        if let near = closestSpelling(to: column, among: names) { return "did you mean `\(near)`?" }
        return names.isEmpty ? "there are none at all" : "the columns are \(list(names))"
    }

    private func list(_ names: [String]) -> String {
        let shown = names.prefix(12).map { "`\(shortened($0.utf8))`" }.joined(separator: ", ")
        return names.count > 12 ? shown + ", ..." : shown
    }

    private func either(_ paths: [String]) -> String { paths.joined(separator: " or ") }
}
