import LearningCore
import Tensors

/// The records of one update: what both versions learn from, and what they are asked.
///
/// Training, validation and test images are disjoint: validation images are the same in every scene and are never learned
/// from, test images are those of the test set.
struct UpdateScene {
    /// What new models learn from.
    let training: LabelledTensors
    /// What the old one learned from: half of the images of its classes.
    let oldTraining: LabelledTensors
    /// What is asked, and among what it is looked for.
    let query: LabelledTensors
    let gallery: LabelledTensors

    /// Draws a scene, of which the cell says which classes each version learns and which are asked for; where it is for
    /// validation, images of the learned classes are asked for that belong to no test.
    init(
        _ images: FashionMNIST, cell: Claim.Cell, scope: BackwardCompatibleScope, isValidation: Bool,
        random: SeededRandom
    ) throws {
        let setting = BackwardCompatibleSetting(cell)
        var held = SeededRandom(seed: 0).stream("validation of backward compatibility")
        let (validation, rest) = try images.training.drawing(
            perClass: 2 * scope.validation, using: &held)
        guard let rest else { throw DatasetError.noRecords(data: images.training.name) }
        var drawing = random.stream("records")
        let names = images.training.classNames
        let training = try rest.keeping(classes: Array(names[..<setting.newClasses]))
            .drawing(perClass: scope.images, using: &drawing).drawn
        let old = try training.keeping(classes: Array(names[..<setting.oldClasses]))
            .drawing(perClass: max(1, scope.images / 2), using: &drawing).drawn
        self.training = try Self.tensors(training)
        oldTraining = try Self.tensors(old)
        // What weights are chosen on is of the classes that were learned: those of an open set are not there yet.
        let asked =
            isValidation
            ? try validation.keeping(classes: Array(names[..<setting.newClasses]))
            : try images.test.keeping(classes: Array(names[setting.testedClasses]))
        let count =
            isValidation ? scope.validation : setting.isOpen ? scope.tested.open : scope.tested.closed
        var asking = SeededRandom(seed: 0).stream("questions")
        let (query, others) = try asked.drawing(perClass: count, using: &asking)
        guard let others else { throw DatasetError.noRecords(data: asked.name) }
        self.query = try Self.tensors(query)
        gallery = try Self.tensors(others.drawing(perClass: count, using: &asking).drawn)
    }

    private static func tensors(_ data: Dataset) throws -> LabelledTensors {
        try LabelledTensors(data, shape: [1, 28, 28])
    }

    /// What a model makes of queries and gallery.
    func evaluation(_ model: EmbeddingModel, name: String) throws -> EmbeddingEvaluation {
        try EmbeddingEvaluation(
            name: name, query: model.embeddingRows(of: query.inputs, name: name),
            queryLabels: query.classes,
            gallery: model.embeddingRows(of: gallery.inputs, name: name), galleryLabels: gallery.classes)
    }

    /// What is stored beside each record: the image in 7 by 7, each the mean of 16 pixels.
    static func thumbnails(of records: LabelledTensors) throws -> Embeddings {
        let means = try records.inputs.reshaped([records.count, 7, 4, 7, 4]).mean([2, 4])
        return try Embeddings(means.reshaped([records.count, 49]).data(), name: "the set of thumbnails")
    }
}

/// Which classes each version learns, and which are asked for, by their numbers in the data set.
struct BackwardCompatibleSetting {
    let oldClasses: Int
    let newClasses: Int
    let testedClasses: Range<Int>
    /// Whether none of the classes that are asked for was learned by any model.
    let isOpen: Bool

    init(_ cell: Claim.Cell) {
        oldClasses = Int(cell["old"])
        newClasses = Int(cell["new"])
        isOpen = cell["open"] == 1
        testedClasses = isOpen ? newClasses..<10 : 0..<newClasses
    }
}
