import ArgumentParser
import PGSchema

/// The command `espalier schema format SCHEMA`.
struct FormatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "format",
        abstract: "Lay a schema out in the canonical way; comments stay.",
        discussion: "Prints the result; the schema means the same. Formatting twice changes nothing.")

    @Argument(help: "A file of PG-Schema; - is standard input.")
    var schema: String

    @Flag(name: .shortAndLong, help: "Write the result into the file instead of printing it.")
    var inPlace = false

    @Flag(help: "Print nothing; end with exit code 1 if the file is laid out differently.")
    var check = false

    func validate() throws {
        if inPlace, check { throw ValidationError("--in-place and --check exclude each other.") }
        if inPlace, schema == "-" { throw ValidationError("--in-place needs a file, not standard input.") }
    }

    func run() throws {
        let file = try SchemaFile.orExit(reading: schema)
        let (script, errors) = Parser.parse(file.bytes)
        guard errors.isEmpty else {
            Terminal.writeError(file.rendered(errors))
            throw Terminal.unreadable
        }
        let formatted = PGSchema.Formatter.format(script)
        let isUnchanged = formatted.utf8.elementsEqual(file.bytes)
        if check {
            if !isUnchanged {
                Terminal.writeError("\(file.path) is not laid out as `espalier schema format` does it.\n")
                throw Terminal.doesNotConform
            }
        } else if inPlace {
            if !isUnchanged { try WrittenFile.write(formatted, to: schema) }
        } else {
            try Terminal.write(formatted)
        }
    }
}
