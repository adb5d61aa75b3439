import PropertyGraph

extension InterchangeError: CustomStringConvertible {
    /// One sentence that names the place, the thing and a way out.
    public var description: String {
        guard !file.isEmpty else { return cause.sentence }
        guard let line else { return "\(file): \(cause.sentence)" }
        return "\(file):\(line): \(cause.sentence)"
    }
}

extension InterchangeError.Cause {
    /// What is wrong and what helps, without the place.
    var sentence: String {
        switch self {
        case .missing, .directory, .notRegular, .unreadable, .empty, .wideCharacters, .foreignFormat,
            .unknownFormat, .corrupt, .parquetUnavailable:
            sentenceAboutFile
        case .headerWithoutIdentifier, .headerWithOneEnd, .headerOfOtherKind, .otherDelimiter,
            .repeatedHeader, .unknownColumnType, .malformedHeaderField, .duplicateColumn,
            .compositeIdentifier,
            .unusableDialect:
            sentenceAboutHeader
        default: sentenceAboutRecord
        }
    }

    private var sentenceAboutFile: String {
        switch self {
        case .missing: "there is no such file; check the path"
        case .directory: "this is a directory; give the files in it"
        case .notRegular:
            "this is not a regular file; write the data to a file first, because it is read twice"
        case .unreadable(let reason):
            "the file cannot be read (\(reason)); check the path and the permissions"
        case .empty: "the file is empty; leave it out, or write at least a header line if it is CSV"
        case .wideCharacters:
            "the file is UTF-16 or UTF-32; convert it to UTF-8 first, for example with `iconv`"
        case .foreignFormat(let format):
            "the file is \(format); unpack or convert it to CSV or JSON Lines first"
        case .unknownFormat("pgs"):
            "this is a schema by its name, and data is expected here; one schema comes first, then the data"
        case .unknownFormat(let ending):
            (ending.isEmpty ? "the name has no ending" : "the ending `.\(ending)` is not known")
                + "; use .csv, .tsv, .jsonl, .ndjson or .json (also with .gz or .zst), or .parquet,"
                + " or give CSV with --nodes or --relationships"
        case .corrupt(let format, let reason):
            "the \(format) data is damaged (\(reason)); compress or fetch the file again"
        case .parquetUnavailable(let reason):
            "Parquet is read through a library, \(reason); run `scripts/setup --parquet`, or name the library's"
                + " file in the environment variable ESPALIER_PARQUET"
        default: ""
        }
    }

    private var sentenceAboutRecord: String {
        switch self {
        case .recordTooLong(let limit):
            "the record that starts here is longer than \(limit >> 20) MB; look for a quote that is never closed"
        case .invalidUTF8:
            "these bytes are not UTF-8; convert the file to UTF-8 first, for example with `iconv`"
        case .strayQuote(let quote):
            "a quote (\(quote)) stands inside a field that does not start with one;"
                + " put the whole field in quotes and double the quotes in it"
        case .textAfterQuote(let quote):
            "text follows a closing quote (\(quote)); double the quotes inside a quoted field"
        case .unterminatedQuote(let quote): "the quote (\(quote)) that opens here is never closed; close it"
        case .raggedRow(let expected, let found):
            "the row has \(count(found, "field")) and the header has \(expected);"
                + " quote fields that contain the delimiter, or check the delimiter"
        case .emptyIdentifier(let column): "the column `\(column)` is empty; every row needs a value there"
        case .malformed(let sentence): sentence
        default: ""
        }
    }

    private var sentenceAboutHeader: String {
        switch self {
        case .headerWithoutIdentifier(let columns):
            "the header (\(list(columns))) has neither an identifier (`:ID` or `~id`) nor the ends of an edge"
                + " (`:START_ID` and `:END_ID`, or `~from` and `~to`); \(naming(columns)), or give a header of its own"
                + " with --nodes LABEL=HEADER,FILE or --relationships LABEL=HEADER,FILE"
        case .headerWithOneEnd(let present, let missing):
            "the header has `\(present)` but no `\(missing)`; an edge needs both ends"
        case .headerOfOtherKind(let given, let found):
            "the file was given as \(plural(given)), but its header is of \(plural(found));"
                + " use \(found == .node ? "--nodes" : "--relationships")"
        case .otherDelimiter(let delimiter):
            "the header is one single field; if \(delimiter == "\t" ? "a tab" : "`\(delimiter)`") separates fields,"
                + " say so with --delimiter \(delimiter == "\t" ? "TAB" : "'\(delimiter)'")"
        case .repeatedHeader:
            "the file begins with a header of its own, although another file gives the header for it;"
                + " add --skip-first-line to ignore it"
        case .unknownColumnType(let name, let column, let suggestion):
            "the type `\(shortened(name.utf8))` of column `\(shortened(column.utf8))` is not known"
                + (suggestion.map { "; did you mean `\($0)`?" }
                    ?? "; use int, long, float, double, boolean, string, date, localtime, time, localdatetime,"
                    + " datetime, duration, decimal, point or vector, with [] for a list")
        case .malformedHeaderField(let text, let problem):
            "the header field `\(shortened(text.utf8))` cannot be understood: \(problem)"
        case .duplicateColumn(let name):
            "two columns are called `\(shortened(name.utf8))`; rename one, or make it :IGNORE"
        case .compositeIdentifier:
            "the header has several :ID columns; join them into one column, because an identifier is one value"
        case .unusableDialect(let problem): problem
        default: ""
        }
    }

    private func count(_ number: Int, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }

    private func plural(_ kind: ElementKind) -> String { kind == .node ? "nodes" : "edges" }

    /// How to name the identifier, by the example of a column that looks like one.
    private func naming(_ columns: [String]) -> String {
        let likely = columns.first { ["id", "_id", "key"].contains($0.lowercased()) }
        return likely.map { "name them, such as `\($0):ID`" } ?? "name them"
    }

    private func list(_ columns: [String]) -> String {
        let shown = columns.prefix(8).map { "`\(shortened($0.utf8))`" }.joined(separator: ", ")
        return columns.count > 8 ? shown + ", ..." : shown
    }
}
