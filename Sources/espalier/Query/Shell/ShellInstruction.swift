import Cypher
import QueryValues

/// What a line that begins with a colon asks the shell to do.
enum ShellInstruction {
    case schema
    case explain(String)
    case profile(String)
    case parameters
    case setParameter(name: String, QueryValue)
    case clearParameters
    case format(ResultFormat)
    case timing(Bool)
    case help
    case quit

    /// The words that commands begin with, and what each does.
    static let summaries: [(usage: String, summary: String)] = [
        ("schema", "the schema, or without one the labels, types and keys that there are"),
        ("explain QUERY", "how a query would be carried out"),
        ("profile QUERY", "carry a query out, and show where its time went"),
        ("param NAME => VALUE", "set a parameter: :param ids => [1, 2]"),
        ("params", "the parameters that are set; `:params clear` forgets them"),
        ("format NAME", ResultFormat.readable.map(\.rawValue).joined(separator: ", ")),
        ("timing on|off", "whether to tell how long queries take"),
        ("help", "this text"),
        ("quit", "leave, as Ctrl-D does"),
    ]

    /// The words that commands begin with.
    static let words = summaries.compactMap { $0.usage.split(separator: " ").first.map(String.init) }

    /// Reads a line, without its colon.
    init(_ line: String) throws(ShellMistake) {
        let line = line.trimmingSuffix(while: { $0 == ";" || $0.isWhitespace })
        let word = line.prefix { !$0.isWhitespace }
        let rest = String(line[word.endIndex...].drop(while: \.isWhitespace))
        switch word.lowercased() {
        case "schema": self = .schema
        case "explain": self = .explain(try Self.query(rest, "explain"))
        case "profile": self = .profile(try Self.query(rest, "profile"))
        case "params" where rest.lowercased() == "clear": self = .clearParameters
        case "params" where rest.isEmpty: self = .parameters
        case "param", "params": self = try Self.parameter(rest)
        case "format":
            guard let format = ResultFormat(rawValue: rest.lowercased()),
                ResultFormat.readable.contains(format)
            else {
                throw ShellMistake(
                    rest.isEmpty ? "`:format` needs a name." : "There is no format `\(rest)`.",
                    "The formats are \(ResultFormat.readable.map(\.rawValue).joined(separator: ", ")).")
            }
            self = .format(format)
        case "timing":
            guard ["on", "off"].contains(rest.lowercased()) else {
                throw ShellMistake("`:timing` is on or off.", "Write `:timing on` or `:timing off`.")
            }
            self = .timing(rest.lowercased() == "on")
        case "help", "?", "h": self = .help
        case "quit", "exit", "q": self = .quit
        default:
            throw ShellMistake(
                "There is no command `:\(word)`.",
                Spelling.nearest(to: String(word), among: Self.words).map { "Did you mean `:\($0)`?" }
                    ?? "`:help` lists the commands.")
        }
    }

    private static func query(_ text: String, _ word: String) throws(ShellMistake) -> String {
        guard !text.isEmpty else {
            throw ShellMistake("`:\(word)` needs a query.", "For example `:\(word) MATCH (n) RETURN n`.")
        }
        return text
    }

    private static func parameter(_ text: String) throws(ShellMistake) -> ShellInstruction {
        let way = "Write `:param name => value`, with a value as in a query: 7, 'Ada', [1, 2]."
        // What people write: `name => 1`, `name: 1`, `name = 1`, `name 1`.
        let name = text.trimmingPrefix("$").prefix { !$0.isWhitespace && $0 != "=" && $0 != ":" }
        let rest = text.trimmingPrefix("$")[name.endIndex...].drop(while: \.isWhitespace)
        let sign = ["=>", ":", "="].first { rest.hasPrefix($0) } ?? ""
        let value = String(rest.dropFirst(sign.count).drop(while: \.isWhitespace))
        guard !name.isEmpty, !value.isEmpty else {
            throw ShellMistake("`:param` needs a name and a value.", way)
        }
        guard let literal = ParameterLiteral.value(value) else {
            throw ShellMistake("`\(value)` is no value.", way)
        }
        return .setParameter(name: String(name), literal)
    }

    /// What `:help` shows.
    static var helpText: String {
        let width = summaries.map(\.usage.count).max() ?? 0
        let lines = summaries.map { usage, summary in
            "  :\(usage)\(String(repeating: " ", count: width - usage.count))  \(summary)\n"
        }
        return """
            A statement ends with a semicolon or an empty line. Tab completes words, Ctrl-C cancels.

            \(lines.joined())
            """
    }
}

/// A command of the shell that cannot be followed.
struct ShellMistake: Error, Equatable {
    let message: String
    let suggestion: String

    init(_ message: String, _ suggestion: String) {
        self.message = message
        self.suggestion = suggestion
    }
}

extension String {
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
        guard let last = lastIndex(where: { !isTrimmed($0) }) else { return "" }
        return String(self[...last])
    }
}
