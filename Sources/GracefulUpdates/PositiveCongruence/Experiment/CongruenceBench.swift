import LearningCore
import Tensors

/// An old model and all that is trained to replace it, for one seed of one scenario; what several arms need is made once.
///
/// All new models that stand alone begin at the same weights and see the images in the same order, so that what differs
/// between arms is what they do.
final class CongruenceBench {
    private let scenario: CongruenceScenario
    private let scope: CongruenceScope
    private let records: (old: LabelledTensors, new: LabelledTensors)
    private let random: SeededRandom
    private var trainedOld: [Int: EmbeddingModel] = [:]
    private var trainedNew: [NewMember: EmbeddingModel] = [:]

    private struct NewMember: Hashable {
        let number: Int
        let rate: Double
    }

    private static let head = ClassHead.Kind.linear(hasBias: true)

    init(
        _ scenario: CongruenceScenario, _ images: CongruenceImages, scope: CongruenceScope, isChoice: Bool,
        random: SeededRandom
    ) throws {
        self.scenario = scenario
        self.scope = scope
        self.random = random
        records = try images.drawn(for: scenario, isChoice: isChoice, random: random)
    }

    /// What is in service before an arm's update, and after it.
    ///
    /// - Throws: ``GracefulUpdateError/diverged(epoch:)``, among others.
    func update(
        _ arm: CongruenceArm, _ setting: CongruenceSetting, validation: LabelledTensors
    ) throws -> (old: LogitEnsemble, new: LogitEnsemble, notes: [String]) {
        let old = try inService(arm)
        switch arm {
        case .none, .tuned: return (old, LogitEnsemble(try newMember(0, rate: setting.rate)), [])
        case .naive, .distillation, .focalDivergence, .focalLogit, .inhibition:
            guard let loss = arm.loss(weight: setting.weight ?? 1) else {
                preconditionFailure("the arm \(arm.rawValue) is trained by a loss")
            }
            let new = try fresh(scenario.newNetwork, records.new, stream: newStream(0))
            try PositiveCongruentTraining(
                scope.recipe(rate: setting.rate), loss: loss, reference: old, random: newStream(0)
            ).fit(new, on: records.new)
            return (old, LogitEnsemble(new), [])
        case .elodi:
            return (old, LogitEnsemble(try newStudent(rate: setting.rate)), [])
        case .blend:
            let (new, note) = try blended(rate: setting.rate, validation)
            return (old, LogitEnsemble(new), [note])
        case .compatible: return (old, LogitEnsemble(try compatible(rate: setting.rate)), [])
        case .ensemble:
            return (old, try LogitEnsemble(newMembers(rate: setting.rate)), [])
        }
    }

    /// What is in service before an arm's update.
    func inService(_ arm: CongruenceArm) throws -> LogitEnsemble {
        switch arm {
        case .ensemble: try LogitEnsemble(oldMembers())
        case .elodi: LogitEnsemble(try student(of: oldMembers(), on: records.old, rate: scope.oldRate, "old"))
        default: LogitEnsemble(try oldMember(0))
        }
    }

    /// The error of the old model on what it was trained on, without augmentation.
    func oldTrainingError() throws -> Double { try oldMember(0).error(on: records.old) }

    private func newStream(_ number: Int) -> SeededRandom { random.stream("new \(number)") }

    private func fresh(
        _ network: NetworkDescription, _ records: LabelledTensors, stream: SeededRandom
    ) throws -> EmbeddingModel {
        try EmbeddingModel(network, head: Self.head, classNames: records.classNames, random: stream)
    }

    private func oldMember(_ number: Int) throws -> EmbeddingModel {
        if let member = trainedOld[number] { return member }
        let stream = random.stream("old \(number)")
        let member = try fresh(scenario.oldNetwork, records.old, stream: stream)
        try Training(scope.recipe(rate: scope.oldRate), random: stream).fit(member, on: records.old) {
            try $0.crossEntropy()
        }
        trainedOld[number] = member
        return member
    }

    private func newMember(_ number: Int, rate: Double) throws -> EmbeddingModel {
        let key = NewMember(number: number, rate: rate)
        if let member = trainedNew[key] { return member }
        let member = try fresh(scenario.newNetwork, records.new, stream: newStream(number))
        try Training(scope.recipe(rate: rate), random: newStream(number)).fit(member, on: records.new) {
            try $0.crossEntropy()
        }
        trainedNew[key] = member
        return member
    }

    private func oldMembers() throws -> [EmbeddingModel] { try (0..<scope.ensembleSize).map(oldMember) }

    private func newMembers(rate: Double) throws -> [EmbeddingModel] {
        try (0..<scope.ensembleSize).map { try newMember($0, rate: rate) }
    }

    private func newStudent(rate: Double) throws -> EmbeddingModel {
        try student(of: newMembers(rate: rate), on: records.new, rate: rate, "new")
    }

    /// A student of an ensemble, trained with other randomness than any member.
    private func student(
        of members: [EmbeddingModel], on records: LabelledTensors, rate: Double, _ side: String
    ) throws -> EmbeddingModel {
        try EnsembleDistillation(recipe: scope.recipe(rate: rate), memberCount: members.count)
            .student(of: LogitEnsemble(members), on: records, random: random.stream("\(side) student"))
    }

    private func blended(
        rate: Double, _ validation: LabelledTensors
    ) throws -> (model: EmbeddingModel, note: String) {
        let old = try oldMember(0)
        let new = try old.successor(classNames: records.new.classNames, random: newStream(0))
        try Training(scope.recipe(rate: rate), random: newStream(0)).fit(new, on: records.new) {
            try $0.crossEntropy()
        }
        let choice = try WeightInterpolation(old: old, new: [new]).selected(
            on: validation, normalisingOn: records.new.inputs)
        return (choice.model, "the old model's share of the weights is \(choice.oldShare)")
    }

    /// Backward-compatible training in its simplest form: the old head has to tell the class of new embeddings too.
    private func compatible(rate: Double) throws -> EmbeddingModel {
        let old = try oldMember(0)
        let term = try InfluenceLoss(OldVersion(old, on: records.new), targets: .oldClasses)
        let new = try fresh(scenario.newNetwork, records.new, stream: newStream(0))
        try Training(scope.recipe(rate: rate), random: newStream(0)).fit(new, on: records.new) {
            try $0.crossEntropy() + term.loss(of: $0)
        }
        return new
    }
}
