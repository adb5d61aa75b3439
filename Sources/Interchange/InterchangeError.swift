import PropertyGraph

/// Why files could not be read as a graph: where, and what is wrong there.
///
/// The cases are for programs and tests; ``description`` is the sentence for people.
public struct InterchangeError: Error, Equatable {
    /// The path as the caller gave it; empty when the trouble is not in a file.
    public let file: String
    /// The line, from 1; nil when the file as a whole is meant.
    public let line: Int?
    /// What is wrong.
    public let cause: Cause

    /// Places a cause in a file.
    public init(file: String, line: Int? = nil, _ cause: Cause) {
        self.file = file
        self.line = line
        self.cause = cause
    }

    /// What can be wrong with a file.
    public enum Cause: Error, Equatable {
        /// There is no file of that name.
        case missing
        /// The path names a directory.
        case directory
        /// The path names a pipe, a device or a socket, which cannot be read twice.
        case notRegular
        /// The operating system refused, for the given reason.
        case unreadable(reason: String)
        /// The file has no bytes, or only empty lines.
        case empty
        /// The file is UTF-16 or UTF-32, as its byte order mark says.
        case wideCharacters
        /// The file is of a format that is not read, such as `a ZIP archive`.
        case foreignFormat(String)
        /// Neither the file's ending nor the way it was given says what it holds.
        case unknownFormat(extension: String)
        /// A compressed file ends early or does not decompress.
        case corrupt(format: String, reason: String)
        /// A record does not end within the limit.
        case recordTooLong(limit: Int)
        /// Bytes that are not UTF-8.
        case invalidUTF8
        /// A quote in the middle of a field that does not start with one.
        case strayQuote(quote: Character)
        /// Something other than a delimiter after a closing quote.
        case textAfterQuote(quote: Character)
        /// A quote that opened on the error's line and never closes.
        case unterminatedQuote(quote: Character)
        /// A row with too few or too many fields.
        case raggedRow(expected: Int, found: Int)
        /// A row without an identifier, or an edge without one of its ends.
        case emptyIdentifier(column: String)
        /// The header has neither an identifier nor the two ends of an edge.
        case headerWithoutIdentifier(columns: [String])
        /// The header has only one of the two ends of an edge.
        case headerWithOneEnd(present: String, missing: String)
        /// The file was given as nodes and its header is about edges, or the other way round.
        case headerOfOtherKind(given: ElementKind, found: ElementKind)
        /// The header is one field, and this character in it looks like the real delimiter.
        case otherDelimiter(Character)
        /// A file that another one gives the header for has a header itself.
        case repeatedHeader
        /// A column's type is not one of the known ones.
        case unknownColumnType(name: String, column: String, suggestion: String?)
        /// A header field that cannot be taken apart.
        case malformedHeaderField(text: String, problem: String)
        /// Two columns that would both fill the same thing.
        case duplicateColumn(name: String)
        /// More than one `:ID` column.
        case compositeIdentifier
        /// A file without a delimiter, array delimiter or quote that can work.
        case unusableDialect(problem: String)
        /// Parquet was asked for, and the library that reads it cannot be used.
        case parquetUnavailable(reason: String)
        /// Anything else a reader finds in its own format.
        case malformed(String)
    }
}
