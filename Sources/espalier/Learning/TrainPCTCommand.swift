import ArgumentParser
import GracefulUpdates
import LearningCore

/// The command `espalier train pct`.
struct TrainPCTCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pct",
        abstract: "Train the next version so that it does not fail where the old one was right.",
        discussion: """
            Beside the right classes the new model learns the old one's logits, above all for records that the old one gets \
            right; what it makes of other records may change. Classes are matched by their names, and those that the old \
            model does not know are learned as ever.

              espalier train classifier --data first.csv --test held-out.csv --model v1
              espalier train pct --old v1 --data all.csv --test held-out.csv --model v2
              espalier model compare v1 v2 --max-nfr 0.01 --max-error-increase 0

            Losses: focal-logit (squared differences of logits), focal-kl (the divergence at a high temperature), \
            distillation (focal-logit without the focus: compare with it), naive (records that the old model gets right \
            count twice) and ldi (differences beyond a margin). A larger --weight means fewer new mistakes and an error \
            nearer to the old one's.

            --fine-tune begins at the old model's weights and in its network; what it makes can be blended with the old \
            model by `espalier train blend`.

            With --test the rates of flips between both versions are printed in the end; `espalier model compare V1 V2` lists them \
            by class and the worst of them.

            Exit codes: 0 the model was written; 2 something could not be read or written; 64 wrong usage.
            """)

    @Option(
        help: ArgumentHelp("The version in service: a folder that `train` wrote.", valueName: "folder"))
    var old: String

    @Flag(
        help:
            "Begin at the old model's weights, in its network; --width, --hidden, --embedding and --head do nothing then."
    )
    var fineTune = false

    @OptionGroup var data: TrainingDataOptions
    @OptionGroup var loss: TrainPCTLossOptions
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
            let loss = loss.loss
            var recipe = try recipe.recipe()
            // A sum over classes has gradients that run away at usual learning rates.
            if self.recipe.clip == nil { recipe.gradientLimit = 1 }
            let predecessor = try ModelDirectory(reading: old)
            let before = try EmbeddingModel(reading: predecessor)
            let training = try data.training(asJSON: asJSON)
            let test = try data.testing(apartFrom: training, asJSON: asJSON)
            let random = SeededRandom(seed: self.recipe.seed)
            let trained = try beginning(before, training, random.stream("weights"))
            let losses = try PositiveCongruentTraining(
                recipe, loss: loss, reference: LogitEnsemble(before), random: random.stream("training")
            ).fit(
                trained, on: LabelledTensors(training, shape: trained.description.input),
                progress: UpdateTraining.progress(of: recipe.epochs))
            let saved = try TrainedUpdate(
                trained, kind: "pct", seed: self.recipe.seed, data: [.init(training, role: "training")],
                settings: ["recipe": JSONValue(encoding: recipe), "loss": JSONValue(encoding: loss)],
                predecessor: predecessor
            ).save(to: model, test: test)
            let answer = TrainPCTAnswer(
                TrainedModelAnswer(
                    saved.directory, parameters: trained.parameterCount, losses: losses),
                how: loss.summary, flips: try saved.evaluation?.flips(from: before, on: test))
            if asJSON { try JSONOutput.write(answer) } else { try Terminal.write(answer.text.printable) }
        }
    }

    /// What training begins at.
    private func beginning(
        _ old: EmbeddingModel, _ training: Dataset, _ random: SeededRandom
    ) throws -> EmbeddingModel {
        try fineTune
            ? old.successor(classNames: training.classNames, random: random)
            : EmbeddingModel(
                network.description(for: training.shape), head: network.headKind,
                classNames: training.classNames, random: random)
    }
}
