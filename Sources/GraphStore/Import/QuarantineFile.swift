import Conformance
import Foundation
import PropertyGraph

/// The elements that an import left out, as JSON Lines beside the store: each with its file, line and reasons.
struct QuarantineFile {
    let store: String

    private struct Entry: Encodable {
        let type: String
        let id: String?
        let from: String?
        let to: String?
        let labels: [String]
        let properties: [String: String]
        let file: String
        let line: Int
        let reasons: [String]
    }

    /// Writes the file and returns its path.
    func write(_ selection: GraphSelection) throws -> String {
        let path = (store.hasSuffix("/") ? String(store.dropLast()) : store) + ".quarantine.jsonl"
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var text = Data()
        func append(
            _ elements: ElementSegment, _ type: String, _ refused: [UInt32: [String]],
            ends: EndIdentifiers? = nil
        ) throws {
            for row in 0..<elements.count {
                guard let reasons = refused[elements.first + UInt32(row)] else { continue }
                text +=
                    try encoder.encode(entry(elements, row, type, reasons, ends, selection)) + Data("\n".utf8)
            }
        }
        for segment in selection.graph.nodes { try append(segment.elements, "node", selection.refusedNodes) }
        for segment in selection.graph.edges {
            try append(segment.elements, "edge", selection.refusedEdges, ends: segment.endIdentifiers)
        }
        do { try text.write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
            throw StoreError.unreadable(file: path, reason: "the refused elements cannot be written there")
        }
        return path
    }

    private func entry(
        _ elements: ElementSegment, _ row: Int, _ type: String, _ reasons: [String],
        _ ends: EndIdentifiers?, _ selection: GraphSelection
    ) -> Entry {
        var properties: [String: String] = [:]
        for (key, column) in elements.columns {
            let malformed = column.malformed.first { $0.row == row }?.text
            if let shown = column[row]?.literal ?? malformed {
                properties[selection.symbols.name(of: key)] = shown
            }
        }
        return Entry(
            type: type, id: elements.identifiers?[row].description,
            from: ends?.sources[row].description, to: ends?.targets[row].description,
            labels: elements.labels.names(in: selection.symbols), properties: properties,
            file: selection.files[elements.origin.file], line: elements.origin.line(ofRow: row),
            reasons: reasons)
    }
}
