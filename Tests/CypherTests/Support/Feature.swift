import Foundation

/// A query of a TCK scenario and the error that it must give, if any.
struct ScenarioQuery: Sendable {
    /// The scenario, the row of its outline included.
    var scenario: String
    var text: String
    /// Such as `SyntaxError: UnexpectedSyntax`, if it must be found before the query runs.
    var compileTimeError: String?
}

/// The scenarios of a Gherkin file, as far as they concern the parser.
struct Feature {
    private(set) var queries: [ScenarioQuery] = []
    private var scenario = ""
    private var templates: [ScenarioQuery] = []
    private var header: [String]?

    /// The folder of the TCK: `ESPALIER_TCK`, or beside the repository.
    static var folder: URL? {
        let path = ProcessInfo.processInfo.environment["ESPALIER_TCK"] ?? "../shared/tck"
        let url = URL(filePath: path).appending(path: "features")
        return FileManager.default.fileExists(atPath: url.path()) ? url : nil
    }

    /// All queries of all features of a folder.
    static func queries(in folder: URL) throws -> [ScenarioQuery] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return try (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "feature" }
            .sorted { $0.path() < $1.path() }
            .flatMap {
                try Feature(String(contentsOf: $0, encoding: .utf8), name: $0.lastPathComponent).queries
            }
    }

    init(_ text: String, name: String) {
        var block: [String]?
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let trimmed = line.trimmingCharacters(in: .whitespacesAndNewlines)
            if trimmed == "\"\"\"" {
                if let lines = block {
                    templates.append(ScenarioQuery(scenario: scenario, text: lines.joined(separator: "\n")))
                    block = nil
                } else {
                    block = []
                }
            } else if block != nil {
                block?.append(String(line))
            } else {
                read(trimmed, in: name)
            }
        }
        finishScenario()
    }

    private mutating func read(_ line: String, in file: String) {
        if line.hasPrefix("Scenario") {
            finishScenario()
            scenario = "\(file), \(line)"
        } else if line.hasPrefix("Examples:") {
            header = []
        } else if line.hasPrefix("|"), let names = header {
            if names.isEmpty { header = cells(line) } else { expand(names, cells(line)) }
        } else if let error = line.firstMatch(of: /an? (\w+) should be raised at (compile|any) time: *(.+)/),
            !templates.isEmpty
        {
            templates[templates.count - 1].compileTimeError = "\(error.1): \(error.3)"
        }
    }

    /// Makes the queries of one row of an outline.
    private mutating func expand(_ names: [String], _ values: [String]) {
        for template in templates {
            var query = template
            for (name, value) in zip(names, values) {
                query.text = query.text.replacing("<\(name)>", with: value)
                query.compileTimeError = query.compileTimeError?.replacing("<\(name)>", with: value)
            }
            query.scenario += " " + values.joined(separator: ", ")
            queries.append(query)
        }
    }

    private mutating func finishScenario() {
        if header == nil { queries += templates }
        templates = []
        header = nil
    }

    private func cells(_ row: String) -> [String] {
        var cells = [""]
        var isEscaped = false
        for character in row.dropFirst() {
            switch (character, isEscaped) {
            case ("\\", false):
                isEscaped = true
                continue
            case ("|", false): cells.append("")
            case ("n", true): cells[cells.count - 1] += "\n"
            case (_, false), ("|", true), ("\\", true): cells[cells.count - 1].append(character)
            case (_, true): cells[cells.count - 1] += "\\\(character)"
            }
            isEscaped = false
        }
        return cells.dropLast().map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
