import ArgumentParser

/// The command `espalier`.
@main
struct Espalier: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "espalier",
        abstract: "Property graphs with a schema that is enforced.",
        discussion: """
            A first look:

              espalier schema check shop.pgs            is the schema well formed?
              espalier schema explain shop.pgs          what does it say, in plain English?
              espalier validate shop.pgs people.csv     does the graph conform, and if not, where and why?

            Exit codes: 0 success and conforming; 1 well-formed input that does not conform; 2 input that could not \
            be read; 64 wrong usage.
            """,
        version: "0.1.0",
        subcommands: [SchemaCommand.self, ValidateCommand.self])
}
