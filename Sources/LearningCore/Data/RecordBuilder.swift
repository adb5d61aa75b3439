import PropertyGraph

/// Collects the records of a table and refuses what is no finite number, by row and column.
struct RecordBuilder {
    /// What messages call the table: the path of its file, or the name of a query's result.
    let data: String
    private var features: [Float] = []
    private var labels = LabelCoding()
    private var width: Int?
    private var count = 0

    init(data: String) { self.data = data }

    /// Adds a feature to the record that is being built.
    mutating func append(
        _ number: Double, at place: @autoclosure () -> DatasetError.Place, column: @autoclosure () -> String
    ) throws(DatasetError) {
        let feature = Float(number)
        guard feature.isFinite else {
            throw .notFinite(data: data, place: place(), column: column(), value: "\(number)")
        }
        features.append(feature)
    }

    /// Adds the features of a whole vector.
    mutating func append(
        _ vector: [Float], at place: @autoclosure () -> DatasetError.Place, column: @autoclosure () -> String
    ) throws(DatasetError) {
        if let position = vector.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(
                data: data, place: place(), column: "\(column())[\(position)]", value: "\(vector[position])")
        }
        features += vector
    }

    /// Ends the record; all records are to have the same number of features.
    mutating func end(label: String, at place: @autoclosure () -> DatasetError.Place) throws(DatasetError) {
        count += 1
        let expected = width ?? features.count
        width = expected
        let found = features.count - (count - 1) * expected
        guard found == expected else {
            throw .malformed(
                data: data, place: place(),
                problem:
                    "the record has \(found) features and those before it have \(expected); make them equal")
        }
        guard !label.isEmpty else {
            throw .malformed(data: data, place: place(), problem: "the label is empty; fill it in")
        }
        labels.append(label)
    }

    /// The data set, its records having one dimension.
    func finish(name: String) throws(DatasetError) -> Dataset {
        guard let width, count > 0 else { throw .noRecords(data: data) }
        guard width > 0 else { throw .noFeatures(data: data) }
        let (labels, classNames) = labels.finish()
        return Dataset(
            checked: name, shape: [width], features: features, labels: labels, classNames: classNames)
    }
}

/// Which columns of a table are features, and which one is the label.
struct ColumnChoice {
    let label: Int
    let features: [Int]

    /// Chooses by name: the features are those named, or all but the label.
    init(
        of names: [String], data: String, label: String, features wanted: [String]?
    ) throws(DatasetError) {
        if let repeated = names.enumerated().first(where: { names[..<$0].contains($1) })?.element {
            throw .malformed(
                data: data, place: nil, problem: "two columns are called `\(repeated)`; rename one")
        }
        guard let place = names.firstIndex(of: label) else {
            throw .noColumn(data: data, column: label, among: names, isLabel: true)
        }
        self.label = place
        if let wanted {
            var chosen: [Int] = []
            for name in wanted {
                guard let position = names.firstIndex(of: name) else {
                    throw .noColumn(data: data, column: name, among: names, isLabel: false)
                }
                chosen.append(position)
            }
            features = chosen
        } else {
            features = names.indices.filter { $0 != place }
        }
        guard !features.isEmpty, !features.contains(place), Set(features).count == features.count else {
            throw .noFeatures(data: data)
        }
    }
}
