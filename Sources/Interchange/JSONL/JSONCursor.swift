import PropertyGraph

/// Walks through JSON that stays on its line.
///
/// A newline is never passed as a space, so whatever is unfinished at the end of a line is found out there.
struct JSONCursor {
    /// How deep lists and objects may be nested: deeper ones would exhaust the stack of whoever compares them.
    static let depthLimit = Value.jsonDepthLimit

    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0
    /// The number of the current line, from 1.
    private(set) var line: Int
    private var lineStart = 0
    /// Where the key read last starts.
    private(set) var keyStart = 0
    /// The content of the last string that had escapes.
    var unescaped: [UInt8] = []

    /// Starts at the first of some lines.
    init(_ bytes: UnsafeBufferPointer<UInt8>, firstLine: Int) {
        self.bytes = bytes
        line = firstLine
    }

    var isAtEnd: Bool { position >= bytes.count }

    /// The byte here; a newline at the end of everything.
    var current: UInt8 { position < bytes.count ? bytes[position] : UInt8(ascii: "\n") }

    /// Passes spaces, but no newline.
    mutating func skipSpaces() {
        while case let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0D { position += 1 }
    }

    /// Passes a byte and the spaces before it, if it is the next one.
    mutating func pass(_ byte: UInt8) -> Bool {
        skipSpaces()
        guard current == byte, !isAtEnd else { return false }
        position += 1
        return true
    }

    /// Passes these bytes if they stand here.
    mutating func pass(_ wanted: [UInt8]) -> Bool {
        guard wanted.count <= bytes.count - position else { return false }
        for (offset, byte) in wanted.enumerated() where bytes[position + offset] != byte { return false }
        position += wanted.count
        return true
    }

    /// Passes a word if it stands here.
    mutating func pass(_ word: StaticString) -> Bool {
        guard bytes[position...].starts(with: word) else { return false }
        position += word.utf8CodeUnitCount
        return true
    }

    /// Goes to the start of the next line, wherever it stands on this one.
    mutating func skipLine() {
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        position += 1
        line += 1
        lineStart = position
    }

    /// The next key of an object and the colon after it, or nil at the closing brace.
    mutating func nextKey(isFirst: Bool) throws(JSONLError) -> JSONText? {
        if pass(UInt8(ascii: "}")) { return nil }
        if !isFirst {
            guard pass(UInt8(ascii: ",")) else { throw unexpected("`,` or `}`", within: "an object") }
            skipSpaces()
        }
        guard current == UInt8(ascii: "\"") else { throw unexpected("a key in quotes", within: "an object") }
        keyStart = position
        let key = try string()
        guard pass(UInt8(ascii: ":")) else { throw unexpected("`:`", within: "an object") }
        skipSpaces()
        return key
    }

    /// Whether another element of a list follows; false at the closing bracket.
    mutating func nextElement(isFirst: Bool) throws(JSONLError) -> Bool {
        if pass(UInt8(ascii: "]")) { return false }
        if !isFirst {
            guard pass(UInt8(ascii: ",")) else { throw unexpected("`,` or `]`", within: "a list") }
            skipSpaces()
        }
        return true
    }

    /// Something went wrong at a position of the current line; here, when none is given.
    func error(_ cause: JSONLError.Cause, at position: Int? = nil) -> JSONLError {
        let end = min(max(position ?? self.position, lineStart), bytes.count)
        // Continuation bytes of UTF-8 are not characters of their own.
        let column = bytes[min(lineStart, end)..<end].lazy.filter { $0 & 0xC0 != 0x80 }.count + 1
        return JSONLError(line: line, column: column, cause: cause)
    }

    /// Something else than expected stands here.
    func unexpected(_ wanted: String, within thing: String) -> JSONLError {
        if current == UInt8(ascii: "\n") { return error(.incomplete(thing)) }
        let isVisible = (0x21..<0x7F).contains(current)
        let found = isVisible ? "`\(Character(Unicode.Scalar(current)))`" : "byte \(current)"
        return error(.expected(wanted, found: found))
    }
}

extension Collection<UInt8> {
    /// Whether the bytes start as a word does.
    func starts(with word: StaticString) -> Bool {
        starts(with: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    /// Whether the bytes are a word.
    func equals(_ word: StaticString) -> Bool { count == word.utf8CodeUnitCount && starts(with: word) }
}
