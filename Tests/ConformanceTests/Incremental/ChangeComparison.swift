import Conformance
import PGSchema
import PropertyGraph

@testable import ReferenceSemantics

/// Compares the verdict on a change with that on the whole graph after it.
struct ChangeComparison {
    enum Outcome: Equatable {
        case conforms
        case violates
        case undecided
        case differs(String)
    }
    let validator: Validator
    let changes: ChangeValidator

    /// Nil when the schema is of no use.
    init?(_ ddl: String, graphType: String? = nil) throws {
        let (catalog, diagnostics) = Catalog.load(ddl)
        guard diagnostics.allSatisfy({ $0.kind == .warning }) else { return nil }
        validator = try Validator(catalog: catalog, graphType: graphType)
        changes = try ChangeValidator(catalog: catalog, graphType: graphType)
    }

    func conforms(_ graph: ReferenceGraph) throws -> Bool {
        try validator.validate(InMemoryGraph(graph)).conforms
    }

    func compare(_ before: ReferenceGraph, _ edits: [GraphEdit]) throws -> Outcome {
        let after = before.applying(edits)
        let numbers = Self.numbers(before, after)
        let expected = try validator.validate(InMemoryGraph(after))
        let verdict = try changes.check(
            Self.change(from: before, to: after, numbers), of: MemoryGraph(after, numbers))
        switch verdict {
        case .undecided: return .undecided
        case .conforms:
            return expected.conforms ? .conforms : .differs("Conforms, but: \(Self.text(expected))")
        case .violates(let report):
            let isSame = report.counts == expected.counts && Self.findings(report) == Self.findings(expected)
            return isSame ? .violates : .differs("Found: \(Self.text(report))\nis: \(Self.text(expected))")
        }
    }

    private static func text(_ report: Report) -> String {
        report.violations.map(\.message).joined(separator: "\n  ")
    }

    /// Which of two equal tuples is the second depends on the order of the elements; anything else does not.
    private static func findings(_ report: Report) -> Set<[String]> {
        Set(
            report.violations.filter { $0.rule != .exclusive }.map {
                [$0.rule.rawValue, $0.element, $0.constraint.map(String.init) ?? ""]
            })
    }

    private static func numbers(_ before: ReferenceGraph, _ after: ReferenceGraph) -> [String: UInt32] {
        var numbers: [String: UInt32] = [:]
        for ids in [
            before.nodes.map(\.id) + after.nodes.map(\.id), before.edges.map(\.id) + after.edges.map(\.id),
        ] {
            var next: UInt32 = 0
            for id in ids where numbers[id] == nil {
                numbers[id] = next
                next += 1
            }
        }
        return numbers
    }

    private static func change(
        from before: ReferenceGraph, to after: ReferenceGraph, _ numbers: [String: UInt32]
    ) -> GraphChange {
        let (old, new) = (MemoryGraph(before, numbers), MemoryGraph(after, numbers))
        func isSame(_ left: StoredElement?, _ right: StoredElement?) -> Bool {
            "\(left as Any)" == "\(right as Any)"
        }
        var change = GraphChange()
        for id in Set(old.nodes.keys).union(new.nodes.keys) where !isSame(old.nodes[id], new.nodes[id]) {
            change.touch(node: id, before: old.nodes[id])
        }
        for id in Set(old.edges.keys).union(new.edges.keys)
        where !isSame(old.edges[id]?.element, new.edges[id]?.element) {
            guard let ends = old.edges[id] ?? new.edges[id] else { continue }
            change.touch(edge: id, from: ends.source, to: ends.target, before: old.edges[id]?.element)
        }
        return change
    }
}
