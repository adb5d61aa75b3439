import PropertyGraph

/// A CSV file whose header is known.
struct CSVFile: TextFile {
    let path: String
    let header: CSVHeader
    /// Labels that every row has, given with the file.
    let labels: [String]
    let dialect: CSVDialect
    /// Whether the file's own first record is a header.
    let startsWithHeader: Bool

    var framing: RecordFraming { .quoted(by: dialect.quote) }

    func parser(of kind: ElementKind, number: Int, symbols: SymbolTable) -> (any ChunkParser)? {
        guard header.kind == kind else { return nil }
        return CSVChunkParser(
            layout: CSVLayout(header, labels: labels, dialect: dialect, symbols: symbols), dialect: dialect,
            symbols: symbols, path: path, number: number, skipsFirstRecord: startsWithHeader)
    }
}

extension CSVHeader {
    /// Reads the first record of a file.
    init(
        of path: String, dialect: CSVDialect, identifierType: CSVOptions.IdentifierType
    ) throws(InterchangeError) {
        let (texts, line) = try Self.texts(of: path, dialect: dialect)
        do throws(InterchangeError.Cause) {
            self = try CSVHeader(texts, identifierType: identifierType)
        } catch {
            let cause = Self.otherDelimiter(in: texts).map(InterchangeError.Cause.otherDelimiter)
            throw InterchangeError(file: path, line: line, cause ?? error)
        }
    }

    /// The fields of the first record of a file, whatever they mean, and the line it starts on.
    static func texts(
        of path: String, dialect: CSVDialect
    ) throws(InterchangeError) -> (texts: [String], line: Int) {
        let sizes = ChunkSizes(chunk: 1 << 16, record: 4 << 20)
        var reader = try ChunkReader(path: path, framing: .quoted(by: dialect.quote), sizes: sizes)
        while let chunk = try reader.next() {
            let index = FieldIndex(chunk, dialect: dialect)
            guard index.newlines > 0,
                let (texts, position) = Self.firstRecord(of: chunk, index, quote: dialect.quote)
            else {
                guard let problem = index.problem else { continue }
                throw InterchangeError(file: path, line: chunk.line(of: problem.position), problem.cause)
            }
            // A header with NUL bytes is UTF-16 without a byte order mark.
            guard !texts.contains(where: { $0.utf8.contains(0) }) else {
                throw InterchangeError(file: path, .wideCharacters)
            }
            return (texts, chunk.line(of: position))
        }
        throw InterchangeError(file: path, .empty)
    }

    /// What probably separates the fields of a header that came out as a single one.
    private static func otherDelimiter(in texts: [String]) -> Character? {
        guard texts.count == 1, let text = texts.first else { return nil }
        return [";", "\t", "|", ","].first { text.contains($0) }
    }

    /// The fields of the first line that is not blank, and where it starts.
    private static func firstRecord(
        of chunk: Chunk, _ index: FieldIndex, quote: UInt8
    ) -> (texts: [String], position: Int)? {
        var start = 0
        var lineStart = 0
        var texts: [String] = []
        for end in index.ends {
            var field = chunk.bytes[start..<Int(end)]
            let endsLine = chunk.bytes[Int(end)] == UInt8(ascii: "\n")
            if endsLine, field.last == UInt8(ascii: "\r") { field.removeLast() }
            start = Int(end) + 1
            if endsLine, texts.isEmpty, field.isEmpty {
                lineStart = start
                continue
            }
            texts.append(unquoted(field, quote))
            if endsLine { return (texts, lineStart) }
        }
        return nil
    }

    private static func unquoted(_ field: ArraySlice<UInt8>, _ quote: UInt8) -> String {
        guard field.count >= 2, field.first == quote else { return String(decoding: field, as: UTF8.self) }
        var text: [UInt8] = []
        var isSecond = false
        for byte in field.dropFirst().dropLast() {
            isSecond = byte == quote && !isSecond
            if !isSecond { text.append(byte) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
