import LearningCore
import Tensors

/// Images in two disjoint pools: one to choose hyperparameters on, one for the trials, with images to validate and to test
/// on for both.
struct CongruenceImages {
    /// Where the draws come from that hyperparameters are chosen on.
    private let choosing: Dataset
    /// Where the draws of the trials come from.
    private let trials: Dataset
    let validation: LabelledTensors
    let test: LabelledTensors
    private let count: Int

    /// The mean of all pixels, which is taken off: the zeros that come in when images are shifted are grey then.
    private static let mean = 0.286

    init(_ images: FashionMNIST, scope: CongruenceScope) throws {
        var random = SeededRandom(seed: 0).stream("positive-congruent images")
        let shuffled = images.training.shuffled(using: &random)
        let (validated, rest) = (scope.validationImages, shuffled.count - scope.validationImages)
        choosing = shuffled.records(at: Array(validated..<(validated + rest / 2)))
        trials = shuffled.records(at: Array((validated + rest / 2)..<shuffled.count))
        validation = try Self.tensors(shuffled.records(at: Array(0..<validated)))
        test = try Self.tensors(images.test.records(at: Array(0..<min(scope.testImages, images.test.count))))
        count = scope.images
    }

    /// Images for a new model, and those among them that the old model was trained on.
    func drawn(
        for scenario: CongruenceScenario, isChoice: Bool, random: SeededRandom
    ) throws -> (old: LabelledTensors, new: LabelledTensors) {
        var random = random.stream("images")
        let pool = isChoice ? choosing : trials
        let places = Array(random.permutation(of: pool.count).prefix(count))
        let older = Int((Double(places.count) * scenario.oldShare).rounded())
        let known = pool.classNames.prefix(scenario.oldClassCount)
        return (
            old: try Self.tensors(
                pool.records(at: Array(places.prefix(older))).keeping(classes: Array(known))),
            new: try Self.tensors(pool.records(at: places))
        )
    }

    private static func tensors(_ data: Dataset) throws -> LabelledTensors {
        let records = try LabelledTensors(data, shape: [1, 28, 28])
        return try LabelledTensors(
            inputs: records.inputs - mean, classes: records.classes, classNames: records.classNames)
    }
}
