import Foundation

/// Reads the part of Gherkin in which the openCypher TCK is written.
///
///     let feature = try FeatureParser.parse(text)
///     for scenario in feature.scenarios { print(scenario.title) }
///
/// That part is: features, backgrounds, scenarios, outlines with examples, tags, comments, doc strings and data tables.
public struct FeatureParser {
    private let lines: [Substring]
    private var position = 0
    private var title = ""
    private var background: [Step] = []
    private var scenarios: [Scenario] = []

    private init(_ text: String) {
        // By scalars, because a carriage return and a line feed are one Character.
        lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map {
            Substring($0.last == "\r" ? $0.dropLast() : $0)
        }
    }

    /// The feature that a text describes.
    public static func parse(_ text: String) throws(FeatureError) -> Feature {
        var parser = FeatureParser(text)
        try parser.readFeature()
        return Feature(title: parser.title, scenarios: parser.scenarios)
    }

    private mutating func readFeature() throws(FeatureError) {
        while let line = nextLine() {
            if let title = line.value(of: "Feature") {
                self.title = title
            } else if line.value(of: "Background") != nil {
                background = try readSteps()
            } else if let title = line.value(of: "Scenario Outline", "Scenario Template") {
                try readOutline(title)
            } else if let title = line.value(of: "Scenario", "Example") {
                let number = position
                scenarios.append(
                    Scenario(title: title, steps: background + (try readSteps()), line: number))
            } else if !line.hasPrefix("@"), !scenarios.isEmpty || !background.isEmpty {
                throw FeatureError(line: position, reason: "`\(line)` is neither a scenario nor a step.")
            }
        }
    }

    private mutating func readOutline(_ title: String) throws(FeatureError) {
        let number = position
        let steps = try readSteps()
        var row = 0
        while let line = peekLine() {
            if line.hasPrefix("@"), comesExamples() {
                _ = nextLine()
                continue
            }
            guard line.value(of: "Examples", "Scenarios") != nil else { break }
            _ = nextLine()
            let table = try readTable()
            guard let header = table.first else { continue }
            for cells in table.dropFirst() {
                row += 1
                let placeholders = Placeholders(names: header, values: cells)
                scenarios.append(
                    Scenario(
                        title: placeholders.fill(title), row: row,
                        steps: background + steps.map(placeholders.fill), line: number))
            }
        }
        if row == 0 { throw FeatureError(line: number, reason: "The outline `\(title)` has no examples.") }
    }

    /// Whether the tags that come next belong to examples rather than to the next scenario.
    private func comesExamples() -> Bool {
        let following = lines[position...].lazy.map { $0.trimmed }
            .first { !$0.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix("@") }
        return following?.value(of: "Examples", "Scenarios") != nil
    }

    private mutating func readSteps() throws(FeatureError) -> [Step] {
        var steps: [Step] = []
        while let line = peekLine() {
            guard let text = line.stepText else { break }
            _ = nextLine()
            steps.append(Step(text: text, argument: try readArgument()))
        }
        return steps
    }

    private mutating func readArgument() throws(FeatureError) -> Step.Argument? {
        guard let line = peekLine() else { return nil }
        if line.hasPrefix("|") { return .table(try readTable()) }
        for mark in ["\"\"\"", "```"] where line.hasPrefix(mark) { return .text(try readText(mark)) }
        return nil
    }

    private mutating func readTable() throws(FeatureError) -> [[String]] {
        var rows: [[String]] = []
        while let line = peekLine(), line.hasPrefix("|") {
            _ = nextLine()
            let cells = DataTable.cells(of: line)
            if let width = rows.first?.count, width != cells.count {
                throw FeatureError(
                    line: position,
                    reason: "The row has \(cells.count) cells, and the first row of its table \(width).")
            }
            rows.append(cells)
        }
        return rows
    }

    private mutating func readText(_ mark: String) throws(FeatureError) -> String {
        while let line = lines[position...].first, line.trimmed.isEmpty || line.trimmed.hasPrefix("#") {
            position += 1
        }
        let opening = position
        let indentation = lines[opening].unicodeScalars.prefix { $0 == " " || $0 == "\t" }.count
        position += 1
        var text: [String] = []
        while position < lines.count {
            let line = lines[position]
            position += 1
            if line.trimmed == mark { return text.joined(separator: "\n") }
            let blanks = line.unicodeScalars.prefix { $0 == " " || $0 == "\t" }.count
            let content = line.unicodeScalars.dropFirst(min(blanks, indentation))
            text.append(String(content).replacing("\\\"\\\"\\\"", with: "\"\"\""))
        }
        throw FeatureError(line: opening + 1, reason: "The text that begins with \(mark) does not end.")
    }

    /// The next line that says something, without moving on to it.
    private func peekLine() -> String? {
        lines[position...].lazy.map { $0.trimmed }.first { !$0.isEmpty && !$0.hasPrefix("#") }
    }

    private mutating func nextLine() -> String? {
        while position < lines.count {
            let line = lines[position].trimmed
            position += 1
            if !line.isEmpty, !line.hasPrefix("#") { return line }
        }
        return nil
    }
}

extension StringProtocol {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}

extension String {
    /// What stands behind one of the keywords and its colon, nil where the line does not begin so.
    fileprivate func value(of keywords: String...) -> String? {
        for keyword in keywords where hasPrefix(keyword + ":") {
            return dropFirst(keyword.count + 1).trimmed
        }
        return nil
    }

    fileprivate var stepText: String? {
        for keyword in ["Given ", "When ", "Then ", "And ", "But ", "* "] where hasPrefix(keyword) {
            return dropFirst(keyword.count).trimmed
        }
        return nil
    }
}
