import Query
import QueryValues

/// Writes CSV with a header for every result, one empty line between them.
///
/// Null is nothing at all, an empty text is `""`; alone on its line null is that too. Lists, maps and elements of the graph are JSON. Source: RFC 4180.
struct CSVResultWriter: ResultWriter {
    private let output: ResultOutput
    private var hasWritten = false

    init(_ output: ResultOutput) { self.output = output }

    mutating func begin(columns: [String]) throws {
        guard !columns.isEmpty else { return }
        if hasWritten { try output.write("\r\n") }
        hasWritten = true
        try write(fields: columns.map { $0 as String? })
    }

    mutating func write(_ rows: [[QueryValue]]) throws {
        for row in rows { try write(fields: row.map(\.csvText)) }
    }

    mutating func end(_ result: QueryResult) throws {}

    private func write(fields: [String?]) throws {
        var line: [UInt8] = []
        for (position, field) in fields.enumerated() {
            if position > 0 { line.append(UInt8(ascii: ",")) }
            line.append(csv: field)
        }
        // Readers pass over lines with nothing on them.
        if fields.count == 1, line.isEmpty { line.append(contentsOf: "\"\"".utf8) }
        line.append(contentsOf: "\r\n".utf8)
        try output.write(line)
    }
}

extension [UInt8] {
    fileprivate mutating func append(csv field: String?) {
        guard let field else { return }
        let needsQuotes =
            field.isEmpty
            || field.utf8.contains { byte in
                byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
            }
        guard needsQuotes else { return append(contentsOf: field.utf8) }
        append(UInt8(ascii: "\""))
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { append(byte) }
            append(byte)
        }
        append(UInt8(ascii: "\""))
    }
}

extension QueryValue {
    /// The text of a field; nil for null.
    fileprivate var csvText: String? {
        switch self {
        case .null: nil
        case .list, .map, .node, .relationship, .path: jsonText
        case .stored(.decimal(let number)): number.description
        case .stored(.unsigned(let number)): String(number)
        case .stored: jsonText
        default: plainText
        }
    }
}
