import ArgumentParser
import GraphStore
import LearningCore
import PropertyGraph
import Tensors
import VectorSearch

/// How a backfill finds out what a mixture is worth.
struct ProbeOptions: ParsableArguments {
    @Option(
        name: .customLong("probe"),
        help: ArgumentHelp(
            "Queries by the new model: safetensors with `query` and the integers `query_labels`.",
            valueName: "file"))
    var file: String?

    @Option(help: ArgumentHelp("What is measured: \(RetrievalMetric.forms).", valueName: "metric"))
    var metric = "map"

    @Option(
        name: .customLong("class"),
        help: ArgumentHelp(
            "The property that says which class a node is of, as whole numbers like `query_labels`.",
            valueName: "key"))
    var classProperty = "class"

    @Option(
        help: ArgumentHelp(
            "How much worse than the best so far a portion may make the results.", valueName: "number"))
    var tolerance = 0.0

    func validate() throws {
        guard tolerance >= 0 else { throw ValidationError("--tolerance takes a number from 0.") }
        guard RetrievalMetric(metric) != nil else {
            throw ValidationError("--metric `\(metric)` is not known; there are \(RetrievalMetric.forms).")
        }
    }

    /// The probe, or nil without one.
    func reading(cutting: Bool) throws -> BackfillProbe? {
        guard let file, let metric = RetrievalMetric(metric) else { return nil }
        let tensors = try SafetensorsFile(path: file)
        for name in ["query", "query_labels"] where tensors.entry(named: name) == nil {
            throw VectorFileProblem(file: file, problem: "it has no tensor `\(name)`; write one")
        }
        let query = try Embeddings(tensors.data(named: "query"), name: "`query` of \(file)")
        return BackfillProbe(
            query: query, labels: try tensors.data(named: "query_labels").integers(), metric: metric,
            classProperty: classProperty, cutsQueries: cutting)
    }
}

/// Asks a mixture of old and new vectors with queries whose answers are known by their classes.
struct BackfillProbe: Sendable {
    let query: Embeddings
    let labels: [Int]
    let metric: RetrievalMetric
    let classProperty: String
    let cutsQueries: Bool

    /// The metric's value; nodes without a class are left out of the gallery.
    func quality(of mixture: StoredVectors, in graph: any GraphReading) throws -> Double {
        var classes: [Int] = []
        var numbers: [Double] = []
        for position in 0..<mixture.count {
            let value = try graph.property(classProperty, of: NodeID(mixture.elements[position]))
            guard let value else { continue }
            guard case .integer(let number) = value, let label = Int(exactly: number) else {
                throw VectorFileProblem(
                    file: "--class",
                    problem:
                        "`\(classProperty)` holds \(value.literal), which is no whole number; classes are integers "
                        + "like `query_labels`")
            }
            classes.append(label)
            mixture.withVector(at: position) { numbers += $0.map(Double.init) }
        }
        guard !classes.isEmpty else {
            throw VectorFileProblem(
                file: "--class",
                problem: "no node has a `\(classProperty)`; name the property of their classes")
        }
        let gallery = try Embeddings(numbers, dimension: mixture.dimension, name: "the stored vectors")
        let asked = cutsQueries ? query.cut(to: mixture.dimension) : query
        return try RetrievalScores(
            query: asked, gallery: gallery, queryLabels: labels, galleryLabels: classes
        ).value(of: metric)
    }
}
