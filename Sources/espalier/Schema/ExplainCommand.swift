import ArgumentParser
import PGSchema

/// The command `espalier schema explain SCHEMA`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say in plain English what each type and rule of a schema means.")

    @OptionGroup var choice: GraphTypeChoice

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func run() throws {
        let (file, graphType) = try choice.resolve(asJSON: format == .json)
        let explanation = Explanation(of: graphType, in: file.catalog)
        switch format {
        case .text: try Terminal.write(explanation.text())
        case .json:
            try JSONOutput.write(
                ExplanationOutcome(
                    graphType: graphType.name,
                    types: Dictionary(
                        uniqueKeysWithValues: graphType.members.map {
                            (file.catalog[$0].name, explanation.sentence(for: $0))
                        }),
                    constraints: graphType.constraints.map { explanation.sentence(for: $0) }))
        }
    }
}

private struct ExplanationOutcome: Encodable {
    let graphType: String
    let types: [String: String]
    let constraints: [String]
}
