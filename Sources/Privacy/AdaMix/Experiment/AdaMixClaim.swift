import LearningCore
import Tensors

/// The claim of the AdaMix paper, at a size that two cores carry.
///
///     espalier reproduce adamix
///
/// Fourteen arms on Fashion-MNIST: half of its classes in the features of a small network trained on the other half, and
/// all of them in plain pixels, where a projection has more to gain.
public enum AdaMixClaim {
    /// The delta of every cell.
    public static let delta = 1e-5

    private static func cell(_ n: Double, _ m: Double, _ epsilon: Double) -> Claim.Cell {
        Claim.Cell(
            ["n": n, "m": m, "eps": epsilon, "pixels": 0],
            name: "\(Int(n)) private and \(Int(m)) public a class, eps \(Int(epsilon))")
    }

    private static func pixelCell(_ n: Double, _ m: Double, _ epsilon: Double) -> Claim.Cell {
        Claim.Cell(
            ["n": n, "m": m, "eps": epsilon, "pixels": 1],
            name: "pixels: \(Int(n)) private and \(Int(m)) public a class, eps \(Int(epsilon))")
    }

    private static let featureCells = [(40, 2), (100, 2), (100, 5), (400, 5)].flatMap { n, m in
        [1.0, 3].map { cell(n, m, $0) }
    }
    private static let pixelCells = [pixelCell(100, 5, 1), pixelCell(400, 5, 1), pixelCell(400, 5, 3)]

    /// The claim, ready to be run.
    public static var claim: Claim {
        let quickCell = cell(100, 5, 1)
        return Claim(
            name: "adamix", title: "AdaMix: private training with a little public data",
            statement:
                "A few public records reduce by 60 to 70 per cent what private training adds to the error of training"
                + " without privacy.",
            source:
                "Golatkar, Achille, Wang, Roth, Kearns, Soatto: Mixed Differential Privacy in Computer Vision, CVPR 2022"
                + " (increase of the error over the non-private model: 167 to 68 % at eps 3, 311 to 92 % at eps 1,"
                + " means over six data sets)",
            configuration: [
                "delta": "\(delta)", "relation": NeighbouringRelation.addRemove.rawValue,
                "features": AdaMixScope.full.description, "pixels": AdaMixScope.pixels.description,
                "quick": AdaMixScope.quick.description,
                "noise": "repeatable, NOT PRIVATE: the images are public",
            ],
            cells: featureCells + pixelCells, arms: AdaMixArm.allCases.map(\.declaration),
            measures: [
                .init("error", unit: "%", better: .lower, places: 1),
                .init(
                    "increase", unit: "%", better: .lower, places: 0,
                    definition: .relativeIncrease(of: "error", over: AdaMixArm.nonPrivate.rawValue)),
            ],
            selection:
                "Steps, learning rate and clip norm of each arm in each cell by the mean error on validation images after"
                + " training, noise included, on stand-ins: other images than those that are public, private or tested in"
                + " any seed, drawn anew five times (pixels: twice).",
            gates: AdaMixGates.all(
                middle: quickCell, scarce: cell(100, 2, 1), fewest: cell(40, 2, 1), plenty: cell(400, 5, 3),
                featureCells: featureCells, pixelCells: pixelCells),
            quick: .init(
                "one cell, a backbone trained on 2,000 images for one epoch, four settings an arm, 1,000 test images",
                cells: [quickCell]),
            curves: [.init("clip norm", x: "step", y: "clip norm")],
            versions: { ["libtorch": Torch.version ?? "none"] }
        ) { form in
            let laboratory = try AdaMixLaboratory(form: form)
            return { try laboratory.run($0) }
        }
    }
}
