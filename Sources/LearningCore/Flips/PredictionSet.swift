/// What a classifier says of some examples, by their names.
///
///     let old = try PredictionSet(reading: "old.csv")
///     let new = try PredictionSet(reading: "new.csv.gz")
///     let report = try FlipReport(old: old, new: new, labels: try LabelSet(reading: "y.csv"))
///
/// A file is CSV with a header and the columns `id` and `prediction`, in any order and perhaps with others between them.
/// `label`, `confidence` (between 0 and 1; empty where it is not known) and `slice` are used where they are there. Ids and
/// classes are texts, of which canonically equivalent ones are the same.
public struct PredictionSet: Sendable {
    /// Where the predictions come from, for messages.
    public let source: String
    /// The names of the examples, all different.
    public let ids: [String]
    /// The class that is predicted for each.
    public let predictions: [String]
    /// What is right, if the file says so.
    public let labels: [String]?
    /// How sure each prediction is, between 0 and 1, if the file says so; nil for one of which it does not.
    public let confidences: [Double?]?
    /// Which part of the data each example belongs to, if the file says so.
    public let slices: [String]?
    let positions: [String: Int]
    private let lines: [Int]?

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: A CSV file, perhaps compressed.
    ///   - sliceColumn: The column that says which part of the data an example belongs to.
    /// - Throws: ``PredictionError``, whose sentence names the file, the line and a way out.
    /// - Complexity: O(size of the file)
    public init(reading path: String, sliceColumn: String = "slice") throws(PredictionError) {
        let table = try ExampleTable(
            reading: path, required: ["prediction"], optional: ["label", "confidence"],
            mayBeEmpty: ["confidence"], slice: sliceColumn)
        source = path
        ids = table.ids
        predictions = table.texts["prediction"] ?? []
        labels = table.texts["label"]
        slices = table.texts[sliceColumn]
        positions = table.positions
        lines = table.lines
        confidences = try table.texts["confidence"].map { texts throws(PredictionError) in
            var numbers: [Double?] = []
            for (row, text) in texts.enumerated() {
                let number = Double(text.filter { $0 != " " }).flatMap(Confidence.clamped)
                guard number != nil || text.isEmpty else {
                    throw .confidence(text, at: .init(source: path, line: table.lines[row]))
                }
                numbers.append(number)
            }
            return numbers
        }
    }

    /// Takes predictions that a program made.
    ///
    /// - Parameters:
    ///   - source: What messages call them.
    ///   - ids: The names of the examples.
    ///   - predictions: A class for each.
    ///   - labels: What is right.
    ///   - confidences: How sure each prediction is, between 0 and 1; nil where that is not known.
    ///   - slices: Which part of the data each example belongs to.
    /// - Throws: ``PredictionError`` where a name is empty or there twice, or a confidence is out of its range.
    /// - Precondition: There is at least one example, and everything is said of as many.
    public init(
        source: String, ids: [String], predictions: [String], labels: [String]? = nil,
        confidences: [Double?]? = nil, slices: [String]? = nil
    ) throws(PredictionError) {
        let counts = [predictions.count, labels?.count, confidences?.count, slices?.count]
        precondition(
            !ids.isEmpty && counts.allSatisfy { $0 ?? ids.count == ids.count },
            "predictions are of an example at least, and say everything of each")
        var positions: [String: Int] = [:]
        for (row, id) in ids.enumerated() {
            let place = PredictionError.Place(source: source, line: nil)
            guard !id.isEmpty else { throw .emptyValue(column: "id", at: place) }
            guard positions.updateValue(row, forKey: id) == nil else {
                throw .repeatedID(id, first: place, second: place)
            }
            if let confidence = confidences?[row], Confidence.clamped(confidence) == nil {
                throw .confidence("\(confidence)", at: place)
            }
        }
        self.source = source
        self.ids = ids
        self.predictions = predictions
        self.labels = labels
        self.confidences = confidences.map { $0.map { $0.flatMap(Confidence.clamped) } }
        self.slices = slices
        self.positions = positions
        lines = nil
    }

    /// Where an example stands.
    func place(ofRow row: Int) -> PredictionError.Place { .init(source: source, line: lines?[row]) }
}
