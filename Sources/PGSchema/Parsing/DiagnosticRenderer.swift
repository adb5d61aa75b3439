/// Shows diagnostics to people, as compilers do: the place, the message, the line with a caret, the way out.
///
///     fraud.pgs:2:28: error: No colon stands between a key and its type.
///       (personType: Person { name: STRING }),
///                                 ^
///     Write `name STRING`.
public struct DiagnosticRenderer: Sendable {
    /// What the places begin with.
    public var file: String
    /// Whether to write ANSI colours.
    public var usesColor: Bool
    private let lines: LineMap

    /// Shows diagnostics of a file with that text in UTF-8.
    public init(_ source: [UInt8], file: String, usesColor: Bool) {
        self.file = file
        self.usesColor = usesColor
        lines = LineMap(source)
    }

    /// Shows diagnostics of a file with that text.
    public init(_ source: String, file: String, usesColor: Bool) {
        self.init(Array(source.utf8), file: file, usesColor: usesColor)
    }

    /// The diagnostics one after the other, each ending with a line break.
    public func render(_ diagnostics: some Sequence<Diagnostic>) -> String {
        diagnostics.map { render($0) + "\n" }.joined()
    }

    /// One diagnostic: up to four lines, without a line break at the end.
    public func render(_ diagnostic: Diagnostic) -> String {
        let (line, column) = lines.position(of: diagnostic.range.lowerBound)
        let isWarning = diagnostic.kind == .warning
        let kind = colored(isWarning ? "warning:" : "error:", isWarning ? "35" : "31")
        let place = colored("\(file):\(line):\(column):", "1")
        let excerpt = SourceExcerpt(lines, line: line, around: diagnostic.range)
        var rendered = ["\(place) \(kind) \(colored(printable(diagnostic.message), "1"))"]
        // Where there is no text to point at, as in an empty file, a caret would point at nothing.
        if !excerpt.text.isEmpty { rendered += [excerpt.text, colored(excerpt.caret, "32")] }
        if let suggestion = diagnostic.suggestion { rendered.append(printable(suggestion)) }
        return rendered.joined(separator: "\n")
    }

    private func colored(_ text: String, _ code: String) -> String {
        usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// The text without control characters, which could steer a terminal.
    private func printable(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { scalars.append(scalar.isControl ? "\u{FFFD}" : scalar) }
        return String(scalars)
    }
}

/// A line of source, shortened around a place, and the line with a caret that goes below it.
private struct SourceExcerpt {
    var text = ""
    var caret = ""

    /// How many columns a long line is cut to, before and behind the place.
    private static let reach = (before: 50, behind: 50)

    init(_ map: LineMap, line: Int, around range: SourceRange) {
        let whole = map.textRange(ofLine: line)
        let place = max(whole.lowerBound, min(range.lowerBound, whole.upperBound))
        let end = max(place, min(range.upperBound, whole.upperBound))
        // A scalar has at most four bytes, so this much is always enough text.
        let window = max(whole.lowerBound, place - 4 * Self.reach.before)
        var before = scalars(map.bytes[window..<place])
        let behind = scalars(map.bytes[place..<min(whole.upperBound, place + 4 * Self.reach.behind)])
        let isCutBefore = window > whole.lowerBound || before.count > Self.reach.before
        let total = whole.count > 4 * (Self.reach.before + Self.reach.behind)
        guard isCutBefore || behind.count > Self.reach.behind || total else {
            show(before, behind, marked: scalars(map.bytes[place..<end]).count)
            return
        }
        if before.count > Self.reach.before { before.removeFirst(before.count - Self.reach.before) }
        let kept = Array(behind.prefix(Self.reach.behind))
        show(before, kept, marked: min(kept.count, scalars(map.bytes[place..<end]).count))
        if isCutBefore {
            text = "..." + text
            caret = "   " + caret
        }
        if kept.count < behind.count || place + 4 * Self.reach.behind < whole.upperBound { text += "..." }
    }

    private mutating func show(_ before: [Unicode.Scalar], _ behind: [Unicode.Scalar], marked: Int) {
        for scalar in before {
            text.unicodeScalars.append(scalar.isControl && scalar != "\t" ? "\u{FFFD}" : scalar)
            caret += scalar == "\t" ? "\t" : String(repeating: " ", count: scalar.columns)
        }
        var width = 0
        for (index, scalar) in behind.enumerated() {
            text.unicodeScalars.append(scalar.isControl && scalar != "\t" ? "\u{FFFD}" : scalar)
            if index < marked { width += scalar == "\t" ? 1 : scalar.columns }
        }
        caret += "^" + String(repeating: "~", count: max(0, width - 1))
    }
}

/// The characters of some bytes; a character that is cut off at the start is left out.
private func scalars(_ bytes: ArraySlice<UInt8>) -> [Unicode.Scalar] {
    let start = bytes.firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.endIndex
    return Array(String(decoding: bytes[start...], as: UTF8.self).unicodeScalars)
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { properties.generalCategory == .control }

    /// How many columns of a terminal the character takes: 0, 1 or 2.
    fileprivate var columns: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch value {
        // East Asian wide and full-width characters and emoji, Unicode Standard Annex 11.
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
            0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
