import ArgumentParser
import Cypher
import GraphStore
import Query
import QueryValues

/// Carries out what is entered in the shell.
struct Shell {
    private let engine: QueryEngine
    private let progress: QueryProgress?
    private let isInteractive: Bool
    private(set) var parameters: [String: QueryValue]
    private(set) var format: ResultFormat
    private var tellsTime = true
    /// The words to complete, until something is written.
    private var vocabulary: ShellVocabulary?

    init(
        _ engine: QueryEngine, format: ResultFormat, parameters: [String: QueryValue],
        progress: QueryProgress?,
        isInteractive: Bool
    ) {
        self.engine = engine
        self.format = format
        self.parameters = parameters
        self.progress = progress
        self.isInteractive = isInteractive
    }

    /// What the shell does next.
    enum Outcome: Equatable {
        case goOn
        case leave
        /// Something failed, which ends a script with this code.
        case failed(ExitCode)
    }

    /// Carries out a statement or an instruction.
    ///
    /// Throws `ExitCode` when the output cannot be written.
    mutating func carryOut(_ input: StatementReader.Input, line: Int = 1) throws -> Outcome {
        switch input {
        case .statement(let text): return try run(text, line: line)
        case .instruction(let text):
            let instruction: ShellInstruction
            do { instruction = try ShellInstruction(text) } catch {
                Terminal.writeError("error: \(error.message)\n\(error.suggestion)\n".printable)
                return .failed(ExitCode.validationFailure)
            }
            return try follow(instruction, line: line)
        }
    }

    private mutating func follow(_ instruction: ShellInstruction, line: Int) throws -> Outcome {
        switch instruction {
        case .schema: try showSchema()
        case .explain(let text): return try run(text, as: .explain, line: line)
        case .profile(let text): return try run(text, as: .profile, line: line)
        case .parameters:
            for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
                try Terminal.write(":param \(name) => \(value)\n".printable)
            }
            if parameters.isEmpty { Terminal.writeError("There are no parameters.\n") }
        case .setParameter(let name, let value): parameters[name] = value
        case .clearParameters: parameters = [:]
        case .format(let format): self.format = format
        case .timing(let isOn): tellsTime = isOn
        case .help: try Terminal.write(ShellInstruction.helpText)
        case .quit: return .leave
        }
        vocabulary?.parameters = parameters.keys.sorted()
        return .goOn
    }

    private func showSchema() throws {
        if let schema = try engine.store.schema {
            try Terminal.write(schema.text.hasSuffix("\n") ? schema.text : schema.text + "\n")
        } else {
            try Terminal.write(
                engine.store.read { try StoreSummary(store: engine.store.path, $0) }.text.printable)
        }
    }

    private mutating func run(
        _ text: String, as mode: Cypher.Statement.Mode = .run, line: Int
    ) throws -> Outcome {
        let source = ScriptSource(text: text, name: isInteractive ? "query" : "standard input")
        let script: Script
        do { script = try Script(source) } catch {
            for problem in error.problems { tell(problem, line: line) }
            return .failed(Terminal.unreadable)
        }
        let session = QuerySession(
            engine: engine, parameters: parameters, progress: progress,
            tellsSummary: isInteractive && format != .json, tellsTime: tellsTime,
            parameterAdvice: { ":param \($0) => value" })
        for part in script.parts {
            if part.isWriting { vocabulary = nil }
            do {
                try Interruption.run(progress: progress) { [format, progress] in
                    let output = try ResultOutput(path: nil, progress: progress)
                    var writer = format.writer(to: output, of: source, hasSeveralStatements: false)
                    try session.run(part, of: source, as: mode, writer: &writer, output: output)
                    try writer.finish(after: nil)
                    try output.finish()
                }
            } catch let problem as QueryProblem {
                tell(problem, line: line)
                return .failed(problem.exitCode)
            } catch is CancellationError {
                Terminal.writeError("\(QueryError.cancelled.message)\n")
                return .failed(Terminal.cancelled)
            }
        }
        return .goOn
    }

    /// Says what went wrong; in a script, with the line of the whole script.
    private func tell(_ problem: QueryProblem, line: Int) {
        Terminal.writeError(problem.moved(down: line - 1).rendered(usesColor: Terminal.takesColors))
    }

    /// What may follow a text.
    mutating func completion(of text: String) -> ShellCompletion {
        if vocabulary == nil {
            // Without the names of the store the words of the language still complete.
            do { vocabulary = try ShellVocabulary(engine, parameters: parameters.keys) } catch {
                return ShellCompletion(of: text, ShellVocabulary())
            }
        }
        return ShellCompletion(of: text, vocabulary ?? ShellVocabulary())
    }
}
