import LearningCore
import Tensors

/// The claim of backward-compatible training, at a size that two cores carry.
///
///     espalier reproduce bct
///
/// Thirteen ways of replacing a small model by a larger one on Fashion-MNIST, the gallery being left as the old model
/// filled it: on the classes that were learned, and on classes that no model ever saw.
public enum BackwardCompatibleClaim {
    private static let closed = Claim.Cell(
        ["old": 7, "new": 10, "open": 0], name: "closed set: classes 0-6, then all ten")
    private static let open = Claim.Cell(
        ["old": 5, "new": 7, "open": 1], name: "open set: classes 0-4, then 0-6, searched for 7-9")

    /// What the curve of an order is called.
    static func curveName(_ order: BackfillOrder) -> String { "backfill, \(order.rawValue)" }

    /// The claim, ready to be run.
    public static var claim: Claim {
        Claim(
            name: "bct", title: "Backward-compatible training",
            statement:
                "A new model that is trained under the old one's head finds more in the old gallery than the old model does,"
                + " without losing by itself, where plain training finds nothing.",
            source:
                "Shen, Xiong, Xia, Soatto: Towards Backward-Compatible Representation Learning, CVPR 2020; galleries and queries"
                + " here are of Fashion-MNIST instead of faces",
            configuration: [
                "full": BackwardCompatibleScope.full.description,
                "quick": BackwardCompatibleScope.quick.description,
                "models":
                    "two convolutions of stride 2, width 4 (old, on half the images of its classes) and 16 (new), embeddings of"
                    + " 32, cosine softmax with scale 16; SGD 0.1, momentum 0.9, weight decay 1e-4, batches of 128, half a"
                    + " cosine, gradients cut at 5; every new model of a seed begins with the same weights",
                "weights":
                    "of L2 times 32, because its squares are divided by the dimension; the simplex has the 0.1 and 0.9 of its"
                    + " source; RACT takes the 10 nearest negatives",
                "search": "cosine, ties by the place in the gallery; paragon: the gallery is computed anew",
            ],
            cells: [closed, open], arms: BackwardCompatibleArm.allCases.map(\.declaration),
            measures: BackwardCompatibleMeasures.declarations,
            selection:
                "The weight of each term in each cell by the mAP of new queries in the old gallery, on validation images of the"
                + " learned classes, after training on a draw of images that belongs to no seed; self mAP is noted beside it.",
            gates: BackwardCompatibleGates.all(closed: closed, open: open),
            quick: .init(
                "the closed set with 60 images a class, two epochs and one weight", cells: [closed],
                seeds: 1),
            curves: BackfillOrder.allCases.map {
                .init(curveName($0), x: "share of the gallery that is refreshed", y: "mAP")
            },
            versions: { ["libtorch": Torch.version ?? "none"] }
        ) { form in
            let laboratory = try BackwardCompatibleLaboratory(form: form)
            return { try laboratory.run($0) }
        }
    }
}
