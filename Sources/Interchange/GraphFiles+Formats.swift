import PropertyGraph

extension GraphFiles {
    /// Finds out what an input holds.
    static func open(_ input: Input, _ options: CSVOptions) throws(InterchangeError) -> [any DataFile] {
        switch input {
        case .file(let path): [try open(path, options)]
        case .group(let kind, let labels, let paths, let skipsFirstLine):
            try openGroup(kind, labels, paths, skipsFirstLine, options)
        }
    }

    private static func open(_ path: String, _ options: CSVOptions) throws(InterchangeError) -> any DataFile {
        let ending = format(of: path)
        switch ending {
        case "csv", "tsv": return try csvFile(path, labels: [], options)
        case "jsonl", "ndjson", "json": return try JSONLFile(path: path)
        case "parquet": return try ParquetFile(path: path, labels: [], options: options)
        default:
            // What is wrong with the file itself says more than its name.
            _ = try InputFile(path: path)
            throw InterchangeError(file: path, .unknownFormat(extension: ending))
        }
    }

    private static func csvFile(
        _ path: String, labels: [String], _ options: CSVOptions
    ) throws(InterchangeError) -> CSVFile {
        var options = options
        if format(of: path) == "tsv" { options.delimiter = "\t" }
        let dialect = try CSVDialect(options)
        let header = try CSVHeader(of: path, dialect: dialect, identifierType: options.identifierType)
        return CSVFile(path: path, header: header, labels: labels, dialect: dialect, startsWithHeader: true)
    }

    private static func openGroup(
        _ kind: ElementKind, _ labels: [String], _ paths: [String], _ skipsFirstLine: Bool,
        _ options: CSVOptions
    ) throws(InterchangeError) -> [any DataFile] {
        guard let path = paths.first else { return [] }
        let first: any DataFile
        let (header, dialect): (CSVHeader, CSVDialect)
        if format(of: path) == "parquet" {
            let file = try ParquetFile(path: path, labels: labels, options: options)
            (first, header, dialect) = (file, file.header, file.dialect)
        } else {
            let file = try csvFile(path, labels: labels, options)
            (first, header, dialect) = (file, file.header, file.dialect)
        }
        guard header.kind == kind else {
            throw InterchangeError(
                file: path, line: 1, .headerOfOtherKind(given: kind, found: header.kind))
        }
        var files = [first]
        for path in paths.dropFirst() {
            if format(of: path) == "parquet" {
                files.append(
                    try ParquetFile(path: path, header: header, labels: labels, dialect: dialect))
                continue
            }
            guard try InputFile(path: path).size > 0 else { throw InterchangeError(file: path, .empty) }
            if !skipsFirstLine, isHeader(path, dialect, options) {
                throw InterchangeError(file: path, line: 1, .repeatedHeader)
            }
            files.append(
                CSVFile(
                    path: path, header: header, labels: labels, dialect: dialect,
                    startsWithHeader: skipsFirstLine))
        }
        return files
    }

    /// Whether the first record of a file is a header: no row of data reads as one, because `:ID` must occur in it.
    private static func isHeader(_ path: String, _ dialect: CSVDialect, _ options: CSVOptions) -> Bool {
        do throws(InterchangeError) {
            _ = try CSVHeader(of: path, dialect: dialect, identifierType: options.identifierType)
            return true
        } catch {
            return false
        }
    }

    /// The ending of a name in lower case, without that of a compressed file.
    private static func format(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        var parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false).dropFirst()
        if let last = parts.last, ["gz", "zst", "zstd"].contains(last) { parts.removeLast() }
        return parts.last.map(String.init) ?? ""
    }
}
