import PropertyGraph
import Query
import QueryValues

/// Writes every row as an object on a line of its own.
struct JSONLinesWriter: ResultWriter {
    private let output: ResultOutput
    private var keys: [[UInt8]] = []

    init(_ output: ResultOutput) { self.output = output }

    mutating func begin(columns: [String]) throws {
        keys = columns.map { column in
            var key: [UInt8] = []
            key.append(jsonString: column)
            key.append(UInt8(ascii: ":"))
            return key
        }
    }

    mutating func write(_ rows: [[QueryValue]]) throws {
        for row in rows {
            var line: [UInt8] = [UInt8(ascii: "{")]
            for (position, (key, value)) in zip(keys, row).enumerated() {
                if position > 0 { line.append(UInt8(ascii: ",")) }
                line.append(contentsOf: key)
                line.append(contentsOf: value.jsonText.utf8)
            }
            line.append(contentsOf: "}\n".utf8)
            try output.write(line)
        }
    }

    mutating func end(_ result: QueryResult) throws {}
}
