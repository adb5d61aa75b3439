import ArgumentParser
import Foundation
import PGSchema

/// How commands end that cannot do their work, and where text for people goes.
enum Terminal {
    /// Input that is well formed and does not conform.
    static let doesNotConform = ExitCode(1)
    /// Input that could not be read; nothing was changed.
    static let unreadable = ExitCode(2)

    /// Whether standard error is a terminal that a person looks at.
    static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

    static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

    static func writeError(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

/// How a command prints its result.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// Something in the input that a command cannot go on with, as JSON.
struct InputProblem: Encodable {
    let kind: String
    var file: String?
    var line: Int?
    var column: Int?
    let message: String
    var suggestion: String?

    private enum CodingKeys: CodingKey { case kind, file, line, column, message, suggestion }

    /// `suggestion` is written as null where there is none, so that every entry has the same keys.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encodeIfPresent(file, forKey: .file)
        try container.encodeIfPresent(line, forKey: .line)
        try container.encodeIfPresent(column, forKey: .column)
        try container.encode(message, forKey: .message)
        try container.encode(suggestion, forKey: .suggestion)
    }
}

struct InputProblems: Encodable {
    let errors: [InputProblem]
}

enum JSONOutput {
    static func write(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        FileHandle.standardOutput.write(try encoder.encode(value) + Data("\n".utf8))
    }
}
