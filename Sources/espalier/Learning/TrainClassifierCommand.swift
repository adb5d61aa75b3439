import ArgumentParser
import GracefulUpdates
import LearningCore

/// The command `espalier train classifier`.
struct TrainClassifierCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classifier",
        abstract: "Train a first version: a network that embeds records and tells their class.",
        discussion: """
            What is trained here knows of no earlier version. `espalier train bct` and `espalier train pct` train the next \
            one so that it goes on from it: the former keeps embeddings comparable, the latter avoids new mistakes.

              espalier train classifier --data train.csv --test held-out.csv --model v1

            Data sets are CSV or Parquet with a column `label` (--label names another), safetensors with tensors \
            `features` and `labels`, `images-idx3-ubyte.gz` with their labels beside them, or `FEATURES.npy,LABELS.npy`.

            With --test, predictions and embeddings of the test records are kept beside the weights, and \
            `espalier model compare` and `promote` judge by them: test all versions on the same records.

            Exit codes: 0 the model was written; 2 something could not be read or written; 64 wrong usage.
            """)

    @OptionGroup var data: TrainingDataOptions
    @OptionGroup var network: NetworkOptions
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
            let training = try data.training(asJSON: asJSON)
            let test = try data.testing(apartFrom: training, asJSON: asJSON)
            let random = SeededRandom(seed: self.recipe.seed)
            let trained = try EmbeddingModel(
                network.description(for: training.shape), head: network.headKind,
                classNames: training.classNames, random: random.stream("weights"))
            let losses = try Training(recipe, random: random.stream("training")).fit(
                trained, on: LabelledTensors(training, shape: trained.description.input),
                progress: UpdateTraining.progress(of: recipe.epochs)
            ) { try $0.crossEntropy() }
            let saved = try TrainedUpdate(
                trained, kind: "classifier", seed: self.recipe.seed,
                data: [.init(training, role: "training")], settings: ["recipe": JSONValue(encoding: recipe)]
            ).save(to: model, test: test)
            let answer = TrainedModelAnswer(
                saved.directory, parameters: trained.parameterCount, losses: losses)
            if asJSON { try JSONOutput.write(answer) } else { try Terminal.write(answer.text) }
        }
    }
}
