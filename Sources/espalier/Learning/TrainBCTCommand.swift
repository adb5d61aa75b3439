import ArgumentParser
import GracefulUpdates
import LearningCore
import Tensors

/// The command `espalier train bct`.
struct TrainBCTCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bct",
        abstract: "Train the next version so that its queries find what the old one put into a gallery.",
        discussion: """
            Vectors that the old model stored stay where they are: the new model learns to put its own where the old head \
            expects them, and is better by itself all the same. Classes that the old model does not know get a place from \
            its embeddings of their records.

              espalier train classifier --data first.csv --test held-out.csv --width 4 --model v1
              espalier train bct --old v1 --data all.csv --test held-out.csv --width 16 --model v2
              espalier model matrix v1 v2 --require pass

            Variants: influence (the old head judges new embeddings), soft (its own answers are the targets), l2 (new \
            embeddings are drawn to old ones), contrastive, ract (for a gallery that is searched while it is refreshed) and \
            simplex (all versions, the old one too, share a fixed head). The loss is always the cross-entropy of the new \
            head and one term; which these are is printed.

            With --test the versions are compared in the end: what new queries find in the old gallery, against what old \
            queries find there. For a third version name the second as --old.

            Exit codes: 0 the model was written; 2 something could not be read or written; 64 wrong usage.
            """)

    @Option(
        help: ArgumentHelp("The version in service: a folder that `train` wrote.", valueName: "folder"))
    var old: String

    @OptionGroup var data: TrainingDataOptions
    @OptionGroup var variant: CompatibilityOptions
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
            let update = variant.update
            try update.check()
            let recipe = try recipe.recipe()
            let predecessor = try ModelDirectory(reading: old)
            let before = try EmbeddingModel(reading: predecessor)
            let training = try data.training(asJSON: asJSON)
            let test = try data.testing(apartFrom: training, asJSON: asJSON)
            let network = try network.description(for: training.shape)
            let outcome = try update.train(
                network, head: self.network.headKind,
                on: LabelledTensors(training, shape: network.input), replacing: before, recipe: recipe,
                random: SeededRandom(seed: self.recipe.seed),
                progress: UpdateTraining.progress(of: recipe.epochs))
            let saved = try TrainedUpdate(
                outcome.model, kind: "bct", seed: self.recipe.seed,
                data: [.init(training, role: "training")],
                settings: outcome.manifestEntries.merging(["recipe": JSONValue(encoding: recipe)]) { $1 },
                predecessor: predecessor
            ).save(to: model, test: test)
            let answer = TrainedBCTAnswer(
                TrainedModelAnswer(
                    saved.directory, parameters: outcome.model.parameterCount, losses: outcome.losses),
                terms: outcome.activeTerms,
                compatibility: try compared(
                    saved.evaluation?.embeddings, with: before,
                    on: test))
            if asJSON { try JSONOutput.write(answer) } else { try Terminal.write(answer.text.printable) }
        }
    }

    /// The old and the new version on the same records; nil without a test.
    private func compared(
        _ new: EmbeddingEvaluation?, with old: EmbeddingModel, on test: Dataset?
    ) throws -> VersionComparison? {
        guard let new, let test, let before = try ModelEvaluation(old, on: test).embeddings else {
            return nil
        }
        return try VersionComparison(old: before, new: new)
    }
}

/// What holds new embeddings to old ones.
struct CompatibilityOptions: ParsableArguments {
    /// The names of ``BackwardCompatible/Method``.
    enum Variant: String, ExpressibleByArgument, CaseIterable {
        case influence, soft, l2, contrastive, ract, simplex
    }

    /// Where the rows of classes come from that the old head does not know.
    enum Synthesis: String, ExpressibleByArgument, CaseIterable {
        case classMeans = "class-means"
        case none
    }

    @Option(
        help: ArgumentHelp(
            "influence, soft, l2, contrastive, ract or simplex.", valueName: "variant"))
    var variant = Variant.influence

    @Option(
        help: ArgumentHelp(
            "class-means: classes that the old model does not know get rows from its embeddings of their records (the"
                + " default). none: the term leaves their records out. Only for influence and soft.",
            valueName: "how"))
    var synthesize: Synthesis?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What the term counts against the cross-entropy; 9 for simplex and 1 for all others if it is left out.",
            valueName: "weight"))
    var weight: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What contrastive and ract divide cosines by; 0.01 if it is left out.", valueName: "t"))
    var temperature: Double?

    @Option(
        help: ArgumentHelp(
            "How many of the nearest records of other classes contrastive and ract push away; all, and for ract 10, if it is"
                + " left out.", valueName: "n"))
    var negatives: Int?

    func validate() throws {
        let contrasts = variant == .contrastive || variant == .ract
        guard synthesize == nil || variant == .influence || variant == .soft else {
            throw ValidationError("--synthesize goes with --variant influence or soft.")
        }
        guard contrasts || (temperature == nil && negatives == nil) else {
            throw ValidationError("--temperature and --negatives go with --variant contrastive or ract.")
        }
        guard negatives ?? 1 > 0 else { throw ValidationError("--negatives takes a number above 0.") }
        guard temperature.map({ $0 > 0 && $0.isFinite }) ?? true else {
            throw ValidationError("--temperature takes a finite number above 0.")
        }
    }

    /// What was asked for.
    var update: BackwardCompatible {
        let isWhole = synthesize ?? .classMeans == .classMeans
        let method: BackwardCompatible.Method =
            switch variant {
            case .influence: .influence(isWhole ? .synthesised : .oldClasses)
            case .soft: .influence(.soft(onlyOldClasses: !isWhole))
            case .l2: .regression
            case .contrastive:
                .contrastive(.init(temperature: temperature ?? 0.01, nearest: negatives))
            case .ract:
                .contrastive(
                    .init(
                        temperature: temperature ?? 0.01, nearest: negatives ?? 10, hasNewNegatives: true))
            case .simplex: .simplex(isHighOrder: true)
            }
        return BackwardCompatible(method, weight: weight)
    }
}
