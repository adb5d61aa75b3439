/// The comments of a script, to be found by place.
struct CommentShelf {
    private let comments: [Comment]
    private let lineStarts: [Int]

    init(_ script: Script) {
        comments = script.comments.sorted { $0.range.lowerBound < $1.range.lowerBound }
        lineStarts = script.lineStarts
    }

    /// No comments at all, for parts whose comments have been placed elsewhere.
    static let empty = CommentShelf(Script(statements: []))

    /// The comments that start in a stretch of the text.
    func comments(in range: SourceRange) -> ArraySlice<Comment> {
        let start = index(of: range.lowerBound)
        return comments[start..<max(start, index(of: range.upperBound))]
    }

    /// The index of the first comment that starts at an offset or behind it.
    private func index(of offset: Int) -> Int {
        var (low, high) = (0, comments.count)
        while low < high {
            let middle = (low + high) / 2
            if comments[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether two offsets are in one line.
    ///
    /// In a script that was not read from text, none are.
    func isSameLine(_ first: Int, _ second: Int) -> Bool {
        !lineStarts.isEmpty && lineStarts.line(of: first) == lineStarts.line(of: second)
    }

    /// Whether an empty line lies between two offsets.
    func isBlank(between first: Int, and second: Int) -> Bool {
        !lineStarts.isEmpty && lineStarts.line(of: second) - lineStarts.line(of: first) > 1
    }
}

extension Comment {
    /// The comment as it is written again: blanks at the end of a line are not part of it.
    var line: String {
        var line = text[...]
        while let last = line.last, last.isWhitespace { line.removeLast() }
        return String(line)
    }
}
