import LearningCore
import Tensors

/// Classifiers that take after an ensemble of their own architecture, so that each generation is near the next: ELODI.
///
///     let elodi = EnsembleDistillation(recipe: recipe)
///     let teacher = try elodi.teacher(network, head: head, on: records, random: random)
///     let student = try elodi.student(of: teacher, on: records, random: random)
///
/// An ensemble is near every other ensemble of the same data; a student that stays near its ensemble is near every other
/// such student. Nothing is learned from the old model: instead it has to be such a student too. Only students are served.
///
/// Source: Zhao et al., ELODI: Ensemble Logit Difference Inhibition (arXiv 2205.06265).
public struct EnsembleDistillation {
    /// How members and students are trained.
    public var recipe: TrainingRecipe
    /// How many members a teacher has.
    public var memberCount: Int
    /// What a student learns by.
    public var loss: PositiveCongruentLoss

    /// Distils from ensembles; with the paper's eight members by default.
    public init(recipe: TrainingRecipe, memberCount: Int = 8, loss: PositiveCongruentLoss = .elodi) {
        self.recipe = recipe
        self.memberCount = memberCount
        self.loss = loss
    }

    /// Members trained independently of each other, from starts and in orders of their own.
    ///
    /// - Throws: ``GracefulUpdateError``, or `TensorError`.
    public func teacher(
        _ network: NetworkDescription, head: ClassHead.Kind, on records: LabelledTensors, random: SeededRandom
    ) throws -> LogitEnsemble {
        try LogitEnsemble(
            (0..<memberCount).map { number in
                let random = random.stream("member \(number)")
                let member = try EmbeddingModel(
                    network, head: head, classNames: records.classNames, random: random)
                try Training(recipe, random: random).fit(member, on: records) { try $0.crossEntropy() }
                return member
            })
    }

    /// One model of the members' architecture that takes after all of them.
    ///
    /// - Throws: ``GracefulUpdateError``, or `TensorError`.
    public func student(
        of teacher: LogitEnsemble, on records: LabelledTensors, random: SeededRandom
    ) throws -> EmbeddingModel {
        let example = teacher.members[0]
        let random = random.stream("student")
        let student = try EmbeddingModel(
            example.description, head: example.head.kind, classNames: example.classNames, random: random)
        try PositiveCongruentTraining(recipe, loss: loss, reference: teacher, random: random)
            .fit(student, on: records)
        return student
    }
}
