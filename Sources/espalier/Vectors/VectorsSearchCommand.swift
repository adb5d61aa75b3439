import ArgumentParser
import Foundation
import GraphStore
import VectorSearch

/// The command `espalier vectors search STORE`.
struct VectorsSearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find the nodes whose vectors are nearest to a query.",
        discussion: """
              espalier vectors search shop.espalier --label Item --property embedding --like i7 -k 5
              espalier vectors search shop.espalier --label Item --property embedding --query '[0.1, 0.9]'

            The query may come from a newer model than the stored vectors, if it was trained to be compatible. Without an \
            index every vector is compared, and so it is with --metric where the index compares otherwise.
            """)

    @Argument(help: "The store.")
    var store: String

    @OptionGroup(title: "Vectors") var vectors: VectorSelectionOptions

    @Option(
        help: ArgumentHelp("Only the vectors of this version; all if it is left out.", valueName: "version"))
    var modelVersion: String?

    @Option(
        help: ArgumentHelp(
            "The query: a JSON list, or a .npy or .safetensors file (tensor `query`) of one vector or several.",
            valueName: "vector"))
    var query: String?

    @Option(help: ArgumentHelp("Search what is like this node.", valueName: "id"))
    var like: String?

    @Option(name: .customShort("k"), help: ArgumentHelp("How many to find.", valueName: "n"))
    var count = 10

    @Option(
        help: ArgumentHelp(
            "euclidean, cosine or inner-product; that of the index if it is left out.", valueName: "metric"))
    var metric: DistanceMetric?

    @Option(
        help: ArgumentHelp(
            "How many candidates are kept in mind: more find more, and take longer.", valueName: "n"))
    var ef = 100

    @Flag(help: "Compare every vector.")
    var exact = false

    @Flag(help: "Cut a query that is longer than the stored vectors, and fill a shorter one up with zeros.")
    var cut = false

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func validate() throws {
        guard (query == nil) != (like == nil) else {
            throw ValidationError("Give one of --query and --like.")
        }
        guard count > 0 else { throw ValidationError("-k takes a whole number from 1.") }
        guard 1...65_536 ~= ef else { throw ValidationError("--ef takes a whole number from 1 to 65536.") }
    }

    func run() throws {
        let found = try VectorAccess.orExit(asJSON: format == .json) {
            let store = try GraphStore.open(store, isReadOnly: true)
            return try store.read { try search($0, of: store) }
        }
        switch format {
        case .json: try JSONOutput.write(found)
        case .text: try Terminal.write(found.text)
        }
    }

    private func search(_ snapshot: Snapshot, of store: GraphStore) throws -> FoundVectors {
        let selection = vectors.selection(modelVersion)
        let searched = try SearchedVectors(
            selection, metric, isExact: exact, of: store, in: snapshot)
        var queries: [[Float]] = []
        var asking: NodeID?
        if let query { queries = try QueryVector.read(query) }
        if let like {
            let found = try QueryVector.of(like, selection, in: snapshot)
            (queries, asking) = ([found.vector], found.node)
        }
        queries = try queries.map {
            try QueryVector.fitted($0, to: searched.dimension, cutting: cut)
        }
        let start = ContinuousClock.now
        // A node is most like itself, which nobody asks for.
        let answers = try searched.search(queries, k: count, ef: ef, except: asking)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        return try FoundVectors(answers, searched, seconds: seconds, in: snapshot)
    }
}
