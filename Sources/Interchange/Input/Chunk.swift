/// How the records of a file end.
enum RecordFraming: Sendable, Equatable {
    /// At each newline.
    case lines
    /// At each newline that is not between two of these bytes.
    case quoted(by: UInt8)
}

/// A piece of a file that starts and ends where records do.
struct Chunk: Sendable {
    /// How the last record of a chunk ends.
    enum Ending: Sendable, Equatable {
        /// With a newline, which is added at the end of a file that has none.
        case complete
        /// The file ends between two quotes; the last record is all that follows the last complete one.
        case insideQuotes
        /// The chunk is the beginning of one record that exceeds the limit.
        case tooLong(limit: Int)
    }
    /// The text, which its owner may change.
    var bytes: [UInt8]
    /// The line of the first byte, from 1.
    let firstLine: Int
    /// Whether the file's first record is here, or not even here.
    let isFirst: Bool
    /// How the last record ends.
    let ending: Ending
}
