import Interchange

/// Why predictions cannot be read, or not be compared, as a sentence.
public enum PredictionError: Error, Equatable {
    /// Where something stands.
    public struct Place: Equatable, Sendable, CustomStringConvertible {
        /// The file, or what a program calls its predictions.
        public let source: String
        /// The line, from 1.
        public let line: Int?

        /// `old.csv:3`.
        public var description: String { line.map { "\(source):\($0)" } ?? source }
    }

    /// What two files say of the same example, or where they say nothing.
    public struct Difference: Equatable, Sendable {
        /// Files that each lack examples of the other.
        public let first, second: String
        /// What the first lacks, in the order of the second.
        public let lackingInFirst: [String]
        /// What the second lacks, in the order of the first.
        public let lackingInSecond: [String]
    }

    /// Classes of a file and those of the labels, of which none is the same.
    public struct ClassDifference: Equatable, Sendable {
        /// The file of predictions, or what a program calls them.
        public let source: String
        /// Classes that are predicted: those to be told apart from labels, or all, in order.
        public let predicted: [String]
        /// Where the labels come from.
        public let labels: String
        /// The labels that are meant, or all, in order.
        public let right: [String]
    }

    /// The file itself is at fault: it is missing, damaged or no CSV.
    case unreadable(InterchangeError)
    /// A column that is needed and not there.
    case noColumn(String, source: String, among: [String])
    /// A column that is there twice.
    case repeatedColumn(String, source: String)
    /// A file without a row.
    case noExamples(source: String)
    /// A name, a class or a confidence that is missing.
    case emptyValue(column: String, at: Place)
    /// Two rows of the same name.
    case repeatedID(String, first: Place, second: Place)
    /// A confidence that is no number from 0 to 1.
    case confidence(String, at: Place)
    /// The files are of different examples.
    case differentExamples(Difference)
    /// The predictions are of models that were tested on different data.
    case otherTest(TestMismatch)
    /// Two files disagree on the label or the slice of an example, and perhaps on more of them.
    case disagreement(on: String, id: String, first: Place, says: String, second: Place, saysInstead: String)
    /// Nothing says what is right.
    case noLabels(sources: [String])
    /// No class that is predicted is one of the labels, which is how spellings differ rather than how models err.
    case otherClasses(ClassDifference)
    /// No file has the column that examples should be divided by.
    case noSlices(column: String, sources: [String])
}

extension PredictionError: CustomStringConvertible {
    /// One sentence that names the file, the line and a way out.
    public var description: String {
        switch self {
        case .unreadable(let error): return error.description
        case .noColumn(let name, let source, let among):
            let near = closestSpelling(to: name, among: among).map { "did you mean `\(shown($0))`? " } ?? ""
            let way =
                among.count == 1 && among[0].contains { ";\t|".contains($0) }
                ? "separate its fields by commas" : "rename the column that is meant"
            return
                "\(source): there is no column `\(shown(name))` in the header, which has \(list(among)); \(near)\(way)"
        case .repeatedColumn(let name, let source):
            return "\(source): two columns are called `\(shown(name))`; rename or remove one"
        case .noExamples(let source):
            return "\(source): there is no row below the header; write one for each example"
        case .emptyValue(let column, let place):
            return "\(place): the \(column) is empty; fill it in, or leave the row out of all files"
        case .repeatedID(let id, let first, let second):
            return
                "\(second): the id `\(shown(id))` is there already"
                + (first.line.map { ", on line \($0)" } ?? "")
                + "; every example needs one row and an id of its own"
        case .confidence(let text, let place):
            return
                "\(place): the confidence `\(shown(text))` is no number from 0 to 1; write the probability of the "
                + "predicted class, or leave the column out"
        case .differentExamples(let difference): return Self.sentence(difference)
        case .otherTest(let mismatch): return mismatch.description
        case .disagreement(let column, let id, let first, let says, let second, let instead):
            return
                "the \(column) of `\(shown(id))` is `\(shown(says))` in \(first) and `\(shown(instead))` in "
                + "\(second); correct one, or leave the column out of one file"
        case .noLabels(let sources):
            return
                "\(sources.joined(separator: " and ")): nothing says what is right; add a column `label`, or give a "
                + "file of ids and labels with --labels"
        case .otherClasses(let difference):
            return
                "\(difference.source): it predicts \(list(difference.predicted)), and \(difference.labels) "
                + "\(difference.labels == "its labels" ? "say" : "says") \(list(difference.right)): no class is the same, "
                + "so that every prediction would be wrong; write classes the same way in all files"
        case .noSlices(let column, let sources):
            return
                "\(sources.joined(separator: " and ")): there is no column `\(shown(column))` to divide the examples "
                + "by; add it to one of the files"
        }
    }

    /// The file that is meant, for those who sort messages by it.
    public var place: Place? {
        switch self {
        case .unreadable(let error): Place(source: error.file, line: error.line)
        case .noColumn(_, let source, _), .repeatedColumn(_, let source), .noExamples(let source):
            Place(source: source, line: nil)
        case .emptyValue(_, let place), .confidence(_, let place): place
        case .repeatedID(_, _, let second): second
        case .disagreement(_, _, _, _, let second, _): second
        case .otherClasses(let difference): Place(source: difference.source, line: nil)
        case .differentExamples, .otherTest, .noLabels, .noSlices: nil
        }
    }

    private static func sentence(_ difference: Difference) -> String {
        func part(_ file: String, _ lacking: [String], _ other: String) -> String? {
            guard !lacking.isEmpty else { return nil }
            let names = lacking.prefix(5).map { "`\(shortened($0.utf8))`" }.joined(separator: ", ")
            return
                "\(file) lacks \(lacking.count) id\(lacking.count == 1 ? "" : "s") of \(other) "
                + "(\(names)\(lacking.count > 5 ? ", ..." : ""))"
        }
        let parts = [
            part(difference.first, difference.lackingInFirst, difference.second),
            part(difference.second, difference.lackingInSecond, difference.first),
        ]
        return parts.compactMap { $0 }.joined(separator: ", and ")
            + "; only the same examples can be compared: "
            + (Spelling.pair(difference.lackingInFirst, difference.lackingInSecond).map {
                "`\(shortened($1.utf8))` and `\(shortened($0.utf8))` look like the same one; write ids the same way in all "
                    + "files"
            } ?? "predict all of them, or cut the files to those in all")
    }

    private func shown(_ text: String) -> String { shortened(text.utf8) }

    private func list(_ names: [String]) -> String {
        let shown = names.prefix(12).map { "`\(self.shown($0))`" }.joined(separator: ", ")
        return names.count > 12 ? shown + ", ..." : shown
    }
}
