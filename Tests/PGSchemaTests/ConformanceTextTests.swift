import Foundation
import PGSchema
import Testing

/// One case of the language's conformance suite, as far as its text matters.
struct ConformanceText: Decodable, CustomTestStringConvertible {
    var id: String
    var ddl: String
    var verdict: String
    var recommend: String?

    var testDescription: String { id }
    var isParseError: Bool { verdict == "parse-error" || recommend == "parse-error" }

    static let all: [ConformanceText] = {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = tests.appending(path: "ConformanceTests/Cases/pg-schema.json")
        guard let data = try? Data(contentsOf: file),
            let cases = try? JSONDecoder().decode([ConformanceText].self, from: data)
        else { preconditionFailure("The conformance cases cannot be read from \(file.path()).") }
        return cases
    }()
}

@Suite("Texts of the conformance cases")
struct ConformanceTextTests {
    @Test("a case is a parse error iff it says so", arguments: ConformanceText.all)
    func parsing(example: ConformanceText) {
        let errors = Parser.parse(example.ddl).errors
        #expect(errors.count == (example.isParseError ? 1 : 0), "\(errors)")
        #expect(errors.allSatisfy { $0.suggestion != nil })
    }

    @Test(
        "a case formats to the same tree, and formatting again changes nothing",
        arguments: ConformanceText.all.filter { !$0.isParseError })
    func formatting(example: ConformanceText) {
        let script = Parser.parse(example.ddl).script
        let formatted = PGSchema.Formatter.format(script)
        let again = Parser.parse(formatted).script
        #expect(again.dump == script.dump)
        #expect(PGSchema.Formatter.format(again) == formatted)
    }
}
