import PGSchema
import ReferenceSemantics
import Testing

@Suite("Random cases")
struct RandomCaseTests {
    static let judged = (0..<2000).map { RandomCase.make(seed: $0) }.map { ($0, $0.verdict) }

    /// The share of cases, in percent, that something is true of.
    static func share(_ isMeant: (ReferenceCase, ReferenceVerdict) -> Bool) -> Int {
        100 * judged.count(where: isMeant) / judged.count
    }

    @Test("are valid, invalid and meaningless in turn")
    func verdicts() {
        #expect((25...50).contains(Self.share { $1.valid }))
        #expect((30...60).contains(Self.share { !$1.valid && !$1.schemaError }))
        #expect((5...20).contains(Self.share { $1.schemaError }))
        #expect(Self.share { $1.valid && !$0.graph.nodes.isEmpty } >= 20)
        #expect(Self.share { $1.valid && !$0.graph.edges.isEmpty } >= 10)
    }

    @Test("violate every kind of rule")
    func violations() {
        #expect(Self.share { !$1.untyped.isEmpty } >= 20)
        for (part, least) in [("E", 4), ("M", 10), ("S", 2), ("C", 4)] {
            let found = Self.share { _, verdict in verdict.violated.contains { $0.hasSuffix(":\(part)") } }
            #expect(found >= least, "\(part)")
        }
    }

    @Test("are the same for the same seed")
    func determinism() {
        for seed in 0..<UInt64(50) {
            #expect(RandomCase.make(seed: seed).text == RandomCase.make(seed: seed).text)
        }
    }

    @Test("are written so that the parser reads the same schema")
    func parsing() {
        for (made, expected) in Self.judged {
            let (script, errors) = Parser.parse(made.ddl)
            #expect(errors.allSatisfy { $0.kind != .parse }, "\(made.ddl)\(errors)")
            let verdict = ReferenceEvaluator.judge(made.graph, by: script)
            #expect(verdict == expected, "\(made.text)")
        }
    }

    @Test("shrink to what a mistake is about")
    func shrinking() throws {
        let run = DifferentialRun(numberOfCases: 2000, seed: 0) { ddl, graph in
            var verdict = ReferenceEvaluator.judge(graph, by: Parser.parse(ddl).script)
            // The mistake: SINGLETON always holds.
            verdict.violated = verdict.violated.filter { !$0.hasSuffix(":S") }
            return verdict
        }
        let text = try #require(run.firstDisagreement())
        #expect(text.contains("SINGLETON"))
        #expect(text.split(separator: "\n").count <= 12, "\(text)")
    }
}
