import ArgumentParser
import Foundation
import TCK

/// Runs the openCypher TCK against the engine.
@main
struct TCKRunner: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "TCKRunner", abstract: "Runs the openCypher TCK against the engine.",
        subcommands: [Run.self, Child.self], defaultSubcommand: Run.self)
}

/// Runs the scenarios of a folder, and reports.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the scenarios of a folder.")

    @Argument(help: "The folder with `features` and `graphs` in it.")
    var directory: String
    @Option(help: "How many processes run at once.")
    var workers = 2
    @Option(help: "Run only scenarios whose name (file › title › row) has this text in it.")
    var filter: String?
    @Flag(help: "Show the query, what was expected, and what came, for each failure.")
    var verbose = false
    @Flag(help: "Show the counts by folder only.")
    var folder = false
    @Option(help: "Write the names of the scenarios that pass to this file.")
    var write: String?

    func run() throws {
        guard let executable = Bundle.main.executableURL else {
            throw ValidationError("The runner does not know where it is, and so cannot start itself.")
        }
        let run = try SuiteRun(
            folder: directory, executable: executable, workers: workers, filter: filter)
        let report = try run.report()
        print(report.table)
        if !folder {
            let failures = report.failures(withDetails: verbose)
            if !failures.isEmpty { print("\nNot passing:\n\(failures)") }
        }
        if let write {
            try Data((report.passing.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: write))
        }
        if report.total.passed < report.total.scenarios { throw ExitCode(1) }
    }
}

/// Runs some scenarios of one file in this process, for the process that started it.
struct Child: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run scenarios of a file, for a parent.", shouldDisplay: false)

    @Argument var directory: String
    @Argument var file: String
    @Argument var stores: String
    @Argument var indices: [Int]

    func run() throws {
        try SuiteRun.runChild(folder: directory, file: file, stores: stores, indices: indices)
    }
}
