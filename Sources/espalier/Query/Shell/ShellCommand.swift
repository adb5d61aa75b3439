import ArgumentParser
import Foundation
import GraphStore
import Query
import QueryValues

/// The command `espalier shell STORE`.
struct ShellCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell",
        abstract: "Ask a store one question after the other.",
        discussion: """
            A statement ends with a semicolon or an empty line. Tab completes keywords, labels, types, property keys \
            and functions; the arrows go through what was entered before; Ctrl-C cancels, Ctrl-D leaves, :help tells \
            the rest.

              espalier shell shop.espalier
              espalier shell new.espalier --create --format csv
              espalier shell shop.espalier < script.cypher

            What comes from a file or a pipe is carried out up to the first statement that fails, whose exit code is \
            that of the command: 1 refused by the schema or failed while it ran; 2 the statement or the store could not \
            be read; 64 a line with a colon that is no command; 130 cancelled.
            """)

    @Argument(help: "The store, a directory such as shop.espalier.")
    var store: String

    @OptionGroup(title: "Parameters") var parameters: ParameterOptions

    @OptionGroup(title: "Limits") var limits: LimitOptions

    @Option(help: ArgumentHelp("table, json, csv or jsonl.", valueName: "format"))
    var format: ResultFormat = .table

    @Flag(help: "Make an empty store if there is none.")
    var create = false

    @Flag(help: "Go on with a script when a statement fails; the first exit code counts.")
    var keepGoing = false

    @Flag(help: "Keep nothing of what is entered.")
    var noHistory = false

    func validate() throws {
        guard ResultFormat.readable.contains(format) else {
            throw ValidationError(
                "`espalier query --format \(format.rawValue)` writes that; the shell does not.")
        }
    }

    func run() throws {
        let isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
        let engine: QueryEngine
        let values: [String: QueryValue]
        do {
            values = try parameters.values()
            engine = QueryEngine(try openStore(isInteractive: isInteractive), limits: limits.limits)
        } catch let problem as QueryProblem {
            Terminal.writeError(problem.rendered(usesColor: Terminal.takesColors))
            throw problem.exitCode
        }
        let shell = Shell(
            engine, format: format, parameters: values,
            progress: Terminal.isInteractive ? QueryProgress() : nil, isInteractive: isInteractive)
        if isInteractive {
            try ShellDialogue(shell, store: store, keepsHistory: !noHistory).run()
        } else {
            try carryOutScript(shell)
        }
    }

    /// A store that may not be written is opened to be read: most questions only read.
    private func openStore(isInteractive: Bool) throws -> GraphStore {
        let source = ScriptSource(text: "", name: "query")
        let isWritable = access(store, W_OK) == 0 || !FileManager.default.fileExists(atPath: store)
        if !isWritable, isInteractive {
            Terminal.writeError("\(store) may not be written; statements that only read work.\n".printable)
        }
        return try OpenedStore(
            store, isWriting: isWritable, create: create, command: "shell", in: source
        ).store
    }

    private func carryOutScript(_ shell: Shell) throws {
        var shell = shell
        var reader = StatementReader(endsAtEmptyLine: false)
        var failure: ExitCode?
        var (line, start) = (0, 1)
        func carryOut(_ inputs: [StatementReader.Input]) throws -> Bool {
            for input in inputs {
                switch try shell.carryOut(input, line: start) {
                case .goOn: break
                case .leave: return false
                case .failed(let code):
                    failure = failure ?? code
                    if !keepGoing { return false }
                }
            }
            return true
        }
        while let text = readLine() {
            line += 1
            if !reader.isWithinStatement { start = line }
            guard try carryOut(reader.read(text)) else { break }
        }
        if failure == nil || keepGoing { _ = try carryOut(reader.finish()) }
        if let failure { throw failure }
    }
}
