import ArgumentParser

/// The command `espalier`.
@main
struct Espalier: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "espalier",
        abstract: "Property graphs with a schema that is enforced.",
        discussion: """
            A first look:

              espalier schema check shop.pgs          is the schema well formed?
              espalier schema explain shop.pgs        what does it say?
              espalier validate shop.pgs people.csv   does the graph conform?
              espalier import shop.espalier --schema shop.pgs people.csv
              espalier query shop.espalier 'MATCH (p:Person) RETURN p.name'

            Exit codes: 0 success and conforming; 1 well-formed input that does not conform; 2 input that could not \
            be read; 64 wrong usage.
            """,
        version: "0.1.0",
        subcommands: [
            SchemaCommand.self, ValidateCommand.self, ImportCommand.self, InfoCommand.self,
            QueryCommand.self, ShellCommand.self, VerifyCommand.self, MergeCommand.self, DumpCommand.self,
            PrivacyCommand.self, TrainCommand.self, ModelCommand.self, ReproduceCommand.self,
            VectorsCommand.self,
        ])

    static func main() {
        if let message = UnknownCommand.message(in: CommandLine.arguments.dropFirst(), of: Espalier.self) {
            Terminal.writeError("Error: \(message)\n")
            exit(withError: ExitCode.validationFailure)
        }
        main(nil)
    }
}
