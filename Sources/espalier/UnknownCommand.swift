import ArgumentParser
import PGSchema

/// A word where a command should stand; the argument parser itself only finds that it is one argument too many.
enum UnknownCommand {
    /// Follows the arguments from command to command, and says which of them is none.
    static func message(in arguments: some Sequence<String>, of root: any ParsableCommand.Type) -> String? {
        var path = root.configuration.commandName ?? ""
        var commands = root.configuration.subcommands
        // `espalier help schema check` names a command too.
        for argument in arguments.drop(while: { $0 == "help" }) {
            guard !commands.isEmpty, !argument.hasPrefix("-") else { return nil }
            guard let next = commands.first(where: { $0.configuration.commandName == argument }) else {
                let names = commands.compactMap { $0.configuration.commandName }
                let suggestion = Spelling.nearest(to: argument, among: names)
                return "There is no command `\(path) \(argument)`. "
                    + (suggestion.map { "Did you mean `\(path) \($0)`?" }
                        ?? "The commands are \(names.map { "`\(path) \($0)`" }.joined(separator: ", ")).")
            }
            path += " \(argument)"
            commands = next.configuration.subcommands
        }
        return nil
    }
}
