import ArgumentParser
import Foundation
import GracefulUpdates
import LearningCore

/// The command `espalier train hvs`.
struct TrainHVSCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hvs",
        abstract: "Find and train a small network whose queries find in a large network's gallery.",
        discussion: """
            The large network indexes the gallery once; the small one answers queries where there is little to compute with, \
            a twentieth of it or less. Which small network is best for that is searched for within a budget of multiply-adds: \
            a supernet that holds all networks of a space is trained, an evolution scores its paths on a fifth of the \
            records, and the winner is trained from scratch.

              espalier train classifier --data train.csv --data-rows 0-29999 --test held-out.csv --width 24 --model large
              espalier train hvs --gallery large --data train.csv --data-rows 30000-59999 --budget 15000 --model small
              espalier model pair --query small --gallery large --test held-out.csv

            Give it other records than the large network was trained on, as here: paths are scored by what they find in the \
            large network's gallery, and that is better for records it has learned than for those it will meet.

            The space is 1,152 networks of three layers, unless a JSON file says otherwise:

              {"input": [1, 28, 28], "embedding": 32, "shared": ["activation"], "layers": [
                {"widths": [4, 8], "blocks": [{"kernel": 3}, {"kernel": 5}], "activations": ["relu", "silu"], "stride": 2},
                {"widths": [8, 16], "blocks": [{"kernel": 3, "separable": true}, {"kernel": 3, "groups": 4}],
                 "activations": ["relu", "silu"], "stride": 2, "pooling": 2}]}

            Rewards: heterogeneous (what queries find in the large network's gallery), homogeneous (in their own) and product.

            Exit codes: 0 the model was written; 2 something could not be read or written, or no network is within the \
            budget; 64 wrong usage.
            """)

    @Option(
        help: ArgumentHelp(
            "The large network that embeds the gallery: a folder that `train` wrote.", valueName: "folder"))
    var gallery: String

    @OptionGroup var data: TrainingDataOptions
    @OptionGroup var search: ArchitectureSearchOptions
    @OptionGroup var recipe: RecipeOptions

    @Option(
        help: ArgumentHelp(
            "The folder that the model is written to; it must not be there yet.", valueName: "folder"))
    var model: String

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func run() throws {
        let asJSON = format == .json
        try UpdateTraining.perform(writing: model, asJSON: asJSON) {
            let recipe = try recipe.recipe()
            let directory = try ModelDirectory(reading: gallery)
            let large = try EmbeddingModel(reading: directory)
            let architectures = try search.architectures(for: large.description)
            let training = try data.training(asJSON: asJSON).aligned(with: large.classNames)
            let test = try data.testing(apartFrom: training, asJSON: asJSON)
            // Asked for before hours are spent, as the folder of the model is.
            let task = try test.map { try HeterogeneousTask(dividing: $0, model: large) }
            let random = SeededRandom(seed: self.recipe.seed)
            var drawing = random.stream("search images")
            let parts = try training.split([0.8, 0.2], stratified: true, using: &drawing)
            let found = try searched(
                large, directory, architectures, training: parts[0], searchImages: parts[1], recipe, random)
            let winner = architectures.space.network(of: found.best.architecture)
            let small = try QueryTraining(
                gallery: large, loss: search.queryLoss, recipe: recipe,
                records: LabelledTensors(training, shape: large.description.input)
            ).model(
                winner, random: random.stream("winner"), progress: UpdateTraining.progress(of: recipe.epochs))
            let saved = try TrainedUpdate(
                small, kind: "hvs", seed: self.recipe.seed, data: [.init(training, role: "training")],
                settings: [
                    "recipe": JSONValue(encoding: recipe), "search": JSONValue(encoding: architectures),
                    "loss": JSONValue(encoding: search.queryLoss),
                    "gallery": JSONValue(encoding: ModelManifest.Predecessor(directory)),
                ]
            ).save(to: model, test: test)
            let answer = TrainedHVSAnswer(
                saved.directory, found, of: architectures.space.size,
                pair: try task.map {
                    PairAnswer(try HeterogeneousEvaluation(query: small, gallery: large, task: $0))
                })
            if asJSON { try JSONOutput.write(answer) } else { try Terminal.write(answer.text.printable) }
        }
    }

    private func searched(
        _ large: EmbeddingModel, _ directory: ModelDirectory, _ architectures: ArchitectureSearch,
        training: Dataset, searchImages: Dataset, _ recipe: TrainingRecipe, _ random: SeededRandom
    ) throws -> ArchitectureSearchResult {
        var supernetRecipe = recipe
        supernetRecipe.epochs = search.supernetEpochs ?? 2 * recipe.epochs
        let line = SearchProgressLine(
            epochs: supernetRecipe.epochs, generations: architectures.evolution.generations)
        defer { line.clear() }
        return try HeterogeneousSearch(
            gallery: large, architectures: architectures, loss: search.queryLoss, recipe: supernetRecipe
        ).run(
            training: LabelledTensors(training, shape: large.description.input),
            task: HeterogeneousTask(dividing: searchImages, model: large, limit: 500),
            random: random.stream("search"), checkpoint: search.checkpoint,
            identity: [
                "gallery": .text("\(directory.digest)"), "training": .text("\(training.digest)"),
                "search": .text("\(searchImages.digest)"),
            ], progress: line.show)
    }
}

/// How far a search has come: one line on standard error that is redrawn where a person looks.
///
///     Generation 7 of 20: 312 networks scored, the best reward 0.531
final class SearchProgressLine {
    private let epochs: Int
    private let generations: Int
    private var isShown = false

    init(epochs: Int, generations: Int) {
        self.epochs = epochs
        self.generations = generations
    }

    func show(_ progress: HeterogeneousSearch.Progress) {
        guard Terminal.isInteractive else { return }
        let text =
            switch progress {
            case .epoch(let epoch, let loss):
                "Supernet, epoch \(epoch) of \(epochs): loss \(String(format: "%.4g", loss))"
            case .generation(let found):
                "Generation \(found.history.count) of \(generations): \(found.candidates.count) networks scored, the best"
                    + " reward \(String(format: "%.3f", found.history.last?.bestReward ?? 0))"
            }
        Terminal.writeError("\r\u{1B}[K" + text)
        isShown = true
    }

    /// Removes the line.
    func clear() {
        if isShown { Terminal.writeError("\r\u{1B}[K") }
    }
}
