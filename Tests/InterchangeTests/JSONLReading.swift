import PropertyGraph

@testable import Interchange

/// An element as it was read, for tests to compare.
struct GraphElement: Equatable {
    var kind = ElementKind.node
    var id: Identifier?
    var labels: [String] = []
    var from: Identifier?
    var to: Identifier?
    var properties: [String: Value] = [:]
    /// Properties that are not of their declared type, as `text: type`.
    var malformed: [String: String] = [:]
    var line = 1
}

extension ElementBatch {
    /// The elements one by one.
    func elements(in symbols: SymbolTable) -> [GraphElement] {
        (0..<count).map { row in
            var element = GraphElement(
                kind: kind, id: identifiers?[row], labels: labels.names(in: symbols), from: sources?[row],
                to: targets?[row], line: origin.line(ofRow: row))
            for column in columns {
                let key = symbols.name(of: column.key)
                if let value = column[row] { element.properties[key] = value }
                for malformed in column.malformed where malformed.row == row {
                    element.malformed[key] = "\(malformed.text): \(malformed.declaredType)"
                }
            }
            return element
        }
    }
}

/// Reads lines and gives back their elements in the order of the lines.
func readLines(_ text: String, only kind: ElementKind? = nil) throws -> [GraphElement] {
    try readLines(Array(text.utf8), only: kind)
}

/// Reads lines and gives back their elements in the order of the lines.
func readLines(_ bytes: [UInt8], only kind: ElementKind? = nil) throws -> [GraphElement] {
    let symbols = SymbolTable()
    let parser = JSONLParser(file: 0, symbols: symbols)
    let (nodes, edges) = try bytes.withUnsafeBufferPointer {
        try parser.parse($0, firstLine: 1, only: kind)
    }
    return (nodes + edges).flatMap { $0.elements(in: symbols) }.sorted { $0.line < $1.line }
}
