import PGSchema
import Testing

@testable import ReferenceSemantics

/// A change must be judged as the whole graph is after it, whatever the schema.
@Suite("A change")
struct ChangeAgreementTests {
    struct Tally {
        var conforming = 0
        var violating = 0
        var undecided = 0
        var disagreement: String?
        var count: Int { conforming + violating + undecided }
    }

    /// Changes a graph step by step, going on from each state that conforms.
    static func run(
        _ case: ReferenceCase, graphType: String? = nil, seed: UInt64, steps: Int, isRandomCase: Bool,
        into tally: inout Tally
    ) throws {
        let ddl = `case`.ddl
        guard let comparison = try ChangeComparison(ddl, graphType: graphType) else { return }
        var edits = RandomEdits(seed: seed, pool: `case`.graph, isRandomCase: isRandomCase)
        var graph = try comparison.conforms(`case`.graph) ? `case`.graph : ReferenceGraph()
        for _ in 0..<steps {
            let step = edits.make(on: graph)
            switch try comparison.compare(graph, step) {
            case .conforms:
                tally.conforming += 1
                graph = graph.applying(step)
            case .violates: tally.violating += 1
            case .undecided:
                tally.undecided += 1
                if try comparison.conforms(graph.applying(step)) { graph = graph.applying(step) }
            case .differs:
                tally.disagreement = smallest(
                    ReferenceCase(script: `case`.script, graph: graph), graphType, step)
                return
            }
        }
    }

    /// The case with all parts taken away that the disagreement can do without, as text.
    static func smallest(_ case: ReferenceCase, _ graphType: String?, _ edits: [GraphEdit]) -> String {
        func difference(_ case: ReferenceCase, _ edits: [GraphEdit]) -> String? {
            do {
                guard let comparison = try ChangeComparison(`case`.ddl, graphType: graphType),
                    try comparison.conforms(`case`.graph),
                    case .differs(let text) = try comparison.compare(`case`.graph, edits)
                else { return nil }
                return text
            } catch { return nil }
        }
        var edits = edits
        while let fewer = edits.smaller().first(where: { difference(`case`, $0) != nil }) { edits = fewer }
        let found = Shrinker.shrink(`case`) { $0.hasGraphType && difference($0, edits) != nil }
        return "\(found.text)\n\(edits)\n\(difference(found, edits) ?? "no longer differs")"
    }

    @Test("of a random graph is judged as the whole graph is", arguments: [1, 300_000, 600_000] as [UInt64])
    func randomCases(seed: UInt64) throws {
        var tally = Tally()
        for offset in 0..<300 {
            try Self.run(
                RandomCase.make(seed: seed + UInt64(offset)), seed: seed &+ UInt64(offset), steps: 8,
                isRandomCase: true, into: &tally)
            if let disagreement = tally.disagreement {
                Issue.record("Seed \(seed + UInt64(offset)), made smaller:\n\(disagreement)")
                return
            }
        }
        #expect(tally.count > 1_500, "\(tally)")
        #expect(tally.conforming > tally.count / 4 && tally.violating > tally.count / 4, "\(tally)")
        #expect(tally.undecided < tally.count / 10, "\(tally)")
    }

    @Test(
        "of the graph of a conformance case is judged as the whole graph is",
        arguments: ReferenceAgreementTests.cases)
    func conformanceCases(example: ConformanceCase) throws {
        guard let graph = example.graph, [.valid, .invalid].contains(example.verdict) else { return }
        var tally = Tally()
        for seed in 0..<UInt64(3) {
            try Self.run(
                ReferenceCase(script: Parser.parse(example.ddl).script, graph: graph),
                graphType: example.graphType, seed: seed, steps: 20, isRandomCase: false, into: &tally)
        }
        #expect(tally.disagreement == nil, "\(tally.disagreement ?? "")")
    }
}
