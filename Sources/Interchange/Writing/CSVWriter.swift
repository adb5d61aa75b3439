import PropertyGraph
import Synchronization

/// Writes graphs as CSV with the headers of neo4j-admin.
///
///     let paths = try CSVWriter().write(graph, into: "export", workers: 2)
///     let again = try GraphFiles(paths.map { .file($0) })
///
/// A column has one type, which its header names. What CSV cannot hold (values of several types in one column,
/// maps, empty lists, lists whose elements contain the array delimiter) is an error, and nothing is written.
public struct CSVWriter: Sendable {
    /// How elements are spread over files.
    public enum Division: Sendable {
        /// A file for each label set, so that each has the columns it needs.
        case fileForEachLabelSet
        /// One file of nodes and one of edges.
        case fileForEachKind
    }
    private let division: Division
    private let text: CSVText

    /// A writer of files that the same options read.
    ///
    /// - Parameters:
    ///   - division: How elements are spread over files. Those whose identifiers are in different spaces, and
    ///     edges with and without identifiers, are in different files anyway.
    ///   - options: What separates and encloses fields.
    /// - Throws: An error when the options contradict each other.
    public init(
        _ division: Division = .fileForEachLabelSet, options: CSVOptions = CSVOptions()
    ) throws(InterchangeError) {
        self.division = division
        text = CSVText(dialect: try CSVDialect(options))
    }

    /// Writes a graph, reading it twice: once for the types of its columns, once for the rows.
    ///
    /// - Parameters:
    ///   - graph: What to write.
    ///   - directory: Where the files go; it is made if it is not there. Files of the same names are replaced.
    ///   - workers: How many threads to use.
    /// - Returns: The paths of the files, nodes first.
    /// - Throws: ``WritingError``, or what the graph cannot read.
    public func write(_ graph: some GraphSource, into directory: String, workers: Int) throws -> [String] {
        let symbols = SymbolTable()
        let tables = try survey(graph, directory: directory, symbols: symbols, workers: workers)
        try createDirectory(directory)
        let files = tables.map { OutputFile(path: $0.path) }
        for (table, file) in zip(tables, files) { try file.write(table.headerLine) }
        let positions = Dictionary(uniqueKeysWithValues: zip(tables.map(\.key), tables.indices))
        for kind in ElementKind.allCases {
            try graph.stream(kind, symbols: symbols, workers: workers) {
                batch -> (file: Int, rows: [UInt8])? in
                guard let position = positions[CSVTableKey(batch, division)] else { return nil }
                return (position, try tables[position].rows(batch, symbols: symbols, files: graph.files))
            } absorb: { written in
                if let written { try files[written.file].write(written.rows) }
            }
        }
        for file in files { try file.finish() }
        return files.map(\.path)
    }

    private func survey(
        _ graph: some GraphSource, directory: String, symbols: SymbolTable, workers: Int
    ) throws -> [CSVTable] {
        let found = Mutex<[(key: CSVTableKey, surveys: [Symbol: CSVTypeSurvey])]>([])
        for kind in ElementKind.allCases {
            try graph.stream(kind, symbols: symbols, workers: workers) { batch in
                (CSVTableKey(batch, division), try surveys(batch, symbols: symbols, files: graph.files))
            } absorb: { key, surveys in
                found.withLock { found in
                    let position = found.firstIndex { $0.key == key } ?? found.count
                    if position == found.count { found.append((key, [:])) }
                    for (property, survey) in surveys {
                        found[position].surveys[property, default: CSVTypeSurvey()].merge(survey)
                    }
                }
            }
        }
        var names = CSVFileNames(directory: directory)
        return try found.withLock(\.self).map { key, surveys in
            let path = names.path(for: key, symbols: symbols)
            return try CSVTable(key, surveys: surveys, path: path, text: text, symbols: symbols)
        }
    }

    private func surveys(
        _ batch: ElementBatch, symbols: SymbolTable, files: [String]
    ) throws(WritingError) -> [Symbol: CSVTypeSurvey] {
        try refuseMalformedValues(in: batch, symbols: symbols, files: files)
        var surveys: [Symbol: CSVTypeSurvey] = [:]
        for column in batch.columns {
            var survey = CSVTypeSurvey()
            if let row = survey.note(column), let value = column[row] {
                let place = batch.origin.place(ofRow: row, files: files)
                throw CSVTable.unwritable(value, column.key, place, symbols)
            }
            surveys[column.key] = survey
        }
        return surveys
    }
}

/// Names for the files of a directory, no two of which differ only in case.
private struct CSVFileNames {
    let directory: String
    private var used: Set<String> = []

    init(directory: String) { self.directory = directory }

    mutating func path(for key: CSVTableKey, symbols: SymbolTable) -> String {
        let kind = key.kind == .node ? "nodes" : "edges"
        let labels = (key.labels?.names(in: symbols) ?? []).map(CSVFileNames.plain)
        let stem = ([kind] + labels).joined(separator: "-").prefix(100)
        var name = String(stem)
        var number = 2
        while !used.insert(name.lowercased()).inserted {
            name = "\(stem)-\(number)"
            number += 1
        }
        return "\(directory)/\(name).csv"
    }

    /// A label with only those characters that every file system allows in a name.
    private static func plain(_ label: String) -> String {
        String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "_" })
    }
}
