@testable import GraphStore
import PropertyGraph

/// A graph row by row, from which the columns of a ``SegmentInput`` are made and against which a segment is compared.
struct SegmentInputSketch {
    struct Row {
        var identifier: Identifier?
        var properties: [String: Value]
        var isKept = true
        var ends: (source: UInt32, target: UInt32) = (0, 0)
    }
    struct Part {
        var labels: [String]
        var space: String?
        var rows: [Row] = []
    }
    var nodes: [Part] = []
    var edges: [Part] = []

    func isKept(node number: Int) -> Bool {
        nodes.lazy.flatMap(\.rows).dropFirst(number).first?.isKept ?? false
    }

    /// The same graph in columns.
    var input: SegmentInput {
        let symbols = SymbolTable()
        return SegmentInput(
            symbols: symbols,
            nodes: nodes.map { part in
                SegmentInput.NodePart(
                    labels: part.labels, count: part.rows.count, identifiers: part.identifiers(symbols),
                    columns: part.columns(symbols), kept: part.kept)
            },
            edges: edges.map { part in
                SegmentInput.EdgePart(
                    labels: part.labels, sources: part.rows.map(\.ends.source),
                    targets: part.rows.map(\.ends.target), identifiers: part.identifiers(symbols),
                    columns: part.columns(symbols), kept: part.kept)
            })
    }
}

extension SegmentInputSketch.Part {
    fileprivate var kept: RowMask? {
        guard rows.contains(where: { !$0.isKept }) else { return nil }
        var mask = RowMask(repeating: true, count: rows.count)
        for (row, content) in rows.enumerated() { mask[row] = content.isKept }
        return mask
    }

    fileprivate func identifiers(_ symbols: SymbolTable) -> IdentifierColumn? {
        space.map { IdentifierColumn(rows.compactMap(\.identifier), space: symbols.intern($0)) }
    }

    fileprivate func columns(_ symbols: SymbolTable) -> [Column] {
        Set(rows.flatMap(\.properties.keys)).sorted().map { key in
            var builder = ColumnBuilder(key: symbols.intern(key))
            for (row, content) in rows.enumerated() {
                if let value = content.properties[key] { builder.append(value, row: row) }
            }
            return builder.finish(count: rows.count)
        }
    }
}

/// An element in a form in which equality is exact: values as their stored bytes, labels and texts too.
struct ElementForm: Hashable, Comparable, CustomStringConvertible {
    let description: String

    init(
        labels: [String], identifier: Identifier?, space: String?, ends: [UInt32] = [],
        properties: [(key: String, value: Value)]
    ) {
        let labels = Set(labels.map { Array($0.utf8) }).map { "\($0)" }.sorted()
        let properties = properties.map { "\(Array($0.key.utf8)): \(exact($0.value))" }.sorted()
        let name = identifier.map { "\(Array($0.description.utf8)) in \(space ?? "?")" } ?? "none"
        description = "\(labels) \(name) \(ends) \(properties)"
    }

    static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

/// A value's bytes, which tell NaN payloads and signed zeros apart.
private func exact(_ value: Value) -> [UInt8] {
    var writer = ByteWriter()
    ValueCodec.encode(value, to: &writer)
    return writer.bytes
}
