import Foundation
import Testing

@testable import TCK

/// A case of the query language: a graph, a query, and what comes of it.
///
/// `Cases/README.md` says how it is written. A case is taken as a scenario of the TCK is, with the same steps.
struct QueryCase: CustomTestStringConvertible, Sendable {
    /// The file, as a path from the folder of cases.
    let file: String
    let scenario: Scenario

    var testDescription: String { "\(file), line \(scenario.line): \(scenario.title)" }
}

/// Reads a file of cases.
struct CaseFile {
    private let file: String
    private var graph: [Step] = []
    private var cases: [QueryCase] = []
    private var current: Scenario?

    private init(file: String) { self.file = file }

    /// Why a file is not understood.
    struct ReadingError: Error, CustomStringConvertible {
        let description: String
    }

    static func read(_ text: String, file: String) throws -> [QueryCase] {
        var reader = CaseFile(file: file)
        for section in sections(of: text) { try reader.add(section) }
        reader.finishCase()
        return reader.cases
    }

    /// A word at the beginning of a line, and what stands behind its colon and in the indented lines below.
    private struct Section {
        let word: String
        var lines: [String]
        let line: Int

        var text: String { lines.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines) }
    }

    private static func sections(of text: String) -> [Section] {
        var sections: [Section] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("#") { continue }
            if line.first == " " || line.isEmpty {
                sections.indices.last.map { sections[$0].lines.append(String(line)) }
            } else {
                let parts = line.split(separator: ":", maxSplits: 1)
                sections.append(
                    Section(
                        word: String(parts[0]), lines: parts.dropFirst().map(String.init),
                        line: number + 1))
            }
        }
        return sections
    }

    private mutating func finishCase() {
        if let current { cases.append(QueryCase(file: file, scenario: current)) }
        current = nil
    }

    private mutating func add(_ section: Section) throws {
        switch section.word {
        case "graph":
            finishCase()
            graph =
                section.text == "none" ? [] : [Step(text: "having executed:", argument: .text(section.text))]
        case "case":
            finishCase()
            current = Scenario(title: section.text, steps: graph, line: section.line)
        default:
            guard current != nil else {
                throw ReadingError(
                    description: "\(file), line \(section.line): `\(section.word)` comes before any case.")
            }
            let step = try step(section)
            current?.steps.append(step)
        }
    }

    private func step(_ section: Section) throws -> Step {
        let table = Step.Argument.table(
            section.lines.map { $0.trimmingCharacters(in: .whitespaces) }.filter { $0.hasPrefix("|") }
                .map(DataTable.cells))
        switch section.word {
        case "given": return Step(text: "having executed:", argument: .text(section.text))
        case "parameters": return Step(text: "parameters are:", argument: table)
        case "query": return Step(text: "executing query:", argument: .text(section.text))
        case "rows" where section.text == "none": return Step(text: "the result should be empty")
        case "rows": return Step(text: "the result should be, in any order:", argument: table)
        case "rows in order": return Step(text: "the result should be, in order:", argument: table)
        case "effects" where section.text == "none": return Step(text: "no side effects")
        case "effects":
            let effects = section.text.split(separator: ",").map {
                $0.split(separator: " ").map(String.init)
            }
            return Step(text: "the side effects should be:", argument: .table(effects))
        case "error":
            let form = /(\w+): (\*|\w+) at (compile time|runtime|any time)/
            guard let match = section.text.wholeMatch(of: form) else {
                throw ReadingError(description: "\(file), line \(section.line): this is no error.")
            }
            return Step(text: "a \(match.1) should be raised at \(match.3): \(match.2)")
        default:
            throw ReadingError(
                description: "\(file), line \(section.line): `\(section.word)` means nothing here.")
        }
    }
}
