/// Puts lines together to statements and instructions of the shell.
///
///     var reader = StatementReader(endsAtEmptyLine: true)
///     reader.read("MATCH (n)")             // []
///     reader.read("RETURN n; RETURN 1;")   // [.statement("MATCH (n)\nRETURN n"), .statement("RETURN 1")]
///
/// Semicolons end statements outside of texts, comments and quoted names.
struct StatementReader {
    /// What lines add up to.
    enum Input: Equatable {
        /// A statement without its semicolon.
        case statement(String)
        /// A line that begins with a colon, without it.
        case instruction(String)
    }
    private enum State: Equatable {
        case plain, lineComment, blockComment
        /// Within a text or a quoted name that ends with this sign.
        case quoted(UInt8)
    }
    /// Whether an empty line ends a statement as a semicolon does; people want that, scripts do not.
    private let endsAtEmptyLine: Bool
    private var pending: [UInt8] = []
    private var state = State.plain
    /// Whether there is more than spaces and comments.
    private var hasCode = false

    init(endsAtEmptyLine: Bool) { self.endsAtEmptyLine = endsAtEmptyLine }

    /// Whether the next line goes on with a statement.
    var isWithinStatement: Bool { hasCode || state != .plain }

    /// Whether the next line goes on with a text, a comment or a quoted name.
    var isWithinText: Bool { state != .plain }

    /// What is there of the statement that the next line goes on with.
    var unfinished: String { String(decoding: pending, as: UTF8.self) }

    /// Takes a line, without its line break.
    mutating func read(_ line: String) -> [Input] {
        if !isWithinStatement, let instruction = Self.instruction(line) {
            reset()
            return [.instruction(instruction)]
        }
        if endsAtEmptyLine, state == .plain, line.allSatisfy(\.isWhitespace) { return finish() }
        var inputs: [Input] = []
        if !pending.isEmpty { pending.append(UInt8(ascii: "\n")) }
        var bytes = ArraySlice(line.utf8)
        while let byte = bytes.popFirst() {
            if step(byte, &bytes) {
                inputs += finish()
            }
        }
        if state == .lineComment { state = .plain }
        return inputs
    }

    /// What is left when no line follows, or when the person ends the statement otherwise.
    mutating func finish() -> [Input] {
        defer { reset() }
        return hasCode ? [.statement(Self.trimmed(unfinished))] : []
    }

    /// Forgets the statement that was begun.
    mutating func reset() {
        pending = []
        state = .plain
        hasCode = false
    }

    /// Takes a byte, and with it the second one of a sign that has two; true for the semicolon that ends a statement.
    private mutating func step(_ byte: UInt8, _ rest: inout ArraySlice<UInt8>) -> Bool {
        let next = rest.first
        switch (state, byte) {
        case (.plain, UInt8(ascii: ";")): return true
        case (.plain, UInt8(ascii: "'")), (.plain, UInt8(ascii: "\"")), (.plain, UInt8(ascii: "`")):
            state = .quoted(byte)
        case (.plain, UInt8(ascii: "/")) where next == UInt8(ascii: "/"): state = .lineComment
        case (.plain, UInt8(ascii: "/")) where next == UInt8(ascii: "*"):
            state = .blockComment
            takeTwo(byte, &rest)
            return false
        case (.blockComment, UInt8(ascii: "*")) where next == UInt8(ascii: "/"):
            state = .plain
            takeTwo(byte, &rest)
            return false
        // A backslash escapes the sign behind it, but not in names.
        case (.quoted(let sign), UInt8(ascii: "\\")) where sign != UInt8(ascii: "`") && next != nil:
            takeTwo(byte, &rest)
            return false
        case (.quoted(byte), _): state = .plain
        default: break
        }
        switch state {
        case .plain, .quoted: hasCode = hasCode || byte > 0x20
        case .lineComment, .blockComment: break
        }
        pending.append(byte)
        return false
    }

    private mutating func takeTwo(_ byte: UInt8, _ rest: inout ArraySlice<UInt8>) {
        pending.append(byte)
        if let second = rest.popFirst() { pending.append(second) }
    }

    private static func instruction(_ line: String) -> String? {
        let text = trimmed(line)
        return text.hasPrefix(":") ? String(text.dropFirst()) : nil
    }

    private static func trimmed(_ text: String) -> String {
        let head = text.drop(while: \.isWhitespace)
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(head[...last])
    }
}
