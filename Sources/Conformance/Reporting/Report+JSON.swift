import Foundation
import PropertyGraph

extension Report {
    /// Writes the report as one JSON object, in portions: the types of ten million elements are never held as text.
    ///
    /// Keys: `conforms`, `graphType`, `mode`, `typing` if it was asked for (`{id: [type...]}`), `violations`,
    /// `counts`, `constraints`, `limit`. Where an element has the identifier of one before it (an edge that of a
    /// node, or a node that of one in another identifier space), its key under `typing` is `edge:` or `node:` and
    /// the identifier, numbered from the third on.
    public func writeJSON(_ write: (Data) throws -> Void) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var head = try encoder.encode(JSONReport(self))
        guard let typing else {
            try write(head + Data("\n".utf8))
            return
        }
        head.removeLast()
        try write(head + Data(",\"typing\":{".utf8))
        var portion = Data()
        var taken: Set<String> = []
        var isFirst = true
        try typing.forEach { id, kind, types in
            var key = id
            var number = 1
            while !taken.insert(key).inserted {
                key = "\(kind.rawValue):\(id)" + (number == 1 ? "" : " (\(number))")
                number += 1
            }
            if !isFirst { portion.append(UInt8(ascii: ",")) }
            isFirst = false
            portion.append(try encoder.encode(key))
            portion.append(UInt8(ascii: ":"))
            portion.append(try encoder.encode(types))
            if portion.count > 1 << 16 {
                try write(portion)
                portion.removeAll(keepingCapacity: true)
            }
        }
        try write(portion + Data("}}\n".utf8))
    }
}

private struct JSONReport: Encodable {
    struct Entry: Encodable {
        let rule: String
        let element: String
        let kind: String
        let constraint: Int?
        let message: String
        let file: String?
        let line: Int?

        private enum CodingKeys: CodingKey { case rule, element, kind, constraint, message, file, line }

        /// `constraint` is written as null where there is none, as the contract has it.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(rule, forKey: .rule)
            try container.encode(element, forKey: .element)
            try container.encode(kind, forKey: .kind)
            try container.encode(constraint, forKey: .constraint)
            try container.encode(message, forKey: .message)
            try container.encodeIfPresent(file, forKey: .file)
            try container.encodeIfPresent(line, forKey: .line)
        }
    }
    struct Counts: Encodable {
        let nodes: Int
        let edges: Int
        let violations: Int
        let untypedNodes: Int
        let untypedEdges: Int
        let untypedEdgesFromEndpoints: Int
        let rules: [String: Int]
        let types: [String: Int]
    }
    struct ConstraintEntry: Encodable {
        let number: Int
        let text: String
        let targets: Int
        let violations: [String: Int]
    }
    let conforms: Bool
    let graphType: String
    let mode: String
    let violations: [Entry]
    let counts: Counts
    let constraints: [ConstraintEntry]
    let limit: Int

    init(_ report: Report) {
        conforms = report.conforms
        graphType = report.graphType
        mode = report.mode.rawValue
        violations = report.violations.map {
            Entry(
                rule: $0.rule.rawValue, element: $0.element, kind: $0.kind.rawValue,
                constraint: $0.constraint,
                message: $0.message, file: $0.file, line: $0.line)
        }
        counts = Counts(
            nodes: report.nodeCount, edges: report.edgeCount, violations: report.violationCount,
            untypedNodes: report.untypedNodes, untypedEdges: report.untypedEdges,
            untypedEdgesFromEndpoints: report.untypedEdgesFromEndpoints, rules: Self.byName(report.counts),
            types: Dictionary(report.typeCounts.map { ($0.type, $0.count) }, uniquingKeysWith: +))
        constraints = report.constraints.map {
            ConstraintEntry(
                number: $0.number, text: $0.text, targets: $0.targets, violations: Self.byName($0.violations))
        }
        limit = report.limit
    }

    private static func byName(_ counts: [Violation.Rule: Int]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
    }
}
