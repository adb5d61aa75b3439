import ArgumentParser
import PGSchema

/// The command `espalier schema check SCHEMA`.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Report every error of a schema, and what it may not mean.",
        discussion: """
            Errors are what cannot be read or means nothing; warnings are what is well formed and probably a slip: \
            types that no element can have, labels that look like a misspelt type, keys over labels that no type has.
            """)

    @Argument(help: "A file of PG-Schema; - is standard input.")
    var schema: String

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    @Flag(help: "End with exit code 1 if there are warnings.")
    var warningsAsErrors = false

    func run() throws {
        let file: SchemaFile
        do { file = try SchemaFile(reading: schema) } catch { throw try failed(error) }
        switch format {
        case .json:
            try JSONOutput.write(
                CheckOutcome(
                    ok: file.errors.isEmpty, errors: file.problems(file.errors),
                    warnings: file.problems(file.warnings)))
        case .text:
            Terminal.writeError(file.rendered(file.diagnostics))
            try Terminal.write(summary(of: file))
        }
        guard file.errors.isEmpty else { throw Terminal.unreadable }
        if warningsAsErrors, !file.warnings.isEmpty { throw Terminal.doesNotConform }
    }

    private func failed(_ error: UnreadableSchema) throws -> any Error {
        let problem = InputProblem(kind: "schema", file: schema, message: error.message)
        Terminal.writeError("error: \(error.message.printable)\n")
        if format == .json { try JSONOutput.write(CheckOutcome(ok: false, errors: [problem], warnings: [])) }
        return Terminal.unreadable
    }

    private func summary(of file: SchemaFile) -> String {
        let warnings = file.warnings.isEmpty ? "" : ", \(counted(file.warnings.count, "warning"))"
        guard file.errors.isEmpty else {
            return "\(file.path): \(counted(file.errors.count, "error"))\(warnings).\n"
        }
        let contents = file.catalog.graphTypes.map { graphType in
            "graph type `\(graphType.name)` (\(graphType.mode.rawValue)) with "
                + "\(counted(graphType.members.count, "type")) and "
                + counted(graphType.constraints.count, "constraint")
        }
        let described =
            contents.isEmpty
            ? counted(file.catalog.types.count, "type") + " and no graph type"
            : contents.joined(separator: "; ")
        return "\(file.path): well formed\(warnings): \(described).\n"
    }

    private func counted(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}

private struct CheckOutcome: Encodable {
    let ok: Bool
    let errors: [InputProblem]
    let warnings: [InputProblem]
}
