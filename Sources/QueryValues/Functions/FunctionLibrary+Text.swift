import Cypher
import Foundation

// Positions and lengths count Unicode code points, as the bounds of STRING in a schema do.
extension FunctionLibrary {
    static let text: [Function] = [
        toUpper, toUpper.named("upper"), toLower, toLower.named("lower"),
        .strict("left", [.string, .integer], gives: .string, "So many characters from the start.") {
            (arguments) throws(QueryError) in
            let text = try arguments.text(0)
            return .string(String(text.unicodeScalars.prefix(try arguments.size(1))))
        },
        .strict("right", [.string, .integer], gives: .string, "So many characters from the end.") {
            (arguments) throws(QueryError) in
            let text = try arguments.text(0)
            return .string(String(text.unicodeScalars.suffix(try arguments.size(1))))
        },
        .strict(
            "substring", [.string, .integer, .integer], optional: 1, gives: .string,
            "The characters from a position on, counted from 0; so many of them, if told."
        ) { (arguments) throws(QueryError) in
            let rest = try arguments.text(0).unicodeScalars.dropFirst(try arguments.size(1))
            return .string(String(arguments.count > 2 ? rest.prefix(try arguments.size(2)) : rest))
        },
        .strict(
            "replace", [.string, .string, .string], gives: .string,
            "The text with every occurrence of the second text replaced by the third."
        ) { (arguments) throws(QueryError) in
            .string(
                try arguments.text(0).replacing(try arguments.text(1), with: try arguments.text(2)))
        },
        .strict(
            "split", [.string, .oneOf([.string, .list])], gives: .list,
            "The parts of the text between occurrences of the second text, or of any text of a list."
        ) { (arguments) throws(QueryError) in
            let text = try arguments.text(0)
            guard case .list(let elements) = arguments[1] else {
                return .list(text.split(atEach: [try arguments.text(1)]))
            }
            var delimiters: [String] = []
            for element in elements {
                if element.isNull { return .null }
                guard case .string(let delimiter) = element else {
                    throw arguments.wrongType(at: 1, needs: "STRING or a list of these")
                }
                delimiters.append(delimiter)
            }
            return .list(text.split(atEach: delimiters))
        },
        .strict(
            "normalize", [.string, .string], optional: 1, gives: .string,
            "The text in a Unicode normalization form: 'NFC' unless told 'NFD', 'NFKC' or 'NFKD'."
        ) { (arguments) throws(QueryError) in
            let text = try arguments.text(0)
            switch arguments.count > 1 ? try arguments.text(1).uppercased() : "NFC" {
            case "NFC": return .string(text.precomposedStringWithCanonicalMapping)
            case "NFD": return .string(text.decomposedStringWithCanonicalMapping)
            case "NFKC": return .string(text.precomposedStringWithCompatibilityMapping)
            case "NFKD": return .string(text.decomposedStringWithCompatibilityMapping)
            default:
                throw .unknownWord(
                    arguments[1], of: "normalize", known: ["NFC", "NFD", "NFKC", "NFKD"])
            }
        },
        charLength, charLength.named("character_length"),
        .strict("byte_length", [.string], gives: .integer, "How many bytes the text has in UTF-8.") {
            (arguments) throws(QueryError) in
            .integer(Int64(try arguments.text(0).utf8.count))
        },
    ]

    private static let toUpper = Function.strict(
        "toUpper", [.string], gives: .string, "The text in upper case."
    ) { (arguments) throws(QueryError) in
        .string(try arguments.text(0).uppercased())
    }

    private static let toLower = Function.strict(
        "toLower", [.string], gives: .string, "The text in lower case."
    ) { (arguments) throws(QueryError) in
        .string(try arguments.text(0).lowercased())
    }

    private static let charLength = Function.strict(
        "char_length", [.string], gives: .integer, "How many characters the text has."
    ) { (arguments) throws(QueryError) in
        .integer(Int64(try arguments.text(0).unicodeScalars.count))
    }
}

extension String {
    /// The text with every occurrence of a part replaced; the empty part stands before each character and at the end.
    fileprivate func replacing(_ part: String, with replacement: String) throws(QueryError) -> String {
        guard !part.isEmpty else {
            try ValueLimits.check(text: utf8.count + (utf8.count + 1) * replacement.utf8.count)
            return replacement + unicodeScalars.map { "\($0)\(replacement)" }.joined()
        }
        let text = Array(utf8)
        var matches: [Int] = []
        TextSearch(for: part).forEachMatch(in: text) { position in
            if position >= (matches.last ?? -part.utf8.count) + part.utf8.count { matches.append(position) }
            return true
        }
        try ValueLimits.check(
            text: text.count + matches.count * (replacement.utf8.count - part.utf8.count))
        var result: [UInt8] = []
        var end = 0
        for match in matches {
            result += text[end..<match]
            result += replacement.utf8
            end = match + part.utf8.count
        }
        result += text[end...]
        return String(decoding: result, as: UTF8.self)
    }

    /// The parts between delimiters, the longest where several stand at one place; an empty delimiter stands between all
    /// characters.
    fileprivate func split(atEach delimiters: [String]) -> [QueryValue] {
        if delimiters.contains("") {
            return isEmpty ? [""] : unicodeScalars.map { .string(String($0)) }
        }
        let text = Array(utf8)
        var lengths = [Int](repeating: 0, count: text.count)
        for delimiter in delimiters {
            TextSearch(for: delimiter).forEachMatch(in: text) { position in
                lengths[position] = Swift.max(lengths[position], delimiter.utf8.count)
                return true
            }
        }
        var parts: [QueryValue] = []
        var (start, position) = (0, 0)
        while position < text.count {
            guard lengths[position] > 0 else {
                position += 1
                continue
            }
            parts.append(.string(String(decoding: text[start..<position], as: UTF8.self)))
            position += lengths[position]
            start = position
        }
        return parts + [.string(String(decoding: text[start...], as: UTF8.self))]
    }
}
