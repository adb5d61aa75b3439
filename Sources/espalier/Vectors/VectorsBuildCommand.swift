import ArgumentParser
import Foundation
import GraphStore
import VectorSearch

/// The command `espalier vectors build STORE`.
struct VectorsBuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Build an index, so that searches need not compare every vector.",
        discussion: """
              espalier vectors build shop.espalier --label Item --property embedding --model-version v1

            The same vectors and settings give the same index. Below 1,000 vectors a search compares all of them anyway.
            """)

    @Argument(help: "The store.")
    var store: String

    @OptionGroup(title: "Vectors") var vectors: VectorSelectionOptions

    @Option(
        help: ArgumentHelp("Only the vectors of this version; all if it is left out.", valueName: "version"))
    var modelVersion: String?

    @Option(help: "euclidean, cosine or inner-product.")
    var metric: DistanceMetric = .cosine

    @Option(name: .customLong("m"), help: ArgumentHelp("How many links a vector gets.", valueName: "n"))
    var links = 16

    @Option(
        help: ArgumentHelp("How many candidates are kept in mind for each vector's links.", valueName: "n"))
    var efConstruction = 200

    @Option(help: ArgumentHelp("What levels are drawn by.", valueName: "seed"))
    var seed: UInt64 = 1

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    @Flag(name: .shortAndLong, help: "No progress.")
    var quiet = false

    func run() throws {
        let start = ContinuousClock.now
        let (path, selection) = (store, vectors.selection(modelVersion))
        let (metric, isQuiet) = (metric, quiet)
        let parameters = HNSWParameters(links: links, constructionBreadth: efConstruction, seed: seed)
        let built = try VectorAccess.orExit(asJSON: format == .json) {
            try Interruption.run(progress: nil) {
                let store = try GraphStore.open(path, isReadOnly: true)
                let progress = isQuiet ? nil : CountProgressLine("Indexing")
                defer { progress?.clear() }
                let index = try VectorIndex.build(
                    selection, of: store, metric: metric, parameters: parameters
                ) { progress?.show($0, of: nil) }
                try index.save()
                return BuiltIndex(index)
            }
        }
        switch format {
        case .json: try JSONOutput.write(built)
        case .text:
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            try Terminal.write(
                "Indexed \(built.count.formatted()) \(selection), \(built.dimension) numbers each, by "
                    .printable + "\(built.metric); it took \(String(format: "%.2f", seconds)) s.\n")
        }
    }
}

private struct BuiltIndex: Encodable, Sendable {
    let file: String
    let count: Int
    let dimension: Int
    let metric: String

    init(_ index: VectorIndex) {
        file = index.folder.path(of: index.selection)
        count = index.count
        dimension = index.dimension
        metric = index.metric.rawValue
    }
}
