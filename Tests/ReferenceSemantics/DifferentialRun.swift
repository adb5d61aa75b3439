/// Compares a validator with the reference semantics on random cases.
///
///     let run = DifferentialRun(numberOfCases: 2000, seed: 1) { ddl, graph in try validate(graph, ddl) }
///     #expect(run.firstDisagreement() == nil)
public struct DifferentialRun {
    /// The validator under test: the verdict on a graph by the last graph type of a schema's text.
    public typealias Judge = (_ ddl: String, _ graph: ReferenceGraph) throws -> ReferenceVerdict

    /// How many cases to try.
    public var numberOfCases: Int
    /// The seed of the first case; the others follow it.
    public var seed: UInt64
    /// The validator under test.
    public var judge: Judge

    /// A comparison.
    public init(numberOfCases: Int, seed: UInt64, judge: @escaping Judge) {
        self.numberOfCases = numberOfCases
        self.seed = seed
        self.judge = judge
    }

    /// The first case on which the two differ, made small, with both verdicts; nil if they always agree.
    public func firstDisagreement() -> String? {
        for offset in 0..<UInt64(numberOfCases) {
            let found = RandomCase.make(seed: seed &+ offset)
            guard let difference = difference(on: found) else { continue }
            // Another difference may hide behind a smaller part of the case; stay with the first.
            let smallest = Shrinker.shrink(found) {
                $0.hasGraphType && self.difference(on: $0)?.kind == difference.kind
            }
            let text = self.difference(on: smallest)?.text ?? difference.text
            return "Seed \(seed &+ offset), made smaller:\n\(smallest.text)\n\(text)"
        }
        return nil
    }

    private enum Kind {
        case refusal
        case schemaError
        case verdict
    }

    private func difference(on differential: ReferenceCase) -> (kind: Kind, text: String)? {
        let expected = differential.verdict
        do {
            let found = try judge(differential.ddl, differential.graph)
            guard found != expected else { return nil }
            let kind: Kind = found.schemaError == expected.schemaError ? .verdict : .schemaError
            return (kind, "Reference: \(expected)\nValidator: \(found)\n")
        } catch {
            return (.refusal, "Reference: \(expected)\nValidator: \(error)\n")
        }
    }
}
