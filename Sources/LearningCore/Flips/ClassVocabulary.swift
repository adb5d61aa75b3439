/// The classes that labels name, against which those of predictions are held.
///
/// Where a file writes its classes otherwise than the labels do, everything in it is wrong; as the old model's file it
/// would let any new model pass. Such a file is told from one of a bad model by what it says throughout.
struct ClassVocabulary {
    /// With fewer examples than this, all of them may well be wrong.
    private static let fewestExamples = 5
    /// What messages call the labels.
    private let source: String
    private let classes: Set<String>

    init(_ labels: [String], source: String) {
        self.source = source
        classes = Set(labels)
    }

    /// Refuses predictions of which no class is one of the labels, where that cannot be the model's fault.
    ///
    /// It is not where a class differs from a label by its spelling alone, or where both are of several classes; a model
    /// that always says the same may just be wrong, and so may one whose examples are all of one class.
    ///
    /// - Parameters:
    ///   - set: The predictions.
    ///   - known: Classes of other predictions, which are no stranger than labels.
    func require(_ set: PredictionSet, known: Set<String> = []) throws(PredictionError) {
        let predicted = Set(set.predictions)
        guard set.ids.count >= Self.fewestExamples, predicted.isDisjoint(with: classes),
            predicted.isDisjoint(with: known)
        else { return }
        let (said, right) = (Self.inOrder(predicted), Self.inOrder(classes))
        let pair = Spelling.pair(said, right)
        guard pair != nil || (predicted.count > 1 && classes.count > 1) else { return }
        throw .otherClasses(
            .init(
                source: set.source, predicted: pair.map { [$0.0] } ?? said, labels: source,
                right: pair.map { [$0.1] } ?? right))
    }

    /// The classes of a set, if some of them are labels: then the others are classes too that no example has.
    func classes(of set: PredictionSet) -> Set<String> {
        let predicted = Set(set.predictions)
        return predicted.isDisjoint(with: classes) ? [] : predicted
    }

    private static func inOrder(_ classes: Set<String>) -> [String] {
        classes.sorted { NaturalOrder($0) < NaturalOrder($1) }
    }
}

extension PredictionSet {
    /// Refuses predictions whose classes are written otherwise than their labels.
    ///
    /// - Throws: ``PredictionError/otherClasses(_:)``
    func requireClassesOfLabels() throws(PredictionError) {
        guard let labels else { return }
        try ClassVocabulary(labels, source: "its labels").require(self)
    }
}
