import Foundation

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

    /// Says what is wrong, to people and if asked for as JSON too, and ends the command.
    func end(asJSON: Bool) throws -> Never {
        Terminal.writeError("error: \(message.printable)\n")
        if asJSON { try JSONOutput.write(InputProblems(errors: [self])) }
        throw Terminal.unreadable
    }
}

/// Problems as JSON, where they are all that a command has to say.
struct InputProblems: Encodable {
    let errors: [InputProblem]
}

/// Results as one JSON object on standard output.
enum JSONOutput {
    static func write(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try Terminal.write(try encoder.encode(value) + Data("\n".utf8))
    }
}
