/// Writes schemas in their one canonical layout.
///
///     let (script, errors) = Parser.parse(text)
///     if errors.isEmpty { print(Formatter.format(script), terminator: "") }
///
/// Formatting twice changes nothing, the text parses back to the same tree, and no comment is lost: one that
/// stands on its own line or behind an element stays there, one inside an element moves to the line before it,
/// except between the properties in braces, where it stays too. Blank lines stay, as one.
public enum Formatter {
    /// Lines longer than this are broken where the grammar offers a good place.
    public static let width = 100

    /// The canonical text of a script, ending with a line break unless it is empty.
    public static func format(_ script: Script) -> String {
        let layout = Layout(CommentShelf(script))
        let items = script.statements.map { LaidOutItem($0, in: layout) }
        var lines: [String] = []
        layout.arrange(items, in: SourceRange(-1, .max), separator: "", isSpaced: true, into: &lines)
        return lines.map { $0 + "\n" }.joined()
    }
}

/// Something that starts on a line of its own: a statement, an element, a property.
struct LaidOutItem {
    /// Where it stood.
    var range: SourceRange
    /// How it is written.
    var lines: [String]
    /// Comments that stood inside and go before it.
    var hoisted: [Comment] = []
    /// Whether a blank line before it may be kept.
    var keepsBlankLine = true
}

/// Places items and the comments between them on lines.
struct Layout {
    let shelf: CommentShelf

    init(_ shelf: CommentShelf) { self.shelf = shelf }

    /// Writes items one below the other.
    ///
    /// - Parameters:
    ///   - items: What to write.
    ///   - space: Where the items and the comments around them stood. A comment in the line where it starts goes
    ///     behind the last of the `lines` so far; a negative start means that there is no such line.
    ///   - separator: What stands behind each item but the last.
    ///   - isSpaced: Whether a blank line goes between any two items.
    ///   - lines: What is written so far.
    func arrange(
        _ items: [LaidOutItem], in space: SourceRange, separator: String, isSpaced: Bool,
        into lines: inout [String]
    ) {
        var end = space.lowerBound
        var isFirst = true
        for (index, item) in items.enumerated() {
            var leading = shelf.comments(in: SourceRange(end, item.range.lowerBound))
            if end >= 0 { placeTrailing(&leading, behind: &end, before: item.range.lowerBound, &lines) }
            var needsBlank = isSpaced && !isFirst
            for comment in leading {
                if needsBlank || !isFirst && shelf.isBlank(between: end, and: comment.range.lowerBound) {
                    lines.append("")
                }
                lines.append(comment.line)
                (end, isFirst, needsBlank) = (comment.range.upperBound, false, false)
            }
            let isBlank = item.keepsBlankLine && shelf.isBlank(between: end, and: item.range.lowerBound)
            if needsBlank || !isFirst && isBlank { lines.append("") }
            lines += item.hoisted.map(\.line) + item.lines
            if index + 1 < items.count { lines[lines.count - 1] += separator }
            (end, isFirst) = (item.range.upperBound, false)
        }
        var rest = shelf.comments(in: SourceRange(end, space.upperBound))
        if end >= 0 { placeTrailing(&rest, behind: &end, before: nil, &lines) }
        for comment in rest {
            if !isFirst, shelf.isBlank(between: end, and: comment.range.lowerBound) { lines.append("") }
            lines.append(comment.line)
            (end, isFirst) = (comment.range.upperBound, false)
        }
    }

    /// Moves comments that begin in the line where the last item ended to the end of that line.
    ///
    /// Not those that the next item follows in the same line: they belong to it.
    private func placeTrailing(
        _ comments: inout ArraySlice<Comment>, behind end: inout Int, before next: Int?,
        _ lines: inout [String]
    ) {
        while let comment = comments.first, shelf.isSameLine(end, comment.range.lowerBound) {
            if let next, shelf.isSameLine(comment.range.upperBound, next) { return }
            lines[lines.count - 1] += " " + comment.line
            end = comment.range.upperBound
            comments.removeFirst()
        }
    }
}
