import Foundation

extension PredictionSet {
    /// The predictions with what a file of labels says, as one set.
    ///
    /// - Throws: ``PredictionError`` unless both are of the same examples and agree.
    public func labelled(by labels: LabelSet) throws(PredictionError) -> PredictionSet {
        // Comparing a set with itself checks all that has to be.
        _ = try FlipReport(old: self, new: self, labels: labels, worst: 0)
        func ordered(_ texts: [String]) -> [String] {
            ids.compactMap { labels.positions[$0].map { texts[$0] } }
        }
        return try PredictionSet(
            source: source, ids: ids, predictions: predictions, labels: ordered(labels.labels),
            confidences: confidences, slices: labels.slices.map(ordered) ?? slices)
    }

    /// The predictions as a CSV file that reads back as they are.
    public var csv: Data {
        var header = ["id", "prediction"]
        if labels != nil { header.append("label") }
        if confidences != nil { header.append("confidence") }
        if slices != nil { header.append("slice") }
        var text = CSVLines()
        text.append(header)
        for row in ids.indices {
            var fields = [ids[row], predictions[row]]
            if let labels { fields.append(labels[row]) }
            if let confidences { fields.append(confidences[row].map { "\($0)" } ?? "") }
            if let slices { fields.append(slices[row]) }
            text.append(fields)
        }
        return text.bytes
    }
}

/// Rows of fields as CSV.
private struct CSVLines {
    private(set) var bytes = Data()

    mutating func append(_ fields: [String]) {
        for (position, field) in fields.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            append(field.utf8)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Appends a field, in quotes where it needs them.
    private mutating func append(_ field: String.UTF8View) {
        let quote = UInt8(ascii: "\"")
        let special = [UInt8(ascii: ","), quote, UInt8(ascii: "\n"), UInt8(ascii: "\r")]
        // Spaces at the ends are kept in quotes alone.
        let ends = [UInt8(ascii: " "), UInt8(ascii: "\t")]
        let isPadded = [field.first, field.last].contains { $0.map(ends.contains) ?? false }
        guard isPadded || field.contains(where: special.contains) else {
            bytes.append(contentsOf: field)
            return
        }
        bytes.append(quote)
        for byte in field {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}
