/// What could stand at the end of an unfinished statement.
struct ShellCompletion: Equatable {
    /// How many characters at the end are to be replaced.
    let replaced: Int
    /// What they may become, in alphabetical order.
    let candidates: [String]

    /// Finds what fits behind a text.
    ///
    ///     ShellCompletion(of: "MATCH (p:Per", vocabulary).candidates   // ["Person"]
    init(of text: String, _ vocabulary: ShellVocabulary) {
        let word = text.suffixWord
        let before = text.dropLast(word.count)
        replaced = word.count
        if text.isWithinQuotes {
            candidates = []
        } else if text.first == ":", !text.contains(where: \.isWhitespace) {
            candidates = Self.matching(word, ShellInstruction.words)
        } else {
            candidates = Self.candidates(word, behind: before, vocabulary)
        }
    }

    private static func candidates(
        _ word: Substring, behind before: Substring, _ vocabulary: ShellVocabulary
    ) -> [String] {
        if word.contains(".") {
            // `date.tru` is a function or a procedure, `n.na` a property: the word then is more than the key.
            return matching(word, vocabulary.functions.map { $0 + "(" } + vocabulary.procedures)
                + properties(word, vocabulary)
        }
        switch before.last {
        case "$": return matching(word, vocabulary.parameters)
        case ":", "|", "&", "!":
            return matching(
                word, (before.isWithinBrackets ? vocabulary.types : vocabulary.labels).map(quoted))
        default: break
        }
        let lastWord = before.split(whereSeparator: \.isWhitespace).last?.uppercased()
        if lastWord == "CALL" { return matching(word, vocabulary.procedures) }
        if lastWord == "IS", before.isWithinPattern {
            return matching(
                word, (before.isWithinBrackets ? vocabulary.types : vocabulary.labels).map(quoted))
        }
        guard !word.isEmpty else { return [] }
        // Whoever types in small letters goes on with them.
        let isSmall = word.allSatisfy { !$0.isUppercase }
        let keywords = vocabulary.keywords.map { isSmall ? $0.lowercased() : $0 }
        return matching(word, keywords) + matching(word, vocabulary.functions.map { $0 + "(" })
    }

    private static func properties(_ word: Substring, _ vocabulary: ShellVocabulary) -> [String] {
        let parts = word.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return [] }
        return matching(parts[1], vocabulary.keys).map { "\(parts[0]).\(quoted($0))" }
    }

    private static func matching(_ word: Substring, _ names: [String]) -> [String] {
        let wanted = word.lowercased()
        return names.filter { $0.lowercased().hasPrefix(wanted) }
    }

    /// A name, in back-quotes where it needs them.
    private static func quoted(_ name: String) -> String {
        let isPlain = name.first?.isNumber == false && name.allSatisfy(\.isPartOfWord)
        return isPlain ? name : "`\(name.replacing("`", with: "``"))`"
    }

    /// The text that all candidates begin with, if it says more than what is there.
    var common: String? {
        guard var common = candidates.first else { return nil }
        for candidate in candidates.dropFirst() {
            while !candidate.lowercased().hasPrefix(common.lowercased()) { common.removeLast() }
        }
        return common.count > replaced || candidates.count == 1 ? common : nil
    }
}

extension Character {
    fileprivate var isPartOfWord: Bool { isLetter || isNumber || self == "_" }
}

extension StringProtocol {
    /// The name at the end, with what stands before a point in it.
    fileprivate var suffixWord: SubSequence {
        var start = endIndex
        while start > startIndex {
            let previous = index(before: start)
            guard self[previous].isPartOfWord || self[previous] == "." else { break }
            start = previous
        }
        // The points of a number or a range are not those of a property.
        let word = self[start...]
        return word.first?.isNumber == true || word.hasPrefix(".") ? self[endIndex...] : word
    }

    /// Whether the end lies within a text.
    fileprivate var isWithinQuotes: Bool {
        var quote: Character?
        var isEscaped = false
        for character in self {
            if isEscaped {
                isEscaped = false
            } else if quote != nil, character == "\\" {
                isEscaped = true
            } else if quote == character {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
            }
        }
        return quote != nil
    }

    /// Whether the last open bracket is a square one, as in `-[:KNO`.
    fileprivate var isWithinBrackets: Bool { lastOpenBracket == "[" }

    fileprivate var isWithinPattern: Bool { lastOpenBracket != nil }

    private var lastOpenBracket: Character? {
        var open: [Character] = []
        for character in self {
            switch character {
            case "(", "[", "{": open.append(character)
            case ")", "]", "}": _ = open.popLast()
            default: break
            }
        }
        return open.last
    }
}

extension ShellCompletion {
    /// Candidates in columns, as many as fit; of very many only the first ones.
    static func listing(_ candidates: [String], width: Int?) -> String {
        let shown = candidates.prefix(200)
        let column = (shown.map(\.displayWidth).max() ?? 0) + 2
        let columns = max(1, (width ?? 80) / max(1, column))
        var text = ""
        for (position, candidate) in shown.enumerated() {
            let isLast = (position + 1) % columns == 0 || position == shown.count - 1
            text +=
                candidate + (isLast ? "\n" : String(repeating: " ", count: column - candidate.displayWidth))
        }
        return candidates.count > shown.count
            ? text + "... and \(candidates.count - shown.count) more\n" : text
    }
}
