import Interchange

/// Some columns of a CSV file whose rows are examples, each with a name of its own.
///
/// Names are compared as Unicode compares texts: canonically equivalent ones are the same. The file may be a pipe, and may have other columns, in any order. Spaces around names and values are no
/// part of them unless they stand in quotes.
struct ExampleTable: Sendable {
    /// What messages call the table.
    let source: String
    /// The names of the columns that are there.
    let columnNames: [String]
    /// The examples' names, in the order of the file.
    private(set) var ids: [String] = []
    /// The line that each row starts on.
    private(set) var lines: [Int] = []
    /// Where each example is.
    private(set) var positions: [String: Int] = [:]
    /// The texts of the columns that were asked for and are there.
    private(set) var texts: [String: [String]] = [:]

    /// Reads the columns `id`, some that have to be there, and some that may.
    ///
    /// - Throws: ``PredictionError``, whose sentence names the file, the line and a way out.
    /// - Complexity: O(size of the file)
    init(
        reading path: String, required: [String], optional: [String], mayBeEmpty: [String] = [], slice: String
    ) throws(PredictionError) {
        source = path
        let input: RereadableFile
        do throws(InterchangeError) { input = try RereadableFile(path) } catch { throw .unreadable(error) }
        let readable = input.path
        var file = try Self.reading(path) { () throws(InterchangeError) in try CSVTableFile(path: readable) }
        columnNames = file.names.map { name in
            var name = Substring(name)
            while name.first == " " { name.removeFirst() }
            while name.last == " " { name.removeLast() }
            return String(name)
        }
        let wanted = try wantedColumns(required: ["id"] + required, optional: optional + [slice])
        for (name, _) in wanted.dropFirst() { texts[name] = [] }
        // An example may be in no slice, and how sure a prediction is may not be known; everything else is said of each.
        let filled = Set(["id"] + required + optional).subtracting(mayBeEmpty)
        while let rows = try Self.reading(
            path,
            { () throws(InterchangeError) in
                try file.next(columns: wanted.map(\.place))
            })
        {
            for row in 0..<rows.count {
                let line = rows.line(ofRow: row)
                for (position, (name, _)) in wanted.enumerated() {
                    let text = rows.trimmedText(row: row, column: position)
                    guard !text.isEmpty || !filled.contains(name) else {
                        throw .emptyValue(column: name, at: .init(source: source, line: line))
                    }
                    if position == 0 { try append(id: text, line: line) } else { texts[name]?.append(text) }
                }
            }
        }
        guard !ids.isEmpty else { throw .noExamples(source: source) }
    }

    private mutating func append(id: String, line: Int) throws(PredictionError) {
        if let first = positions.updateValue(ids.count, forKey: id) {
            throw .repeatedID(
                id, first: .init(source: source, line: lines[first]),
                second: .init(source: source, line: line))
        }
        ids.append(id)
        lines.append(line)
    }

    /// The columns by name and place; a name is asked for once, even if it serves two purposes.
    private func wantedColumns(
        required: [String], optional: [String]
    ) throws(PredictionError) -> [(name: String, place: Int)] {
        var wanted: [(name: String, place: Int)] = []
        for name in required + optional where !wanted.contains(where: { $0.name == name }) {
            // Capitals matter only where two columns differ by nothing else.
            let exact = columnNames.indices.filter { columnNames[$0] == name }
            let places =
                exact.isEmpty
                ? columnNames.indices.filter { Self.lowercased(columnNames[$0]) == Self.lowercased(name) }
                : exact
            guard places.count <= 1 else { throw .repeatedColumn(name, source: source) }
            guard let place = places.first else {
                if optional.contains(name) { continue }
                throw .noColumn(name, source: source, among: columnNames)
            }
            wanted.append((name, place))
        }
        return wanted
    }

    /// The bytes of a text, ASCII capitals as small letters.
    private static func lowercased(_ text: String) -> [UInt8] {
        text.utf8.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
    }

    /// Does what may fail, and says so of the file as it was named.
    private static func reading<Result>(
        _ path: String, _ body: () throws(InterchangeError) -> Result
    ) throws(PredictionError) -> Result {
        do throws(InterchangeError) { return try body() } catch {
            throw .unreadable(InterchangeError(file: path, line: error.line, error.cause))
        }
    }
}
