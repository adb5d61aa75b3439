import Conformance
import Foundation
import PropertyGraph

/// The elements that an import left out, as JSON Lines beside the store.
///
/// Every line is an element as JSON Lines has it, with one more field, which readers pass over, so that the file can be
/// mended and imported:
///
///     {"type":"node","id":3,"labels":["Account"],"properties":{"iban":"DE01"},
///      "refused":{"reasons":["Node 3 shares ..."],"file":"accounts.csv","line":2}}
struct QuarantineFile {
    let store: String

    /// Writes the file and returns its path.
    func write(_ selection: GraphSelection) throws -> String {
        let path = (store.hasSuffix("/") ? String(store.dropLast()) : store) + ".quarantine.jsonl"
        var lines: [UInt8] = []
        for segment in selection.graph.nodes {
            let elements = RefusedElements(segment.elements, selection, kind: .node)
            elements.append(selection.refusedNodes, to: &lines)
        }
        for segment in selection.graph.edges {
            let elements = RefusedElements(
                segment.elements, selection, kind: .edge, ends: segment.endIdentifiers)
            elements.append(selection.refusedEdges, to: &lines)
        }
        do { try Data(lines).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
            throw StoreError.unreadable(file: path, reason: "the refused elements cannot be written there")
        }
        return path
    }
}

/// Elements of one batch, some of which were refused.
private struct RefusedElements {
    private let elements: ElementSegment
    private let selection: GraphSelection
    private let opening: [UInt8]
    private let references: [(field: String, column: IdentifierColumn, space: String)]
    private let labels: [UInt8]
    private let columns: [(key: String, column: Column)]

    init(
        _ elements: ElementSegment, _ selection: GraphSelection, kind: ElementKind,
        ends: EndIdentifiers? = nil
    ) {
        let symbols = selection.symbols
        self.elements = elements
        self.selection = selection
        opening = Array("{\"type\":\"\(kind.rawValue)\"".utf8)
        let named = [("id", elements.identifiers), ("from", ends?.sources), ("to", ends?.targets)]
        references = named.compactMap { field, column in
            column.map { (field, $0, symbols.name(of: $0.space)) }
        }
        var labels = Array(",\"labels\":".utf8)
        labels.append(jsonStrings: elements.labels.names(in: symbols))
        self.labels = labels + Array(",\"properties\":{".utf8)
        columns = elements.columns.map { (symbols.name(of: $0.key), $0.value) }.sorted { $0.key < $1.key }
    }

    /// Appends a line for each element that there are reasons for.
    func append(_ reasons: [UInt32: [String]], to lines: inout [UInt8]) {
        for row in 0..<elements.count {
            guard let reasons = reasons[elements.first + UInt32(row)] else { continue }
            lines += opening
            for (field, column, space) in references {
                lines += Array(",\"\(field)\":".utf8)
                lines.append(identifier: column[row], space: space)
            }
            lines += labels
            appendProperties(of: row, to: &lines)
            lines += Array("},\"refused\":{\"reasons\":".utf8)
            lines.append(jsonStrings: reasons)
            lines += Array(",\"file\":".utf8)
            lines.append(jsonString: selection.files[elements.origin.file])
            lines += Array(",\"line\":\(elements.origin.line(ofRow: row))}}\n".utf8)
        }
    }

    /// Appends values; as text where JSON Lines has no other form, and where that is all that could be read.
    private func appendProperties(of row: Int, to lines: inout [UInt8]) {
        var isFirst = true
        for (key, column) in columns {
            let value = column[row]
            let malformed = column.malformed.first { $0.row == row }?.text
            guard value != nil || malformed != nil else { continue }
            if !isFirst { lines.append(UInt8(ascii: ",")) }
            isFirst = false
            lines.append(jsonString: key)
            lines.append(UInt8(ascii: ":"))
            let start = lines.count
            if let value, lines.append(json: value, isMap: { text, _ in Self.isMap(text) }) { continue }
            lines.removeSubrange(start...)
            lines.append(jsonString: value?.literal ?? malformed ?? "")
        }
    }

    private static func isMap(_ text: String) -> Bool {
        do { return try JSONSerialization.jsonObject(with: Data(text.utf8)) is [String: Any] } catch {
            return false
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(jsonStrings texts: [String]) {
        append(UInt8(ascii: "["))
        for (position, text) in texts.enumerated() {
            if position > 0 { append(UInt8(ascii: ",")) }
            append(jsonString: text)
        }
        append(UInt8(ascii: "]"))
    }
}
