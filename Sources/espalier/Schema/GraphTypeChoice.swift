import ArgumentParser
import Conformance
import PGSchema

/// A schema file and one graph type of it, as several commands take them.
struct GraphTypeChoice: ParsableArguments {
    @Argument(help: "A file of PG-Schema; - is standard input.")
    var schema: String

    @Option(help: ArgumentHelp("The graph type; the last one if it is left out.", valueName: "name"))
    var graphType: String?

    /// Reads the schema and finds the graph type, or says what is wrong and ends the command.
    func resolve(asJSON: Bool = false) throws -> (SchemaFile, GraphType) {
        let file = try SchemaFile.orExit(resolving: schema, asJSON: asJSON)
        do { return (file, try file.catalog.chosenGraphType(graphType)) } catch {
            try InputProblem(kind: "schema", file: file.path, message: error.description).end(asJSON: asJSON)
        }
    }
}
