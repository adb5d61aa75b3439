import Foundation
import Testing

/// What came of running the command.
struct CommandRun: CustomStringConvertible {
    /// The exit code, or the signal that ended the command.
    let status: Int32
    /// Whether a signal ended it: a trap is one.
    let wasKilled: Bool
    let output: String
    let errors: String

    var description: String {
        "\(wasKilled ? "signal" : "exit code") \(status)\n--- output\n\(output)--- errors\n\(errors)"
    }

    /// The output as the one JSON object that it is.
    func answer<Answer: Decodable>(_ type: Answer.Type = Answer.self) throws -> Answer {
        try JSONDecoder().decode(type, from: Data(output.utf8))
    }

    /// Checks that the input could not be read, and that a sentence says so which holds all of these phrases.
    func expectUnreadable(
        _ phrases: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(status == 2 && !wasKilled, "\(self)", sourceLocation: sourceLocation)
        #expect(output == "", sourceLocation: sourceLocation)
        for phrase in phrases {
            #expect(errors.contains(phrase), "\(self)", sourceLocation: sourceLocation)
        }
        #expect(errors.utf8.count < 2000, sourceLocation: sourceLocation)
    }
}

/// Something in the input that the command cannot go on with, as JSON has it.
struct Problem: Decodable, Equatable {
    let kind: String
    var file: String?
    var line: Int?
    var column: Int?
    let message: String
    let suggestion: String?
}

/// What `schema check --format json` answers.
struct CheckAnswer: Decodable {
    let ok: Bool
    let errors: [Problem]
    let warnings: [Problem]
}

/// What `validate --format json` answers.
struct ValidateAnswer: Decodable {
    struct Violation: Decodable {
        let rule: String
        let element: String
        let constraint: Int?
        let message: String
        let file: String?
        let line: Int?
    }
    struct Counts: Decodable {
        let nodes: Int
        let edges: Int
        let violations: Int
        let rules: [String: Int]
    }
    let conforms: Bool
    let graphType: String
    let typing: [String: [String]]?
    let violations: [Violation]
    let counts: Counts
}

/// What `validate --format json` answers when the input cannot be read.
struct ProblemsAnswer: Decodable {
    let errors: [Problem]
}
