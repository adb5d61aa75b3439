import LearningCore
import Tensors

/// A head that `AdaMixOutcome.save` wrote, ready to be used.
///
///     let head = try TrainedHead(reading: "out")
///     let names = try head.classes(of: data).map { head.classNames[$0] }
public struct TrainedHead {
    /// The classes by number.
    public let classNames: [String]
    private let head: ClassifierHead
    private let preparation: FeaturePreparation
    private let featureCount: Int

    /// Opens a model folder.
    ///
    /// - Throws: `ModelError` where it is damaged or another method's, `AdaMixError` where its manifest does not say what
    ///   its weights need.
    public init(reading path: String) throws {
        let directory = try ModelDirectory(reading: path)
        try directory.require(kind: AdaMixOutcome.kind)
        let manifest = directory.manifest
        let shape = HeadShape(architecture: manifest.architecture)
        guard let shape, let snapshot = manifest.data.first(where: { $0.role == AdaMixOutcome.privateRole }),
            let preparation = try? manifest.hyperparameters["preparation"]?
                .decoded(as: FeaturePreparation.self), snapshot.classNames.count == shape.classCount,
            preparation.centre.map({ $0.count == shape.featureCount && $0.allSatisfy(\.isFinite) }) ?? true
        else {
            throw AdaMixError.setting(
                name: "manifest of \(path)", value: "incomplete",
                range: "that of a head that was trained by AdaMix")
        }
        self.preparation = preparation
        classNames = snapshot.classNames
        featureCount = shape.featureCount
        head = try ClassifierHead(
            inputs: shape.featureCount + (preparation.hasConstant ? 1 : 0), hiddenWidths: shape.hiddenWidths,
            classCount: shape.classCount, seed: 0)
        try head.load(directory.weights().mapValues { try Tensor($0) }, from: path)
    }

    /// The number of the likeliest class of each record, whose own labels are not looked at.
    public func classes(of data: Dataset) throws -> [Int] {
        guard data.featureCount == featureCount else {
            throw AdaMixError.recordWidth(data: data.name, found: data.featureCount, expected: featureCount)
        }
        return try withoutGradients {
            try head.model.logits(preparation.matrix(of: data)).positionOfLargest(1).array(of: Int.self)
        }
    }
}

/// How wide a head is, as its architecture says: "linear 64 -> 5", "dense 64 -> 32 -> 5".
struct HeadShape: Equatable {
    let featureCount: Int
    let hiddenWidths: [Int]
    let classCount: Int

    init(featureCount: Int, hiddenWidths: [Int], classCount: Int) {
        self.featureCount = featureCount
        self.hiddenWidths = hiddenWidths
        self.classCount = classCount
    }

    /// Reads an architecture; nil for any other text.
    init?(architecture: String) {
        guard let space = architecture.firstIndex(of: " ") else { return nil }
        let widths = architecture[space...].dropFirst().split(separator: " ").enumerated()
            .filter { $0.offset.isMultiple(of: 2) }.map { Int($0.element) }
        // A manifest is hostile: its numbers become sizes of tensors.
        let sizes = widths.compactMap(\.self)
        guard sizes.count == widths.count, sizes.count >= 2,
            sizes.allSatisfy({ (1...100_000_000).contains($0) })
        else { return nil }
        self.init(
            featureCount: sizes[0], hiddenWidths: Array(sizes[1..<(sizes.count - 1)]),
            classCount: sizes[sizes.count - 1])
        guard self.architecture == architecture else { return nil }
    }

    /// The architecture in words.
    var architecture: String {
        (hiddenWidths.isEmpty ? "linear " : "dense ")
            + ([featureCount] + hiddenWidths + [classCount]).map(String.init).joined(separator: " -> ")
    }
}
