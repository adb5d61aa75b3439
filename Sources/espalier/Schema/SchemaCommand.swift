import ArgumentParser

/// `espalier schema ...`: what can be said of one file of PG-Schema.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Check, format, explain or draw a schema, or hold a store to it.",
        subcommands: [
            CheckCommand.self, FormatCommand.self, ExplainCommand.self, DrawCommand.self,
            ApplyCommand.self,
        ])
}
