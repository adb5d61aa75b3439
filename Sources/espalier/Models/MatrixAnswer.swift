import Foundation
import LearningCore

/// What `espalier model matrix` says.
struct MatrixAnswer: Encodable {
    /// One metric.
    struct Entry: Encodable {
        let metric: String
        /// Row i has the queries of version i, column j up to i the gallery of version j.
        let values: [[Double]]
        /// For each row but the first, whether it passes in each gallery before it.
        let compatible: [[Bool]]
        let averageCompatibility: Double?
        let passes: Bool
        /// What the newest version gains in each older gallery; nil without a paragon.
        let updateGains: [Gain]?
    }

    /// What the newest version gains in an older gallery.
    struct Gain: Encodable {
        let gallery: String
        let gain: Double
        let possible: Double
        /// The share of what is possible; null where that is hardly anything.
        let share: Double?
    }
    let versions: [String]
    /// Whether every pair passes on every metric.
    let passes: Bool
    let metrics: [Entry]

    /// Takes matrices of the same versions, and what the paragon finds by each metric.
    init(_ matrices: [CompatibilityMatrix], best: [Double]?) {
        let entries = matrices.enumerated().map { position, matrix in
            let newest = matrix.names.count - 1
            return Entry(
                metric: matrix.metric.description, values: matrix.values,
                compatible: (0...newest).map { row in (0..<row).map { matrix.isCompatible(row, with: $0) } },
                averageCompatibility: matrix.averageCompatibility, passes: matrix.averageCompatibility == 1,
                updateGains: best.map { best in
                    (0..<newest).map { gallery in
                        let gain = UpdateGain(
                            cross: matrix[newest, gallery], old: matrix[gallery, gallery],
                            paragon: best[position])
                        return Gain(
                            gallery: matrix.names[gallery], gain: gain.gain, possible: gain.possible,
                            share: gain.share)
                    }
                })
        }
        versions = matrices.first?.names ?? []
        metrics = entries
        passes = entries.allSatisfy(\.passes)
    }

    /// A table for each metric, for people.
    var text: String { metrics.map(table).joined(separator: "\n") + "\n" + verdict }

    private var verdict: String {
        func list(_ entries: [Entry]) -> String {
            entries.isEmpty ? "nothing" : entries.map(\.metric).joined(separator: ", ")
        }
        return passes
            ? "compatible on \(list(metrics))\n"
            : "compatible on \(list(metrics.filter(\.passes))); NOT on \(list(metrics.filter { !$0.passes }))\n"
    }

    private func table(_ entry: Entry) -> String {
        // Names come from files and may be of any length.
        let names = versions.map { TableCell.oneLine($0).shortened(toWidth: 24) }
        let cells = entry.values.enumerated().map { row, values in
            values.enumerated().map { column, value in
                number(value) + (row == column ? "     " : entry.compatible[row][column] ? " pass" : " FAIL")
            }
        }
        let width = max(11, names.map(\.displayWidth).max() ?? 0)
        func padded(_ text: String) -> String {
            String(repeating: " ", count: max(0, width - text.displayWidth)) + text
        }
        func line(_ cells: [String]) -> String {
            var line = cells.map(padded).joined(separator: " ")
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }
        var text = line([entry.metric] + names)
        for (name, row) in zip(names, cells) { text += line([name] + row) }
        let pairs = entry.compatible.flatMap(\.self)
        text += "  \(pairs.count(where: \.self)) of \(pairs.count) pairs pass"
        text += entry.averageCompatibility.map { ", average compatibility \(number($0))\n" } ?? "\n"
        for gain in entry.updateGains ?? [] {
            text += "  update gain of \(versions.last ?? "") in the gallery of \(gain.gallery): "
            text += gain.share.map { number($0) } ?? "undefined"
            text += " (\(number(gain.gain)) of \(number(gain.possible)))\n"
        }
        return text
    }

    private func number(_ value: Double) -> String { String(format: "%.3f", value) }
}
