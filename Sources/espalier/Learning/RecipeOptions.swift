import ArgumentParser
import GracefulUpdates
import LearningCore

/// How a network is trained: everything has a default.
struct RecipeOptions: ParsableArguments {
    /// The names of ``TrainingRecipe/Method``.
    enum MethodName: String, ExpressibleByArgument, CaseIterable { case sgd, adam }

    @Option(help: ArgumentHelp("How often every record is seen.", valueName: "n"))
    var epochs = 10

    @Option(help: ArgumentHelp("How many records a step sees.", valueName: "n"))
    var batch = 128

    @Option(
        help: ArgumentHelp("sgd, with momentum 0.9, or adam.", valueName: "method"))
    var optimiser = MethodName.sgd

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The learning rate to begin with, which falls along half a cosine; 0.1 for sgd and 0.001 for adam if it is left"
                + " out.", valueName: "rate"))
    var learningRate: Double?

    @Option(parsing: .unconditional, help: "How strongly weights are drawn to zero.")
    var weightDecay = 1e-4

    @Option(help: ArgumentHelp("Shift images by up to so many positions, anew each time.", valueName: "n"))
    var shift = 0

    @Flag(help: "Show half of the images in a mirror, anew each time.")
    var mirror = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Cut the gradient of a step down to this length, 5 if it is left out, and 1 for pct; 0 leaves it as it is, with which"
                + " networks with a cosine head begin badly.", valueName: "length"))
    var clip: Double?

    @Option(help: "The seed that everything random comes from.")
    var seed: UInt64 = 1

    func validate() throws {
        guard clip.map({ $0 >= 0 && $0.isFinite }) ?? true else {
            throw ValidationError("--clip takes a finite length that is not negative.")
        }
    }

    /// The recipe, checked.
    func recipe() throws -> TrainingRecipe {
        let recipe = TrainingRecipe(
            epochs: epochs, batchSize: batch,
            learningRate: learningRate ?? (optimiser == .sgd ? 0.1 : 1e-3),
            method: optimiser == .sgd ? .sgd(momentum: 0.9) : .adam, weightDecay: weightDecay,
            augmentation: .init(shift: shift, isMirrored: mirror), gradientLimit: clip == 0 ? nil : clip ?? 5)
        try recipe.check()
        return recipe
    }
}
