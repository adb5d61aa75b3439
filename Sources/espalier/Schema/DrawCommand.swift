import ArgumentParser
import PGSchema

/// The command `espalier schema draw SCHEMA`.
struct DrawCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case svg, dot
    }

    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "Draw a graph type: node types as boxes, edge types as arrows, keys and cardinalities.",
        discussion: "The layout is Graphviz's, whose command dot must be installed for SVG.")

    @OptionGroup var choice: GraphTypeChoice

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Where to write; standard output if it is left out.", valueName: "file"))
    var output: String?

    @Option(help: "svg, or dot for Graphviz's own language.")
    var format: Format = .svg

    func run() throws {
        let (file, graphType) = try choice.resolve()
        let drawing = SchemaDrawing(of: graphType, in: file.catalog)
        let text: String
        switch format {
        case .dot: text = drawing.dot()
        case .svg:
            do { text = try drawing.svg() } catch {
                Terminal.writeError("error: \(error)\n")
                throw Terminal.unreadable
            }
        }
        guard let output else {
            try Terminal.write(text)
            return
        }
        try WrittenFile.write(text, to: output)
    }
}
