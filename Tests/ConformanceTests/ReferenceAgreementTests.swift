import Foundation
import PGSchema
import ReferenceSemantics
import Testing

/// The reference semantics is only worth comparing with while it follows the conformance cases itself.
@Suite("The reference semantics")
struct ReferenceAgreementTests {
    static let cases: [ConformanceCase] = {
        do {
            guard let url = Bundle.module.url(forResource: "Cases/pg-schema", withExtension: "json") else {
                return []
            }
            return try ConformanceCase.read(String(contentsOf: url, encoding: .utf8))
        } catch {
            Issue.record("The conformance cases cannot be read: \(error)")
            return []
        }
    }()

    @Test("knows all conformance cases")
    func everyCase() { #expect(Self.cases.count == 138) }

    @Test("agrees with a conformance case", arguments: cases)
    func agreement(expected: ConformanceCase) throws {
        let (script, errors) = Parser.parse(expected.ddl)
        guard expected.verdict != .parseError else {
            #expect(errors.contains { $0.kind == .parse }, "\(expected.ddl)")
            return
        }
        #expect(errors.allSatisfy { $0.kind != .parse }, "\(errors)")
        let graph = expected.graph ?? ReferenceGraph()
        let verdict = ReferenceEvaluator.judge(graph, by: script, graphType: expected.graphType)
        #expect(verdict.schemaError == (expected.verdict == .schemaError), "\(expected.ddl)")
        guard expected.graph != nil, expected.verdict != .schemaError else { return }
        #expect(verdict.valid == (expected.verdict == .valid), "\(expected.ddl)\n\(verdict)")
        for (id, types) in expected.typing { #expect(verdict.typing[id] == types, "\(expected.ddl)") }
        if let bad = expected.bad {
            #expect(Set(verdict.untyped.map { "untyped \($0)" }).union(verdict.violated) == bad)
        }
    }
}

extension ConformanceCase: CustomTestStringConvertible {
    /// What the test report calls the case.
    public var testDescription: String { "\(id): \(about)" }
}
