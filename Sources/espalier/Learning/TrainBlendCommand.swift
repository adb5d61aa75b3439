import ArgumentParser
import GracefulUpdates
import LearningCore
import Tensors

/// The command `espalier train blend`.
struct TrainBlendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blend",
        abstract: "Blend the weights of an old model and of new ones that were fine-tuned from it.",
        discussion: """
            Nothing is trained: the weights are shares of the old and of the new ones, and the old share is chosen on \
            validation records, which no model may have learned from. Among the shares with the least error, or at most 0.3 \
            points more, the one with the fewest new mistakes is taken.

              espalier train pct --old v1 --fine-tune --data all.csv --model v2
              espalier train blend --old v1 --new v2 --validation held-out.csv --test test.csv --model v3

            Variants: plain; soup (several models after --new, which are averaged first); fisher (weights that matter to the \
            old model keep more of it). Models of different networks cannot be blended.

            Normalisation statistics of blended weights are estimated on the records of --data, or else on the validation \
            records; so is what matters to the old model.

            Exit codes: 0 the model was written; 2 something could not be read or written; 64 wrong usage.
            """)

    /// The ways to blend.
    enum Variant: String, ExpressibleByArgument, CaseIterable { case plain, soup, fisher }

    @Option(
        help: ArgumentHelp("The version in service: a folder that `train` wrote.", valueName: "folder"))
    var old: String

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "The version that was fine-tuned from it; several for a soup.", valueName: "folder"))
    var new: [String]

    @Option(help: "plain, soup or fisher.")
    var variant = Variant.plain

    @Option(help: ArgumentHelp("Records to choose the share on.", valueName: "file"))
    var validation: String

    @Option(
        help: ArgumentHelp(
            "Records to estimate statistics on, such as those that the new model learned from.",
            valueName: "file"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "Records to test on, none of them used before: what the model makes of them is kept beside it.",
            valueName: "file"))
    var test: String?

    @OptionGroup var columns: LabelledDataOptions

    @Option(
        help: ArgumentHelp(
            "The folder that the model is written to; it must not be there yet.", valueName: "folder"))
    var model: String

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    /// How many records tell which weights matter.
    private static let importanceRecords = 500

    func validate() throws {
        guard !new.isEmpty else { throw ValidationError("--new takes a folder at least.") }
        guard variant == .fisher || (variant == .soup) == (new.count > 1) else {
            throw ValidationError("--variant soup takes several models after --new, and plain takes one.")
        }
    }

    func run() throws {
        let asJSON = format == .json
        try UpdateTraining.perform(writing: model, asJSON: asJSON) {
            let predecessor = try ModelDirectory(reading: old)
            let before = try EmbeddingModel(reading: predecessor)
            let successors = try new.map { try ModelDirectory(reading: $0) }
            let after = try successors.map { try EmbeddingModel(reading: $0) }
            let held = try columns.orExit(reading: validation, asJSON: asJSON)
            let seen = try data.map { try columns.orExit(reading: $0, asJSON: asJSON) } ?? held
            let tested = try test.map { try columns.orExit(reading: $0, asJSON: asJSON) }
            let shape = before.description.input
            let importance =
                variant == .fisher ? try importance(to: before, on: seen) : nil
            let choice = try WeightInterpolation(old: before, new: after, importance: importance)
                .selected(
                    on: LabelledTensors(held.aligned(with: after[0].classNames), shape: shape),
                    normalisingOn: LabelledTensors(seen, shape: shape).inputs)
            let saved = try TrainedUpdate(
                choice.model, kind: "blend", seed: successors[0].manifest.seed,
                data: [.init(held, role: "validation")]
                    + (data == nil ? [] : [.init(seen, role: "statistics")]),
                settings: [
                    "variant": .text(variant.rawValue), "oldShare": .number(choice.oldShare),
                    "new": .list(successors.map { .text($0.digest.description) }),
                ], predecessor: predecessor
            ).save(to: model, test: tested)
            let answer = TrainBlendAnswer(
                TrainPCTAnswer(
                    TrainedModelAnswer(
                        saved.directory, parameters: choice.model.parameterCount, losses: []),
                    how: "\(choice.oldShare) of the old weights, \(variant.rawValue)",
                    flips: try saved.evaluation?.flips(from: before, on: tested)), choice)
            if asJSON { try JSONOutput.write(answer) } else { try Terminal.write(answer.text.printable) }
        }
    }

    private func importance(to old: EmbeddingModel, on data: Dataset) throws -> ParameterImportance {
        let known = try data.keeping(classes: data.classNames.filter(old.classNames.contains))
            .aligned(with: old.classNames)
        var random = SeededRandom(seed: 0).stream("importance")
        let places = Array(random.permutation(of: known.count).prefix(Self.importanceRecords))
        return try ParameterImportance(
            of: old, on: LabelledTensors(known.records(at: places), shape: old.description.input))
    }
}

/// What `espalier train blend` says in the end.
private struct TrainBlendAnswer: Encodable {
    /// What became of a share on the validation records.
    struct Share: Encodable {
        let oldShare: Double
        let error: Double
        let nfr: Double
    }
    let update: TrainPCTAnswer
    let oldShare: Double
    let tried: [Share]

    init(_ update: TrainPCTAnswer, _ choice: WeightInterpolation.Selection) {
        self.update = update
        oldShare = choice.oldShare
        tried = choice.tried.map {
            Share(oldShare: $0.oldShare, error: $0.flips.newErrorRate, nfr: $0.flips.nfr)
        }
    }

    private enum CodingKeys: CodingKey { case oldShare, tried }

    /// What every update says, and these beside it.
    func encode(to encoder: any Encoder) throws {
        try update.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(oldShare, forKey: .oldShare)
        try container.encode(tried, forKey: .tried)
    }

    /// The report for people.
    var text: String {
        var table = TextTable([.number("old share"), .number("validation error"), .number("NFR"), .text("")])
        for share in tried {
            table.append(
                "\(share.oldShare)", ShownNumber.percent(share.error), ShownNumber.percent(share.nfr),
                share.oldShare == oldShare ? "chosen" : "")
        }
        return table.text + "\n" + update.text
    }
}
