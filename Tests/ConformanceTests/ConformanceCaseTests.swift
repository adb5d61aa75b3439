import PGSchema
import ReferenceSemantics
import Testing

/// The language's cases (Cases/pg-schema.json), each of which is a sentence of the specification.
@Suite("The validator")
struct ConformanceCaseTests {
    @Test("decides a conformance case as the specification does", arguments: ReferenceAgreementTests.cases)
    func agreement(expected: ConformanceCase) throws {
        let (_, diagnostics) = Catalog.load(expected.ddl)
        let errors = diagnostics.filter { $0.kind != .warning }
        switch expected.verdict {
        case .parseError:
            #expect(errors.contains { $0.kind == .parse })
            return
        case .schemaError:
            #expect(errors.contains { $0.kind == .schema } && !errors.contains { $0.kind == .parse })
            return
        default: #expect(errors.isEmpty, "\(errors)")
        }
        guard let graph = expected.graph else { return }
        let verdict = try ValidatorVerdict.judge(expected.ddl, graph, graphType: expected.graphType)
        #expect(verdict.valid == (expected.verdict == .valid), "\(verdict)")
        for (id, types) in expected.typing { #expect(verdict.typing[id] == types) }
        if let bad = expected.bad {
            #expect(Set(verdict.untyped.map { "untyped \($0)" }).union(verdict.violated) == bad)
        }
    }

    @Test(
        "agrees with the reference semantics on random schemas and graphs", arguments: [1, 100_000, 200_000])
    func differential(seed: UInt64) {
        let run = DifferentialRun(numberOfCases: 2_000, seed: seed) { try ValidatorVerdict.judge($0, $1) }
        let disagreement = run.firstDisagreement()
        #expect(disagreement == nil, "\(disagreement ?? "")")
    }
}
