import Foundation
import Testing

/// One row of a golden file, by the names in its header.
struct GoldenRow: CustomTestStringConvertible, Sendable {
    let file: String
    let number: Int
    fileprivate let fields: [String: String]

    var testDescription: String { fields["id"] ?? "\(file) row \(number)" }

    /// The text of a column; empty where the row has none.
    func text(_ column: String) throws -> String { try #require(fields[column], "\(file) has no \(column)") }

    /// The number in a column, nil where the row has none.
    func number(_ column: String) throws -> Double? {
        let text = try text(column)
        guard !text.isEmpty else { return nil }
        let number: Double = try #require(Double(text), "\(text) in \(column)")
        return number
    }

    /// The number in a column that every row has.
    func value(_ column: String) throws -> Double { try #require(try number(column)) }

    /// The whole number in a column that every row has.
    func count(_ column: String) throws -> Int { try #require(Int(try text(column))) }
}

/// The golden files: comma-separated, with quotes around fields that hold commas.
enum GoldenTable {
    static let divergences = read("dp-rdp.csv")
    static let epsilons = read("dp-epsilon.csv")
    static let deltas = read("dp-delta.csv")
    static let calibrations = read("dp-calibration.csv")

    private static func read(_ name: String) -> [GoldenRow] {
        guard let folder = Bundle.module.url(forResource: "Golden", withExtension: nil),
            let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
        else { fatalError("The golden file \(name) is missing.") }
        let lines = text.split(separator: "\n").map { fields(of: $0) }
        return lines.dropFirst().enumerated().map { number, values in
            precondition(values.count == lines[0].count, "Row \(number) of \(name) has another length.")
            return GoldenRow(
                file: name, number: number + 1,
                fields: Dictionary(uniqueKeysWithValues: zip(lines[0], values)))
        }
    }

    private static func fields(of line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}

extension Double {
    /// Whether the number is within a share of another.
    func isWithin(_ share: Double, of other: Double) -> Bool { abs(self - other) <= share * abs(other) }
}
