import Foundation
import ReferenceSemantics
import Testing

/// The language's cases (Tests/ConformanceTests/Cases/pg-schema.json) by way of the command.
@Suite("The conformance cases through the command")
struct ConformanceCommandTests {
    static let cases: [ConformanceCase] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../ConformanceTests/Cases/pg-schema.json")
        do {
            return try ConformanceCase.read(String(contentsOf: file, encoding: .utf8))
        } catch {
            Issue.record("The conformance cases cannot be read: \(error)")
            return []
        }
    }()

    @Test("are all there")
    func everyCase() { #expect(Self.cases.count == 138) }

    @Test("a schema is accepted or refused", arguments: cases.filter { $0.graph == nil })
    func schema(expected: ConformanceCase) throws {
        let run = try WorkFolder(["g.pgs": expected.ddl]).run("schema", "check", "--format", "json", "g.pgs")
        let answer = try run.answer(CheckAnswer.self)
        let isAccepted = expected.verdict == .accepted || expected.verdict == .valid
        #expect(run.status == (isAccepted ? 0 : 2), "\(run)")
        #expect(answer.ok == isAccepted)
        if expected.verdict == .parseError { #expect(answer.errors.contains { $0.kind == "parse" }) }
        if expected.verdict == .schemaError { #expect(answer.errors.allSatisfy { $0.kind == "schema" }) }
    }

    @Test("a graph is judged with all its types and violations", arguments: cases.filter { $0.graph != nil })
    func graph(expected: ConformanceCase) throws {
        let lines = expected.graph?.jsonLines ?? ""
        // Files must hold something, and a graph without elements is one too.
        let folder = try WorkFolder(["g.pgs": expected.ddl, "g.jsonl": lines.isEmpty ? "\n" : lines])
        var arguments = ["validate", "--format", "json", "--typing", "g.pgs", "g.jsonl"]
        if let name = expected.graphType { arguments += ["--graph-type", name] }
        let run = try folder.run(arguments)
        guard expected.verdict != .parseError, expected.verdict != .schemaError else {
            #expect(run.status == 2, "\(run)")
            let kinds = try Set(run.answer(ProblemsAnswer.self).errors.map(\.kind))
            #expect(expected.verdict == .parseError ? kinds.contains("parse") : kinds == ["schema"])
            return
        }
        #expect(run.status == (expected.verdict == .valid ? 0 : 1), "\(run)")
        let answer = try run.answer(ValidateAnswer.self)
        #expect(answer.conforms == (expected.verdict == .valid))
        for (id, types) in expected.typing { #expect(answer.typing?[id].map(Set.init) == types, "\(run)") }
        if let bad = expected.bad { #expect(Set(answer.violations.map(Self.shortName)) == bad, "\(run)") }
    }

    /// A violation as the cases write it: `untyped n1`, `key2:M`.
    private static func shortName(_ violation: ValidateAnswer.Violation) -> String {
        guard let constraint = violation.constraint else { return "\(violation.rule) \(violation.element)" }
        return "key\(constraint):\(violation.rule.prefix(1).uppercased())"
    }
}
