import LearningCore
import Tensors

/// The claim of positive-congruent training, at a size that one core carries.
///
///     espalier reproduce pct
///
/// Eleven arms against new mistakes on Fashion-MNIST, in four kinds of update: more data and a wider network, chance alone,
/// new classes, and another architecture.
public enum PositiveCongruentClaim {
    /// The claim, ready to be run.
    public static var claim: Claim {
        Claim(
            name: "pct", title: "Positive-congruent training: updates without new mistakes",
            statement:
                "A new classifier that is kept near the old one's logits, above all where that one is right, makes at least 40"
                + " per cent fewer new mistakes at the same error.",
            source:
                "Yan, Xiong, Kundu, Yang, Deng, Wang, Xia, Soatto: Positive-Congruent Training, CVPR 2021 (FD-LM on ImageNet:"
                + " negative flips 6.44 to 2.35 % with the same architecture at 0.2 points more error, 4.89 to 2.92 % from"
                + " ResNet-18 to ResNet-50 at 0.7 points more)",
            configuration: [
                "full": CongruenceScope.full.description, "quick": CongruenceScope.quick.description,
                "cells":
                    "growth: 64 hidden values and 5,000 images to 256 and 10,000; same architecture: 256 hidden values and the"
                    + " same 10,000 images from another start; class growth: the images of 5 classes to those of 10, 256"
                    + " hidden values; other architecture: 256 hidden values to convolutions of 8 and 16 channels; embeddings"
                    + " of 32 numbers and a linear head throughout",
                "what is measured on":
                    "all test images of all ten classes; an old model is wrong about every class that it does not know",
                "naive, BCT": "the added cross-entropy has weight 1",
                "ELODI": "share 0.8 for differences beyond 0.2, all classes",
                "BCWI":
                    "the old network, whatever the new one is, because weights of two architectures do not mix; the share by"
                    + " validation, seed by seed",
            ],
            cells: CongruenceScenario.all.map(\.cell), arms: CongruenceArm.allCases.map(\.declaration),
            measures: [
                .init("NFR", unit: "%", better: .lower, places: 2),
                .init("error", unit: "%", better: .lower, places: 2),
                .init("relative NFR", unit: "%", better: .lower, places: 1),
                .init("PFR", unit: "%", better: .higher, places: 2),
                .init("error of the old", unit: "%", better: .lower, places: 2),
            ],
            selection:
                "On other images and starts than any seed has, by validation images: of all settings whose mean error is at"
                + " most 0.3 points above the least, the one with the fewest negative flips. Learning rate and weight of FD-LM"
                + " together; the other treated arms have its learning rate, and a weight of their own.",
            gates: PositiveCongruentGates.all,
            quick: .init(
                "growth alone, with 2,000 images, six epochs, one setting an arm, ensembles of two, 2,000 test images",
                cells: [CongruenceScenario.growth.cell]),
            versions: { ["libtorch": Torch.version ?? "none"] }
        ) { form in
            let laboratory = try PositiveCongruentLaboratory(
                FashionMNIST(), scope: form == .quick ? .quick : .full)
            return { try laboratory.run($0) }
        }
    }
}
