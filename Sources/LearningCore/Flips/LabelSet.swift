/// What is right of some examples, by their names.
///
/// A file is CSV with a header and the columns `id` and `label`, and `slice` if there are parts to tell apart.
public struct LabelSet: Sendable {
    /// Where the labels come from, for messages.
    public let source: String
    /// The names of the examples, all different.
    public let ids: [String]
    /// What is right of each.
    public let labels: [String]
    /// Which part of the data each example belongs to, if the file says so.
    public let slices: [String]?
    let positions: [String: Int]
    private let lines: [Int]

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: A CSV file, perhaps compressed.
    ///   - sliceColumn: The column that says which part of the data an example belongs to.
    /// - Throws: ``PredictionError``, whose sentence names the file, the line and a way out.
    /// - Complexity: O(size of the file)
    public init(reading path: String, sliceColumn: String = "slice") throws(PredictionError) {
        let table = try ExampleTable(
            reading: path, required: ["label"], optional: [], slice: sliceColumn)
        source = path
        ids = table.ids
        labels = table.texts["label"] ?? []
        slices = table.texts[sliceColumn]
        positions = table.positions
        lines = table.lines
    }

    /// Where an example stands.
    func place(ofRow row: Int) -> PredictionError.Place { .init(source: source, line: lines[row]) }
}
