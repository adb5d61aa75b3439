import ArgumentParser
import Privacy

/// How AdaMix trains: everything has a default.
struct AdaMixOptions: ParsableArguments {
    /// The names of ``AdaMixConfiguration/Projection``.
    enum ProjectionName: String, ExpressibleByArgument, CaseIterable {
        case none
        case projectThenClip = "project-then-clip"
        case clipThenProject = "clip-then-project"
    }

    @Option(help: "How often all private records are summed, noise being added each time.")
    var steps = 20

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "By how much a step follows the gradient; what the noise allows if it is left out.",
            valueName: "rate"))
    var learningRate: Double?

    @Option(parsing: .unconditional, help: "The weight of the penalty on the length of the weights.")
    var weightDecay = 1e-3

    @Option(help: "How many steps are taken on the public records alone first.")
    var publicSteps = 200

    @Option(parsing: .unconditional, help: "What a public record counts against a private one.")
    var publicWeight = 1.0

    @Option(
        parsing: .unconditional,
        help: "Gradients are clipped at this quantile of the lengths of the public ones.")
    var clipQuantile = 0.9

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Clip all gradients at this length instead.", valueName: "length"))
    var clipNorm: Double?

    @Option(
        help: ArgumentHelp(
            "none, project-then-clip (the paper's) or clip-then-project: whether gradients are brought into the space"
                + " that the public ones span.", valueName: "how"))
    var projection = ProjectionName.none

    @Option(help: ArgumentHelp("How many directions that space has at most.", valueName: "n"))
    var rank: Int?

    @Option(
        help: ArgumentHelp(
            "Widths of hidden layers such as 64 or 128,64; without it the classifier is linear.",
            valueName: "widths"))
    var hidden: String?

    @Option(
        help: ArgumentHelp(
            "Begin from these weights: a tensor `weight` of [classes, features] in a safetensors file, such as embeddings of"
                + " the classes' names, or a model that was trained here. They count as public.",
            valueName: "file"))
    var start: String?

    @Flag(help: "Subtract the mean of the public records from every record first.")
    var centred = false

    @Option(help: "Where the first weights of hidden layers come from; the noise never does.")
    var seed: UInt64 = 0

    @Option(
        help: ArgumentHelp(
            "Draw the noise from this seed, so that the run can be repeated. NOT PRIVATE: who knows the seed can take the"
                + " noise away.", valueName: "seed"))
    var repeatableNoise: UInt64?

    func validate() throws {
        guard rank == nil || projection != .none else {
            throw ValidationError("--rank needs --projection.")
        }
        _ = try hiddenWidths()
    }

    func configuration() -> AdaMixConfiguration {
        var configuration = AdaMixConfiguration()
        configuration.steps = steps
        configuration.learningRate = learningRate
        configuration.weightDecay = weightDecay
        configuration.publicSteps = publicSteps
        configuration.publicWeight = publicWeight
        configuration.clip = clipNorm.map { .fixed($0) } ?? .publicQuantile(clipQuantile)
        switch projection {
        case .none: configuration.projection = .none
        case .projectThenClip: configuration.projection = .projectThenClip(rank: rank)
        case .clipThenProject: configuration.projection = .clipThenProject(rank: rank)
        }
        return configuration
    }

    func hiddenWidths() throws -> [Int] {
        guard let hidden else { return [] }
        return try hidden.split(separator: ",", omittingEmptySubsequences: false).map {
            guard let width = Int($0), width > 0 else {
                throw ValidationError("--hidden takes widths such as 64 or 128,64.")
            }
            return width
        }
    }
}
