import ArgumentParser
import LearningCore

/// The command `espalier model matrix`.
struct MatrixCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix",
        abstract: "Say which versions' queries can search which versions' galleries.",
        discussion: """
            A version can search what an older one stored where its queries do better there than the older one's own; as \
            good is not enough. Versions are named oldest first:

              espalier model matrix v1 v2 v3 --metric map,top1,tar@far=1e-2

            Each is a folder of a model that was trained with --test, a version of the registry, or a safetensors file with \
            `query` [queries, dimension], `query_labels`, `gallery` and `gallery_labels` from anywhere. All have to be of the \
            same records. Queries that are longer or shorter than a gallery's vectors are cut, or get zeros behind.

            Rows ask, columns are searched. Below each table stands the share of pairs that pass, and with --paragon, the \
            newest version trained without a thought for older ones, how much of what it could gain the newest one gains \
            without the gallery being computed anew.

            As a gate for a pipeline, on the metric that was chosen before training:

              espalier model matrix v1 v2 --metric map --require pass

            Exit codes: 0 success; 1 --require pass, and a pair fails on one of the metrics; 2 something could not be read; \
            64 wrong usage.
            """)

    /// What may be required.
    enum Requirement: String, ExpressibleByArgument, CaseIterable { case pass }

    @Argument(help: "Two versions or more, oldest first.")
    var versions: [String]

    @Option(
        help: ArgumentHelp(
            "What is measured: \(RetrievalMetric.forms). Several are separated by commas.",
            valueName: "metric,metric..."))
    var metric = "map"

    @Option(
        help: ArgumentHelp(
            "The newest version, trained without compatibility: the upper bound of what it could gain.",
            valueName: "version"))
    var paragon: String?

    @Option(
        help: ArgumentHelp("cosine or euclidean: how near two vectors are.", valueName: "distance"))
    var distance = RetrievalScores.Distance.cosine

    @Option(
        help: ArgumentHelp(
            "pass: fail with exit code 1 unless every pair passes on every metric.", valueName: "what"))
    var require: Requirement?

    @OptionGroup var options: RegistryOptions

    func validate() throws {
        guard versions.count > 1 else {
            throw ValidationError("Name two versions or more, oldest first.")
        }
        _ = try metrics()
    }

    func run() throws {
        let answer = try options.orExit {
            let compared = try (versions + (paragon.map { [$0] } ?? [])).map {
                try SearchedVersion($0, in: options.registry)
            }
            try SearchedVersion.requireSameTest(compared)
            let evaluations = compared.prefix(versions.count).map(\.evaluation)
            let matrices = try CompatibilityMatrix.matrices(
                evaluations, metrics: metrics(), distance: distance)
            let bound = paragon == nil ? nil : compared.last?.evaluation
            let best = try bound.map { try bestValues($0, like: evaluations[0]) }
            return MatrixAnswer(matrices, best: best)
        }
        switch options.format {
        case .json: try JSONOutput.write(answer)
        case .text: try Terminal.write(answer.text.printable)
        }
        if require == .pass, !answer.passes { throw Terminal.doesNotConform }
    }

    private func metrics() throws -> [RetrievalMetric] {
        let names = metric.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let metrics = try names.map { name in
            guard let metric = RetrievalMetric(name) else {
                throw ValidationError(
                    "--metric knows no `\(name.printable)`; it takes \(RetrievalMetric.forms).")
            }
            return metric
        }
        guard Set(metrics).count == metrics.count else {
            throw ValidationError("--metric names a metric twice.")
        }
        return metrics
    }

    /// What the paragon finds in a gallery of its own, by each metric.
    private func bestValues(
        _ paragon: EmbeddingEvaluation, like other: EmbeddingEvaluation
    ) throws -> [Double] {
        guard paragon.queryLabels == other.queryLabels, paragon.galleryLabels == other.galleryLabels else {
            throw EmbeddingError.otherRecords(name: paragon.name, other: other.name)
        }
        let scores = try paragon.scores(against: paragon, distance: distance)
        return try metrics().map { scores.value(of: $0) }
    }
}

extension RetrievalScores.Distance: ExpressibleByArgument {}
